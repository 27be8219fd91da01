import ArgumentParser
import Glibc
import WordMine
import WordMineBase
import WordMineNumerics
import WordMineText

/// The statuses that the tool exits with: those of BSD's sysexits.
///
/// A signal that ends it makes 128 and its number, as in the shell: 130 for an interrupt.
enum ExitStatus: Int32 {
  case success = 0
  case usage = 64
  case data = 65
  case noInput = 66
  case software = 70
  case system = 71
  case cannotCreate = 73
  case inputOutput = 74

  /// Says what is wrong, and exits.
  static func exit(for error: any Error) -> Never {
    switch error {
    case let error as Interruption.Ended:
      Terminal.say("wordmine: \(error)")
      Glibc.exit(128 + error.signal)
    case let error as SystemError where error.isBrokenPipe: Glibc.exit(success.rawValue)
    default: break
    }
    guard let status = ExitStatus(error) else { exitAsArgumentParser(error) }
    let hint = Hint.after(error, arguments: Arguments.all).map { "; \($0)" } ?? ""
    Terminal.say("wordmine: \(error)\(hint)")
    Glibc.exit(status.rawValue)
  }

  /// `nil` for errors that the argument parser knows: wrong usage, help, the version.
  private init?(_ error: any Error) {
    switch error {
    case let error as InputError:
      switch error.reason {
      case .notFound, .isDirectory, .notPermitted: self = .noInput
      case .unreadable: self = .inputOutput
      case .decoderMemory: self = .usage
      case .noDecoderMemory: self = .system
      default: self = .data
      }
    case let error as SystemError: self = error.isCreation ? .cannotCreate : .inputOutput
    case is UsageError, is InvalidValue, is MemoryExceeded: self = .usage
    case is TrainingDiverged: self = .data
    case is OutOfMemory: self = .system
    default:
      guard Wordmine.exitCode(for: error) == .failure else { return nil }
      self = .software
    }
  }

  private static func exitAsArgumentParser(_ error: any Error) -> Never {
    // Help and versions are no errors, and go to standard output.
    guard Wordmine.exitCode(for: error) == .validationFailure else {
      Wordmine.exit(withError: error)
    }
    let (message, hint) = Hint.forUsage(Wordmine.fullMessage(for: error), Arguments.all)
    Terminal.say(lines: message + (hint.map { "\nHint: \($0)" } ?? ""))
    Glibc.exit(usage.rawValue)
  }
}

/// An option has a value that cannot be used.
struct UsageError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
