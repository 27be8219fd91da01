import WordMineText

/// Finds where templates occur in a text, and what fills their slots.
///
/// At each place, a template matches once at most: of several ways the one whose first slot is the
/// shortest, then the second, and so on.
///
///     let matcher = TemplateMatcher([try Template("从 [from] 到 [to]")])
///     let text = WordBlock(Array("他 从 北京 到 上海 去 。".utf8))
///     for match in matcher.matches(text, in: text.sentences[0]) {
///       for (name, words) in matcher.slots(of: match) { print(name, words.map { text.word($0) }) }
///     }
package struct TemplateMatcher: Sendable {
  /// How templates are matched.
  package struct Configuration: Sendable {
    /// What a slot may cross.
    package var frames = TemplateScope.sentence
    /// The most words of a slot between literals, up to 15; `nil` for what the templates were found with,
    /// else 8 in sentences, 6 in clauses.
    package var slotLength: Int?

    package init() {}
  }

  /// What stands outside a template.
  private struct Outer {
    var template: Int32
    /// The template begins, and ends, with a slot.
    var isLeading: Bool
    var isTrailing: Bool
  }

  package let templates: [Template]
  private let frames: TemplateScope
  private let slotLength: Int
  private let literals: LiteralVocabulary
  private let trie: TemplateTrie
  /// The templates of each shape of the trie.
  private let outers: [[Outer]]
  private let names: [[String]]

  /// - Precondition: `slotLength` is 1 to 15.
  package init(_ templates: [Template], _ configuration: Configuration = Configuration()) {
    self.templates = templates
    frames = configuration.frames
    slotLength = configuration.slotLength ?? Self.slotLength(templates, configuration.frames)
    precondition(1...SlotLengths.longest ~= slotLength, "slots of \(slotLength) words")
    literals = LiteralVocabulary(templates)
    var (shapes, numbers): ([TemplateShape], [TemplateShape: Int]) = ([], [:])
    var outers: [[Outer]] = []
    for (index, template) in templates.enumerated() {
      let shape = literals.shape(template)
      let number = numbers[shape, default: shapes.count]
      if number == shapes.count {
        numbers[shape] = number
        shapes.append(shape)
        outers.append([])
      }
      outers[number].append(
        Outer(
          template: Int32(index), isLeading: !template.elements[0].isLiteral,
          isTrailing: !template.elements[template.elements.count - 1].isLiteral))
    }
    trie = TemplateTrie(shapes, symbols: literals.symbolCount)
    self.outers = outers
    names = templates.map(\.slotNames)
  }

  /// What the templates were found with, if they say it.
  static func slotLength(_ templates: [Template], _ frames: TemplateScope) -> Int {
    let known = templates.lazy.flatMap { $0.slots.lazy.map(\.lengths.count) }.max() ?? 0
    return known == 0 ? frames.slotLength : min(known, SlotLengths.longest)
  }

  /// All matches in a sentence of a text, by their beginning, then by template.
  ///
  /// - Complexity: O(words of the text), and O(words · longest slot · open templates) for the sentence.
  package func matches(_ text: WordBlock, in sentence: WordBlock.Sentence) -> [TemplateMatch] {
    var search = MatchSearch(trie, slotLength: slotLength)
    var matches: [TemplateMatch] = []
    visit(text, literals.symbols(text), sentence, &search) { matches.append($0) }
    return matches
  }

  /// Gives all matches in a text with the number of the sentence, in order.
  package func visitMatches(_ text: WordBlock, _ body: (Int, TemplateMatch) -> Void) {
    let symbols = literals.symbols(text)
    var search = MatchSearch(trie, slotLength: slotLength)
    for (number, sentence) in text.sentences.enumerated() {
      visit(text, symbols, sentence, &search) { body(number, $0) }
    }
  }

  /// The name and the words of each slot, counted from the beginning of the sentence.
  package func slots(of match: TemplateMatch) -> [(name: String, words: Range<Int>)] {
    zip(names[match.template], slotWords(of: match)).map { ($0, $1) }
  }

  /// The words of each slot, counted from the beginning of the sentence.
  package func slotWords(of match: TemplateMatch) -> [Range<Int>] {
    var slots: [Range<Int>] = []
    if match.core.lowerBound > match.words.lowerBound {
      slots.append(match.words.lowerBound..<match.core.lowerBound)
    }
    let first = match.core.lowerBound - match.edge
    trie.layout.visitSlots(of: match.shape, match.lengths) { _, offset, length in
      slots.append(first + offset..<first + offset + length)
    }
    if match.core.upperBound < match.words.upperBound {
      slots.append(match.core.upperBound..<match.words.upperBound)
    }
    return slots
  }

  private func visit(
    _ text: WordBlock, _ symbols: [UInt32], _ sentence: WordBlock.Sentence,
    _ search: inout MatchSearch, _ body: (TemplateMatch) -> Void
  ) {
    literals.visitPieces(of: sentence, text, symbols, frames) { piece in
      search.begin(symbols[piece], literals)
      let offset = piece.lowerBound - sentence.words.lowerBound
      for start in 0...piece.count {
        search.find(from: start)
        for index in search.found.indices { give(search.found[index], piece.count, offset, body) }
      }
    }
  }

  /// - Parameters:
  ///   - count: The words of the piece.
  ///   - offset: Its place in the sentence.
  @inline(__always) private func give(
    _ found: MatchSearch.Found, _ count: Int, _ offset: Int, _ body: (TemplateMatch) -> Void
  ) {
    // Places count the edge before the piece, which is no word.
    let core = max(0, found.start - 1)..<min(count, found.end - 1)
    for outer in outers[found.shape] {
      if outer.isLeading, core.lowerBound == 0 || found.start == 0 { continue }
      if outer.isTrailing, core.upperBound == count { continue }
      let words =
        (outer.isLeading ? 0 : core.lowerBound)..<(outer.isTrailing ? count : core.upperBound)
      body(
        TemplateMatch(
          template: Int(outer.template),
          words: words.lowerBound + offset..<words.upperBound + offset, shape: found.shape,
          core: core.lowerBound + offset..<core.upperBound + offset,
          edge: found.start == 0 ? 1 : 0, lengths: found.lengths))
    }
  }
}

/// A template at a place of a sentence.
package struct TemplateMatch: Equatable, Sendable {
  /// Its number in the list.
  package let template: Int
  /// Its words with those in its slots, counted from the beginning of the sentence.
  package let words: Range<Int>
  let shape: Int
  /// The words without those in outer slots.
  let core: Range<Int>
  /// 1 where the first literal is the beginning of the clause, which is no word.
  let edge: Int
  let lengths: SlotLengths
}
