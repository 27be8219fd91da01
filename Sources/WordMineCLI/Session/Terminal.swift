import Glibc
import SystemPackage
import WordMineText

/// Standard error, and whether a person looks at it.
enum Terminal {
  static var isInputTerminal: Bool { isatty(0) == 1 }
  static var isErrorTerminal: Bool { isatty(2) == 1 }

  /// Writes a line to standard error.
  static func say(_ line: String) { write(line + "\n") }

  static func write(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(Array(FileName.shown(text).utf8))
  }
}
