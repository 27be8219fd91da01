import ArgumentParser
import CPlatform
import Glibc
import SystemPackage
import WordMineBase
import WordMineText

/// The statuses that the tool exits with: those of BSD's sysexits.
///
/// A signal that ends it gives 128 and its number, as in the shell: 130 for an interrupt.
enum ExitStatus: Int32 {
  case success = 0
  case usage = 64
  case data = 65
  case noInput = 66
  case software = 70
  case cannotCreate = 73
  case inputOutput = 74

  /// Lets writes to a closed pipe fail, and has an interrupt remove what was begun.
  static func prepareSignals() {
    _ = signal(SIGPIPE, SIG_IGN)
    wm_remove_begun_files_on_interrupt()
  }

  /// Says what is wrong, and exits.
  static func exit(for error: any Error) -> Never {
    let status: ExitStatus
    switch error {
    case let error as InputError:
      status = error.reason.isMissing ? .noInput : error.reason.isSystem ? .inputOutput : .data
    case let error as SystemError:
      if error.isBrokenPipe { Glibc.exit(success.rawValue) }
      status = error.isCreation ? .cannotCreate : .inputOutput
    case is UsageError, is InvalidValue, is MemoryError:
      status = .usage
    default:
      // What ArgumentParser knows: wrong usage, help, the version.
      guard Wordmine.exitCode(for: error) == .failure else { Wordmine.exit(withError: error) }
      status = .software
    }
    Terminal.say("wordmine: \(error)")
    Glibc.exit(status.rawValue)
  }
}

extension InputError.Reason {
  fileprivate var isMissing: Bool {
    switch self {
    case .notFound, .isDirectory, .notPermitted: true
    default: false
    }
  }

  fileprivate var isSystem: Bool {
    if case .unreadable = self { true } else { false }
  }
}

/// An option has a value that cannot be used.
struct UsageError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
