import WordMineText

/// The notation of templates in lists and tables: `^ 从 [X] 到 [place]`.
///
/// Elements stand between blanks. `[X]` is a slot, `[X1]`, `[X2]` slots without names of their own where
/// there are several, and any other name in brackets a named one. A backslash before the first
/// character makes it a word: `\^`, `\[X]`.
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

  private static func escaped(_ word: String) -> String {
    "^$[\\".contains(word.first ?? " ") ? "\\" + word : word
  }

  static func elements(
    of text: some StringProtocol
  ) throws(InputError.Reason) -> [Template.Element] {
    var elements: [Template.Element] = []
    for part in text.split(whereSeparator: { $0 == " " || $0 == "\u{3000}" }) {
      switch part.first {
      case "\\": elements.append(.word(String(part.dropFirst())))
      case "[":
        guard part.last == "]" else {
          throw .mismatch("a slot is not closed: \"\(part)\"")
        }
        elements.append(.slot(try name(part.dropFirst().dropLast())))
      case _ where part == "^": elements.append(.clauseStart)
      case _ where part == "$": elements.append(.clauseEnd)
      default: elements.append(.word(String(part)))
      }
    }
    return elements
  }

  /// The name of a slot; `nil` for X, and X with a number.
  static func name(_ text: some StringProtocol) throws(InputError.Reason) -> String? {
    if text.isEmpty || text == "X" || text.first == "X" && Int(text.dropFirst()) != nil {
      return nil
    }
    guard !text.contains(where: { "[]|;".contains($0) || $0.isWhitespace }) else {
      throw .mismatch("the name of a slot holds a blank, a bracket, | or ;: \"\(text)\"")
    }
    return String(text)
  }
}
