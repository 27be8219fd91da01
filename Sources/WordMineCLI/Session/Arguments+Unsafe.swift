import CPlatform
import Glibc
import WordMineText

/// The arguments of the process.
enum Arguments {
  /// All arguments behind the name of the command; what is not UTF-8 is written as in `FileName`.
  static let all: [String] = {
    var arguments: [String] = []
    // SAFETY: the arguments are strings that end with 0, and stay until the process ends.
    while let argument = unsafe wm_argument(Int32(arguments.count + 1)) {
      let bytes = unsafe UnsafeBufferPointer(start: argument, count: strlen(argument))
      arguments.append(FileName.text(unsafe bytes.map { UInt8(bitPattern: $0) }))
    }
    return arguments
  }()
}
