import WordMineText

/// A line whose words stand between white space, as its characters and the ends of its words.
struct SegmentedLine {
  private(set) var characters: [Unicode.Scalar] = []
  /// The number of characters up to the end of each word.
  private(set) var ends: [Int] = []

  /// - Parameter ignored: A scalar that is left out of the text.
  init(_ line: String, ignoring ignored: Unicode.Scalar? = nil) {
    for scalar in line.unicodeScalars where scalar != ignored {
      if Self.isBlank(scalar) { endWord() } else { characters.append(scalar) }
    }
    endWord()
  }

  private mutating func endWord() {
    if characters.count > ends.last ?? 0 { ends.append(characters.count) }
  }

  /// White space, and the four information separators.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    (0x1C...0x1F).contains(scalar.value) || scalar.properties.isWhitespace
  }

  func text(of word: Range<Int>) -> String {
    String(String.UnicodeScalarView(characters[word]))
  }

  /// The extent of each word in `characters`.
  var words: some Sequence<Range<Int>> { zip([0] + ends, ends).lazy.map { $0..<$1 } }
}
