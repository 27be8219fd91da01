import WordMineText

/// The corpus query language: `<s> [word="从"] []{1,6} [word="到"]`.
///
/// `#` and `@` in words are converted to regular expressions, and the edges of the clause to those
/// of `<s>`. The language has no names for slots.
package struct CQLTemplateFormat: LineFormat {
  private let slotLength: Int

  package init(slotLength: Int = 8) { self.slotLength = slotLength }

  package func encode(_ template: Template) -> String {
    let longest = template.slots.map(\.lengths.count)
    var slot = 0
    let parts = template.elements.map { element in
      switch element {
      case .clauseStart: return "<s>"
      case .clauseEnd: return "</s>"
      case .word(let word): return "[word=\"\(Self.pattern(word))\"]"
      case .slot:
        defer { slot += 1 }
        let words = slot < longest.count && longest[slot] > 0 ? longest[slot] : slotLength
        return "[]{1,\(words)}"
      }
    }
    return parts.joined(separator: " ")
  }

  private static let digits = "[0-9０-９][0-9０-９.,]*"
  private static let letters = "[A-Za-zＡ-Ｚａ-ｚ]+"
  private static let special = "\\\"^$.|?*+()[]{}".unicodeScalars

  private static func pattern(_ word: String) -> String {
    word.unicodeScalars.map { character in
      switch character {
      case "#": Self.digits
      case "@": Self.letters
      case _ where special.contains(character): "\\\(character)"
      default: String(character)
      }
    }.joined()
  }

  package func decode(_ line: Substring) throws(InputError.Reason) -> Template? {
    let parts = line.unicodeScalars.split(separator: " ")
    if parts.isEmpty { return nil }
    var elements: [Template.Element] = []
    for part in parts {
      if String(part) == "<s>" {
        elements.append(.clauseStart)
      } else if String(part) == "</s>" {
        elements.append(.clauseEnd)
      } else if part.starts(with: "[]".unicodeScalars) {
        elements.append(.slot(nil))
      } else if part.starts(with: "[word=\"".unicodeScalars), String(part.suffix(2)) == "\"]" {
        elements.append(.word(Self.word(part.dropFirst(7).dropLast(2))))
      } else {
        throw .mismatch("not a query that templates are written as: \"\(Substring(part))\"")
      }
    }
    return try Template(elements)
  }

  /// Scanned by code points, because a sign and a following accent would form one character.
  private static func word(_ pattern: Substring.UnicodeScalarView) -> String {
    var (word, rest) = ("".unicodeScalars, pattern)
    while let character = rest.first {
      if rest.starts(with: Self.digits.unicodeScalars) {
        word.append("#")
        rest = rest.dropFirst(Self.digits.unicodeScalars.count)
      } else if rest.starts(with: Self.letters.unicodeScalars) {
        word.append("@")
        rest = rest.dropFirst(Self.letters.unicodeScalars.count)
      } else {
        if character == "\\" { rest = rest.dropFirst() }
        word.append(contentsOf: rest.prefix(1))
        rest = rest.dropFirst()
      }
    }
    return String(word)
  }
}
