import WordMineText

/// Finds where words stand, with what stands around them.
public struct Concordance: Sendable {
  /// What the lines are sorted by.
  public enum Order: String, CaseIterable, Sendable {
    /// As they stand in the text.
    case text
    /// By the words before, the nearest first.
    case left
    /// By the words behind.
    case right
    /// By the words between two; for one word, as in the text.
    case between
  }

  /// One place where the pattern stands.
  public struct Hit: Sendable, Equatable {
    /// The line of the text, from 0.
    public var line: Int
    /// The words around and between; the nearest words of `left` are its last.
    public var left: [String]
    public var first: String
    public var between: [String]
    /// Empty for a pattern of one word.
    public var second: String
    public var right: [String]
  }

  public var pattern: ConcordancePattern
  /// The greatest distance of two words.
  public var window = 6
  /// How many characters of the line are given on each side, about: whole words.
  public var width = 20

  public init(_ pattern: ConcordancePattern) { self.pattern = pattern }

  /// The hits of a block, in their order, with lines counted from its beginning.
  ///
  /// Two words are paired with the nearest of each other, within one sentence.
  ///
  /// - Complexity: O(words).
  public func hits(in block: WordBlock) -> [Hit] {
    let firsts = matches(pattern.first, in: block)
    let seconds = pattern.second.map { matches($0, in: block) }
    var hits: [Hit] = []
    for (index, sentence) in block.sentences.enumerated() {
      let places =
        seconds.map { pairs(sentence.words, block, firsts, $0) }
        ?? sentence.words.filter { firsts[$0, block] }.map { ($0, $0) }
      if places.isEmpty { continue }
      let line = block.wordsOfLine(index)
      hits += places.map { hit(block, sentence, line, $0.0, $0.1) }
    }
    return hits
  }

  /// Which words of a block are the word that is looked for.
  private struct Matches {
    let word: String
    /// The distinct words of the block that may be written so, and those that are this normalised form.
    let candidates: [Bool]
    let isForm: [Bool]

    subscript(place: Int, block: WordBlock) -> Bool {
      let number = Int(block.numbers[place])
      return isForm[number] || candidates[number] && block.word(place) == word
    }
  }

  private func matches(_ word: String, in block: WordBlock) -> Matches {
    var form: [UInt8] = []
    let written = Array(word.utf8)
    WordNormalizer.append(written.span, to: &form)
    let forms = (0..<block.forms.count).map { block.forms[$0] }
    return Matches(
      word: word, candidates: forms.map { $0.elementsEqual(form) },
      isForm: forms.map { $0.elementsEqual(written) })
  }

  /// The places of two words, each with the nearest of the other.
  private func pairs(
    _ range: Range<Int>, _ block: WordBlock, _ firsts: Matches, _ seconds: Matches
  ) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    var last: Int?
    for place in range {
      if let start = last, seconds[place, block] {
        if place - start <= window { pairs.append((start, place)) }
        last = nil
      }
      if firsts[place, block] { last = place }
    }
    return pairs
  }

  private func hit(
    _ block: WordBlock, _ sentence: WordBlock.Sentence, _ line: Range<Int>, _ first: Int,
    _ last: Int
  ) -> Hit {
    Hit(
      line: sentence.line, left: words(block, (line.lowerBound..<first).reversed()).reversed(),
      first: block.word(first), between: (first + 1..<max(first + 1, last)).map(block.word),
      second: last > first ? block.word(last) : "",
      right: words(block, last + 1..<max(last + 1, line.upperBound)))
  }

  /// As many of the words as there is room for.
  private func words(_ block: WordBlock, _ places: some Sequence<Int>) -> [String] {
    var words: [String] = []
    var room = width
    for place in places {
      let word = block.word(place)
      room -= word.unicodeScalars.count
      if room < 0 { break }
      words.append(word)
    }
    return words
  }
}

extension Concordance.Order {
  /// Whether one hit comes before another; equal ones keep the order of the text.
  public func precedes(_ one: Concordance.Hit, _ other: Concordance.Hit) -> Bool? {
    switch self {
    case .text: nil
    case .left: Self.precedes(one.left.reversed(), other.left.reversed())
    case .right: Self.precedes(one.right, other.right)
    case .between: Self.precedes(one.between, other.between)
    }
  }

  /// By the first word that differs, in code-point order; `nil` if none does.
  private static func precedes(_ one: [String], _ other: [String]) -> Bool? {
    for (first, second) in zip(one, other) where first.utf8.elementsEqual(second.utf8) == false {
      return first.utf8.lexicographicallyPrecedes(second.utf8)
    }
    return one.count == other.count ? nil : one.count < other.count
  }
}
