import WordMineText

/// What a concordance looks for.
public enum ConcordancePattern: Sendable, Equatable {
  /// A word, found as it is written, and in its normalized form: `#年` finds all years.
  case word(String)
  /// Two words, likewise, of which the second follows the first within a window.
  case pair(String, String)
  /// Words side by side or with slots between them, and edges of a clause.
  case template(Template)

  /// Reads `茶`, `在 … 中` (also `在...中`), or a template in the plain notation: `从 [X] 到 [X]`.
  ///
  /// - Throws: `InputError.Reason.mismatch` if a word is missing, or as `Template.init(_:)`.
  public init(_ text: String) throws(InputError.Reason) {
    let elements = try TemplateNotation.elements(of: text)
    let hasSign = text.contains("…") || text.contains("...")
    if hasSign, elements.allSatisfy({ if case .word = $0 { true } else { false } }) {
      self = try Self.pair(text)
      return
    }
    let template = try Template(elements)
    if case .word(let word) = elements[0], elements.count == 1 {
      self = .word(word)
    } else {
      self = .template(template)
    }
  }

  /// The names of what stands between the words.
  public var slotNames: [String] {
    switch self {
    case .word: []
    case .pair: ["between"]
    case .template(let template): template.slotNames
    }
  }

  private static func pair(_ text: String) throws(InputError.Reason) -> ConcordancePattern {
    let words = parts(text, text.contains("…") ? "…" : "...")
    guard words.count == 2, !words.contains("") else {
      throw .mismatch(
        "\"\(text)\": one word before the … and one behind it; more words are a template, "
          + "从 [X] 到 [X]")
    }
    return .pair(words[0], words[1])
  }

  private static func parts(_ text: String, _ separator: String) -> [String] {
    var parts = [""]
    var rest = text[...]
    while let character = rest.first {
      if rest.hasPrefix(separator) {
        // A run of the sign is one sign.
        while rest.hasPrefix(separator) { rest = rest.dropFirst(separator.count) }
        parts.append("")
      } else {
        if !character.isWhitespace { parts[parts.count - 1].append(character) }
        rest = rest.dropFirst()
      }
    }
    return parts
  }
}
