import Glibc
import SystemPackage
import WordMineText

/// Standard error, and whether a person looks at it.
enum Terminal {
  static var isInputTerminal: Bool { isatty(0) == 1 }
  static var isErrorTerminal: Bool { isatty(2) == 1 }

  /// Writes a line to standard error.
  ///
  /// Control characters, which names of files and texts may hold, do not reach the terminal.
  static func say(_ line: String) { write(escaped(line) + "\n") }

  /// Writes lines to standard error.
  static func say(lines: String) {
    write(
      lines.split(separator: "\n", omittingEmptySubsequences: false).map(escaped)
        .joined(separator: "\n") + "\n")
  }

  /// Whether a terminal would do something else than show the scalar: obey it, break the line, turn its direction.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: scalar.properties.isBidiControl
    }
  }

  private static func escaped(_ line: some StringProtocol) -> String {
    var escaped = ""
    for scalar in line.unicodeScalars {
      if isHidden(scalar) {
        escaped += scalar.escaped(asASCII: true)
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  static func write(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(Array(FileName.shown(text).utf8))
  }
}
