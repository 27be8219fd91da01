import WordMineText

/// Finds where words or a template stand, with what stands around them.
///
///     let concordance = Concordance(try ConcordancePattern("从 [X] 到 [X]"))
///     for hit in concordance.hits(in: WordBlock(Array("他 从 北京 到 上海 去 。".utf8))) {
///       print(hit.left, hit.slots, hit.right)
///     }
package struct Concordance: Sendable {
  /// What is found, and how much of the text is shown.
  package struct Configuration: Sendable {
    /// The greatest distance of two words.
    package var window = 6
    /// How many characters of the line are given on each side, about: whole words.
    package var width = 20
    /// What a slot of a template may cross.
    package var frames = TemplateScope.sentence
    /// The most words of a slot, 1 to 15; `nil` for 8 in sentences, 6 in clauses.
    package var slotLength: Int?

    package init() {}
  }

  package let pattern: ConcordancePattern
  private let width: Int
  private let search: PatternSearch

  /// - Precondition: `slotLength` is 1 to 15.
  package init(_ pattern: ConcordancePattern, _ configuration: Configuration = Configuration()) {
    self.pattern = pattern
    width = configuration.width
    search = PatternSearch(pattern, configuration)
  }

  /// The hits of a block, in their order, with lines counted from its beginning.
  ///
  /// Two words are paired with the nearest of each other, within one sentence. A template is found once
  /// a place, with its shortest slots.
  ///
  /// - Complexity: O(words), and for a template with slots O(words · longest slot).
  package func hits(in block: WordBlock) -> [ConcordanceHit] {
    var hits: [ConcordanceHit] = []
    visitHits(in: block) { hits.append($0) }
    return hits
  }

  /// Gives the same hits one by one, so that not all are in memory.
  package func visitHits(in block: WordBlock, _ body: (ConcordanceHit) -> Void) {
    search.visitPlaces(in: block) { place in
      let line = block.wordsOfLine(place.sentence)
      let (first, last) = (place.pieces[0].words, place.pieces[place.pieces.count - 1].words)
      let before = (line.lowerBound..<first.lowerBound).reversed()
      body(
        ConcordanceHit(
          line: block.sentences[place.sentence].line, left: words(block, before).reversed(),
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
