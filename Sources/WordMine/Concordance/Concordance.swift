import WordMineBase
import WordMineText

/// Finds where words or a template occur, with what stands around them.
///
///     let concordance = try Concordance(try ConcordancePattern("从 [X] 到 [X]"))
///     let hits = try concordance.run(on: [WordBlock("他 从 北京 到 上海 去 。")])
///     for hit in hits.sorted(by: .slot) { print(hit.left, hit.slots, hit.right) }
public struct Concordance: Sendable {
  /// What is found, and how much of the text is shown.
  public struct Configuration: Sendable {
    /// The greatest distance of two words.
    public var window = 6
    /// About how many characters of the line are shown on each side: whole words.
    public var width = 20
    /// What a slot of a template may cross.
    public var scope = TemplateScope.sentence
    /// The most words of a slot, 1 to 15; `nil` for 8 in sentences, 6 in clauses.
    public var slotLength: Int?

    public init() {}
  }

  public let pattern: ConcordancePattern
  private let width: Int
  private let search: PatternSearch

  /// - Throws: `InvalidValue`.
  public init(
    _ pattern: ConcordancePattern, _ configuration: Configuration = Configuration()
  ) throws(InvalidValue) {
    try InvalidValue.check("window", configuration.window, atLeast: 1)
    try InvalidValue.check("width", configuration.width, atLeast: 0)
    self.pattern = pattern
    width = configuration.width
    search = try PatternSearch(pattern, configuration)
  }

  /// All hits in a text, in its order.
  ///
  /// Two words are paired with the nearest of each other, within one sentence. A template is found at
  /// most once at each place, with its shortest slots.
  ///
  /// - Parameter text: Its lines, block after block.
  /// - Throws: `Interrupted`.
  /// - Complexity: O(words), and for a template with slots O(words · longest slot).
  public func run(on text: [WordBlock], workers: Workers = Workers()) throws -> ConcordanceHits {
    let found = try parallelMap(text.count, on: workers, stage: "concordance") { block in
      var hits: [ConcordanceHit] = []
      visitHits(in: text[block]) { hits.append($0) }
      return hits
    }
    var (hits, lines): ([ConcordanceHit], Int) = ([], 0)
    for (block, ofBlock) in zip(text, found) {
      for var hit in ofBlock {
        hit.line += lines
        hits.append(hit)
      }
      lines += block.lines
    }
    return ConcordanceHits(hits, slotNames: pattern.slotNames)
  }

  /// Calls `body` with the hits of a block one by one, so that not all are in memory; lines are counted
  /// from its beginning.
  package func visitHits(in block: WordBlock, _ body: (ConcordanceHit) -> Void) {
    search.visitPlaces(in: block) { place in
      let line = block.wordsOfLine(place.sentence)
      let (first, last) = (place.pieces[0].words, place.pieces[place.pieces.count - 1].words)
      let before = (line.lowerBound..<first.lowerBound).reversed()
      body(
        ConcordanceHit(
          line: block.sentences[place.sentence].line + 1, left: words(block, before).reversed(),
          parts: place.pieces.map { .init(words: $0.words.map(block.word), isSlot: $0.isSlot) },
          right: words(block, last.upperBound..<line.upperBound)))
    }
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
