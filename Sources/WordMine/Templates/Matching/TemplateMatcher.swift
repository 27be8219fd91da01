import WordMineBase
import WordMineText

/// Finds where templates occur in a text, and what fills their slots.
///
/// At each position, a template matches at most once: of several possible matches, the one with the
/// shortest first slot is taken, then the shortest second slot, and so on.
///
///     let matcher = try TemplateMatcher([try Template("从 [from] 到 [to]")])
///     let text = WordBlock("他 从 北京 到 上海 去 。")
///     for match in matcher.matches(text, in: text.sentences[0]) {
///       for (name, words) in matcher.slots(of: match) { print(name, words.map { text.word($0) }) }
///     }
public struct TemplateMatcher: Sendable {
  /// How templates are matched.
  public struct Configuration: Sendable {
    /// What a slot may cross.
    public var scope = TemplateScope.sentence
    /// The most words in a slot between literals, up to 15; `nil` for the limit that the templates
    /// were mined with or, if unknown, 8 in sentences and 6 in clauses.
    public var slotLength: Int?

    public init() {}

    /// The most words in a slot: as configured, or as the templates were mined, if known.
    ///
    /// - Throws: `InvalidValue` if it is not 1 to 15.
    func slotLength(of templates: [Template]) throws(InvalidValue) -> Int {
      if let slotLength {
        try InvalidValue.check("slotLength", slotLength, in: 1...SlotLengths.longest)
        return slotLength
      }
      let known = templates.lazy.flatMap { $0.slots.lazy.map(\.lengths.count) }.max() ?? 0
      return known == 0 ? scope.slotLength : min(known, SlotLengths.longest)
    }
  }

  /// A template of a shape, with its outer slots.
  private struct Outer {
    var template: Int32
    /// Whether the template begins, or ends, with a slot.
    var isLeading: Bool
    var isTrailing: Bool
  }

  public let templates: [Template]
  private let scope: TemplateScope
  private let slotLength: Int
  private let literals: LiteralVocabulary
  private let trie: TemplateTrie
  /// The templates of each shape of the trie.
  private let outers: [[Outer]]
  private let names: [[String]]

