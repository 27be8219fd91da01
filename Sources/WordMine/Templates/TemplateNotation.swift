import WordMineText

/// The notation of templates in lists and tables: `^ 从 [X] 到 [place]`.
///
/// Elements are separated by blanks. `[X]` is a slot, `[X1]` and `[X2]` are unnamed slots if there
/// are several, and any other name in brackets is a named slot. A backslash before the first
/// character makes the element a word: `\^`, `\[X]`. Parsing is by code points, because a blank and
/// an accent at the beginning of the next word would form one character.
enum TemplateNotation {
  static func text(of elements: [Template.Element]) -> String {
    var (parts, slots): ([String], Int) = ([], 0)
    let count = elements.count { !$0.isLiteral }
    for element in elements {
      switch element {
      case .clauseStart: parts.append("^")
      case .clauseEnd: parts.append("$")
      case .word(let word): parts.append(escaped(word))
      case .slot(let name):
        slots += 1
        parts.append("[\(name ?? (count == 1 ? "X" : "X\(slots)"))]")
      }
    }
    return parts.joined(separator: " ")
  }

  /// A byte order mark at the beginning of a file would be lost.
  private static func escaped(_ word: String) -> String {
    "^$[\\\u{FEFF}".unicodeScalars.contains(word.unicodeScalars.first ?? " ") ? "\\" + word : word
  }

  static func elements(
    of text: some StringProtocol
  ) throws(InputError.Reason) -> [Template.Element] {
    var elements: [Template.Element] = []
    let parts = String(text).unicodeScalars.split { $0 == " " || $0 == "\u{3000}" }
    for part in parts {
      switch part.first {
      case "\\": elements.append(.word(String(part.dropFirst())))
      case "[":
        guard part.last == "]" else {
          throw .mismatch("a slot is not closed: \"\(Substring(part))\"")
        }
        elements.append(.slot(try name(String(part.dropFirst().dropLast()))))
      case "^" where part.count == 1: elements.append(.clauseStart)
      case "$" where part.count == 1: elements.append(.clauseEnd)
      default: elements.append(.word(String(part)))
      }
    }
    return elements
  }

  /// The name of a slot; `nil` for X, with or without a number.
  static func name(_ text: String) throws(InputError.Reason) -> String? {
    if text.isEmpty || text == "X" || text.first == "X" && Int(text.dropFirst()) != nil {
      return nil
    }
    let isPlain = text.unicodeScalars.allSatisfy {
      !"[]|;".unicodeScalars.contains($0) && !$0.properties.isWhitespace
    }
    guard isPlain else {
      throw .mismatch("the name of a slot holds a blank, a bracket, | or ;: \"\(text)\"")
    }
    return text
  }
}
