import ArgumentParser
import Glibc
import WordMine
import WordMineBase
import WordMineNumerics
import WordMineText

extension ExitStatus {
  /// Says what is wrong, and exits.
  static func exit(for error: any Error) -> Never {
    switch error {
    case let error as Interruption.Ended:
      Terminal.say("wordmine: \(error)")
      Glibc.exit(128 + error.signal)
    case let error as SystemError where error.isBrokenPipe: Glibc.exit(success.rawValue)
    default: break
    }
    guard let status = status(of: error) else { exitAsArgumentParser(error) }
    let hint = Hint.after(error, arguments: Arguments.all).map { "; \($0)" } ?? ""
    Terminal.say("wordmine: \(error)\(hint)")
    Glibc.exit(status.rawValue)
  }

  /// `nil` for errors that the argument parser knows: wrong usage, help, the version.
  private static func status(of error: any Error) -> ExitStatus? {
    switch error {
    case is UsageError: .usage
    case is TrainingDiverged: .data
    default:
      ExitStatus(error) ?? (Wordmine.exitCode(for: error) == .failure ? .software : nil)
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
