public import WordMineText

/// The corpus query language: `<s> [word="从"] []{1,6} [word="到"]`.
///
/// `#` and `@` in words become what they are in regular expressions, the edges of the clause those of
/// `<s>`. The language has no names for slots.
public struct CQLTemplateFormat: LineFormat {
  private let slotLength: Int

  public init(slotLength: Int = 8) { self.slotLength = slotLength }

  public func encode(_ template: Template) -> String {
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

  private static let special = "\\\"^$.|?*+()[]{}"

  private static func pattern(_ word: String) -> String {
    word.map { character in
      switch character {
      case "#": RegexTemplateFormat.digits
      case "@": RegexTemplateFormat.letters
      case _ where special.contains(character): "\\\(character)"
      default: String(character)
      }
    }.joined()
  }

  public func decode(_ line: Substring) throws(InputError.Reason) -> Template? {
    let parts = line.split(separator: " ")
    if parts.isEmpty { return nil }
    var elements: [Template.Element] = []
    for part in parts {
      if part == "<s>" {
        elements.append(.clauseStart)
      } else if part == "</s>" {
        elements.append(.clauseEnd)
      } else if part.hasPrefix("[]") {
        elements.append(.slot(nil))
      } else if part.hasPrefix("[word=\""), part.hasSuffix("\"]") {
        elements.append(.word(Self.word(part.dropFirst(7).dropLast(2))))
      } else {
        throw .mismatch("not a query that templates are written as: \"\(part)\"")
      }
    }
    return try Template(elements)
  }

  private static func word(_ pattern: Substring) -> String {
    var (word, rest) = ("", pattern)
    while let character = rest.first {
      if rest.hasPrefix(RegexTemplateFormat.digits) {
        word += "#"
        rest = rest.dropFirst(RegexTemplateFormat.digits.count)
      } else if rest.hasPrefix(RegexTemplateFormat.letters) {
        word += "@"
        rest = rest.dropFirst(RegexTemplateFormat.letters.count)
      } else {
        if character == "\\" { rest = rest.dropFirst() }
        word += rest.prefix(1)
        rest = rest.dropFirst()
      }
    }
    return word
  }
}
