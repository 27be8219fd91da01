/// What a concordance looks for: a word, or two words within a window.
public struct ConcordancePattern: Sendable, Equatable {
  public var first: String
  /// `nil`: one word is looked for.
  public var second: String?

  /// `茶`, or `在 … 中` (also `在...中`): two words, the second after the first.
  ///
  /// A word is found as it is written, and in its normalised form: `#年` finds all years.
  ///
  /// - Returns: `nil` if a word is missing.
  public init?(_ text: String) {
    let words =
      text.split(separator: "…", omittingEmptySubsequences: false).count > 1
      ? Self.parts(text, "…") : Self.parts(text, "...")
    guard (1...2).contains(words.count), !words.contains("") else { return nil }
    first = words[0]
    second = words.count == 2 ? words[1] : nil
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