  /// - Throws: `InvalidValue` if `slotLength` is not 1 to 15.
  public init(
    _ templates: [Template], _ configuration: Configuration = Configuration()
  ) throws(InvalidValue) {
    self.templates = templates
    scope = configuration.scope
    slotLength = try configuration.slotLength(of: templates)
    literals = LiteralVocabulary(templates)
    var (shapes, numbers): ([TemplateShape], [TemplateShape: Int]) = ([], [:])
    var outers: [[Outer]] = []
    var seen: Set<[Template.Element]> = []
    for (index, template) in templates.enumerated() where seen.insert(template.elements).inserted {
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

  /// All matches in a sentence of a text, ordered by position, then by template.
  ///
  /// - Complexity: O(words of the text), and O(words · longest slot · open templates) for the sentence.
  public func matches(_ text: WordBlock, in sentence: WordBlock.Sentence) -> [TemplateMatch] {
    var search = MatchSearch(trie, slotLength: slotLength)
    var matches: [TemplateMatch] = []
    visit(text, literals.symbols(text), sentence, &search) { matches.append($0) }
    return matches
  }

  /// Calls `body` with the sentence index and the match, for all matches in a text, in order.
  public func visitMatches(_ text: WordBlock, _ body: (Int, TemplateMatch) -> Void) {
    let symbols = literals.symbols(text)
    var search = MatchSearch(trie, slotLength: slotLength)
    for (number, sentence) in text.sentences.enumerated() {
      visit(text, symbols, sentence, &search) { body(number, $0) }
    }
  }

  /// The name and the words of each slot, as indices from the beginning of the sentence.
  public func slots(of match: TemplateMatch) -> [(name: String, words: Range<Int>)] {
    zip(names[match.template], slotWords(of: match)).map { ($0, $1) }
  }

  /// The words of each slot, as indices from the beginning of the sentence.
  public func slotWords(of match: TemplateMatch) -> [Range<Int>] {
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
    literals.visitPieces(of: sentence, text, symbols, scope) { piece in
      search.begin(symbols[piece], literals)
      let offset = piece.lowerBound - sentence.words.lowerBound
      for start in 0...piece.count {
        search.find(from: start)
        for index in search.found.indices { yield(search.found[index], piece.count, offset, body) }
      }
    }
  }

  /// - Parameters:
  ///   - count: The number of words in the piece.
  ///   - offset: The position of the piece in the sentence.
  @inline(__always) private func yield(
    _ found: MatchSearch.Found, _ count: Int, _ offset: Int, _ body: (TemplateMatch) -> Void
  ) {
    // Positions include the edge before the piece, which is not a word.
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

/// An occurrence of a template in a sentence.
public struct TemplateMatch: Equatable, Sendable {
  /// The index of the template in the list.
  public let template: Int
  /// The words of the match, slots included, as indices from the beginning of the sentence.
  public let words: Range<Int>
  let shape: Int
  /// The words without those in outer slots.
  let core: Range<Int>
  /// 1 if the first literal is the beginning of the clause, which is not a word; otherwise 0.
  let edge: Int
  let lengths: SlotLengths
}

/// Finds the shortest match of each template at a position of a clause.
struct MatchSearch {
  /// A match; positions count from the edge before the clause.
  struct Found {
    var shape: Int
    var start: Int
    var end: Int
    var lengths: SlotLengths
  }

  private struct State {
    var node: Int
    var last: Int
    var lengths: SlotLengths
    var slots: UInt32
  }

  private let trie: TemplateTrie
  private let slotLength: Int
  private var tokens: [UInt32] = []
  private var states: [State] = []
  private var seen: [(node: Int, last: Int)] = []
  /// The results of the last search, ordered by template.
  private(set) var found: [Found] = []

  init(_ trie: TemplateTrie, slotLength: Int) {
    self.trie = trie
    self.slotLength = slotLength
  }

  mutating func begin(_ words: ArraySlice<UInt32>, _ literals: LiteralVocabulary) {
    tokens.removeAll(keepingCapacity: true)
    tokens.append(literals.clauseStart)
    tokens += words
    tokens.append(literals.clauseEnd)
  }

  /// Finds the templates whose first literal is at `start`.
  ///
  /// Paths with shorter slots are visited first, and what follows a node does not depend on the
  /// path to it; each node is therefore entered only once per position, and the first path is the
  /// shortest.
  mutating func find(from start: Int) {
    if !found.isEmpty { found.removeAll(keepingCapacity: true) }
    let node = Int(trie.roots[Int(tokens[start])])
    if node == 0 { return }
    if !seen.isEmpty { seen.removeAll(keepingCapacity: true) }
    states.append(State(node: node, last: start, lengths: SlotLengths(), slots: 0))
    while let state = states.popLast() {
      // With at most one slot, no two paths reach the same node at the same position.
      if state.slots > 1 {
        if seen.contains(where: { $0 == (state.node, state.last) }) { continue }
        seen.append((state.node, state.last))
      }
      let template = Int(trie.templates[state.node])
      if template >= 0, !found.contains(where: { $0.shape == template }) {
        found.append(
          Found(shape: template, start: start, end: state.last + 1, lengths: state.lengths))
      }
      follow(state)
    }
    if found.count > 1 { found.sort { $0.shape < $1.shape } }
  }

  @inline(__always) private mutating func follow(_ state: State) {
    let next = state.last + 1
    let ways = trie.ways[state.node]
    if ways == 0 || next >= tokens.count { return }
    if ways & TemplateTrie.slotted != 0 {
      for length in stride(from: min(slotLength, tokens.count - 1 - next), to: 0, by: -1) {
        guard let child = trie.child(state.node, tokens[next + length] &<< 1 | 1) else { continue }
        states.append(
          State(
            node: child, last: next + length,
            lengths: state.lengths.adding(length, at: state.slots), slots: state.slots + 1))
      }
    }
    if ways & TemplateTrie.direct != 0, let child = trie.child(state.node, tokens[next] &<< 1) {
      states.append(State(node: child, last: next, lengths: state.lengths, slots: state.slots))
    }
  }
}
