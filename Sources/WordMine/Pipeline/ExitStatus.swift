import WordMineBase
import WordMineText

/// The statuses that the command exits with, and that the C interface returns: those of BSD's sysexits.
///
/// A signal that ends the command makes 128 and its number, as in the shell: 130 for an interrupt.
package enum ExitStatus: Int32 {
  case success = 0
  case usage = 64
  case data = 65
  case noInput = 66
  case software = 70
  case system = 71
  case cannotCreate = 73
  case inputOutput = 74
  case interrupted = 130

  /// The status of an error of the library; `nil` for others.
  package init?(_ error: any Error) {
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
    case is InvalidValue, is MemoryExceeded: self = .usage
    case is OutOfMemory: self = .system
    case is Interrupted: self = .interrupted
    default: return nil
    }
  }
}
