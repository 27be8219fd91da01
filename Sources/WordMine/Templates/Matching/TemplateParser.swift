import Glibc
import WordMineBase
import WordMineText

/// Parses a sentence into nested templates, choosing the cheapest nesting.
///
/// The nesting is projective: a slot is parsed like a sentence, and nothing crosses its limits.
/// Costs of templates, and of their literals as words, are those of the code they were mined with;
/// templates without costs are judged by their counts, such that each is cheaper than its words.
///
///     let parser = try TemplateParser(templates)
///     let reading = parser.read(["如果", "下雨", "，", "那么", "不", "去"])
///     for node in reading.nodes { print(templates[node.template].text, node.words) }
///
/// Reference: Su Jianlin, kexue.fm 5597, *Parser*, with its exponential search replaced by a table.
public struct TemplateParser: Sendable {
  /// A template in a sentence.
  public struct Node: Equatable, Sendable {
    /// The index of the template in the list.
    public var template: Int
    /// The words of the template, slots included, as indices from the beginning of the sentence.
    public var words: Range<Int>
    /// The words of the slots.
    public var slots: [Range<Int>]
  }

  /// A sentence parsed into templates.
  public struct Reading: Equatable, Sendable {
    /// The templates, ordered by position, outer ones first.
    public var nodes: [Node]
    /// The cost of the sentence in bits.
    public var bits: Double
    /// The number of positions with too many open paths to follow; nearly always 0.
    public var cutSearches = 0

    /// The sentence as a tree: the spans of templates and of slot fillers of at least two words,
    /// each with its template, if any. Two spans are nested or disjoint.
    public var spans: [(words: Range<Int>, template: Int?)] {
      var found: [Range<Int>: Int] = [:]
      for node in nodes where found[node.words] == nil { found[node.words] = node.template }
      let filled = Set(nodes.flatMap(\.slots)).subtracting(found.keys)
      return (found.map { ($0.key, $0.value) } + filled.map { ($0, nil) })
        .filter { $0.0.count > 1 }
        .sorted {
          ($0.0.lowerBound, $1.0.upperBound) < ($1.0.lowerBound, $0.0.upperBound)
        }
    }

    /// The template of each span: of the templates inside it, and not inside a smaller one of the
    /// spans, the one with the most words outside its slots; ties go to the first.
    ///
    /// - Complexity: O(spans · nodes).
    public func labels(of spans: [Range<Int>]) -> [Int?] {
      var best = [(template: Int, literals: Int)?](repeating: nil, count: spans.count)
      for node in nodes {
        let holders = spans.indices.filter { spans[$0].contains(node.words) }
        guard let span = holders.min(by: { spans[$0].count < spans[$1].count }) else { continue }
        let literals = node.words.count - node.slots.reduce(0) { $0 + $1.count }
        if literals > best[span]?.literals ?? 0 { best[span] = (node.template, literals) }
      }
      return best.map { $0?.template }
    }
  }

  public let templates: [Template]
  private let scope: TemplateScope
  private let literals: LiteralVocabulary
  private let trie: TemplateTrie
  private let code: CoverCode
  private let slotLength: Int

  /// Outer slots are ignored in a nesting: templates may begin and end anywhere.
  ///
  /// - Throws: `InvalidValue` if `slotLength` is not 1 to 15.
  public init(
    _ templates: [Template],
    _ configuration: TemplateMatcher.Configuration = TemplateMatcher.Configuration()
  ) throws(InvalidValue) {
    self.templates = templates
    scope = configuration.scope
    slotLength = try configuration.slotLength(of: templates)
    literals = LiteralVocabulary(templates)
    let shapes = templates.map { [literals] in literals.shape($0) }
    trie = TemplateTrie(shapes, symbols: literals.symbolCount)
    code = NestingCode(templates, shapes, literals, slotLength: slotLength).code
  }

  /// - Parameter words: The words of a sentence, punctuation included.
  public func read(_ words: [String]) -> Reading {
    readings(of: WordBlock(sentence: words)).first ?? Reading(nodes: [], bits: 0)
  }

  /// The readings of all sentences of a text.
  ///
  /// - Complexity: O(words · longest slot · open templates).
  public func readings(of text: WordBlock) -> [Reading] {
    let symbols = literals.symbols(text)
    var cover = ClauseCover(trie, code, slotLength: slotLength)
    return text.sentences.map { read(text, $0, symbols, &cover) }
  }

  private func read(
    _ text: WordBlock, _ sentence: WordBlock.Sentence, _ symbols: [UInt32],
    _ cover: inout ClauseCover
  ) -> Reading {
    var reading = Reading(nodes: [], bits: 0)
    let cutsBefore = cover.cuts
    literals.visitPieces(of: sentence, text, symbols, scope) { piece in
      let tokens = [literals.clauseStart] + symbols[piece] + [literals.clauseEnd]
      var uses: [ClauseCover.Use] = []
      reading.bits += cover.cover(tokens.span, uses: &uses) / log(2)
      let offset = piece.lowerBound - sentence.words.lowerBound
      for use in uses { reading.nodes.append(node(use, piece.count, offset)) }
    }
    reading.cutSearches = cover.cuts - cutsBefore
    reading.nodes.sort {
      ($0.words.lowerBound, $1.words.upperBound) < ($1.words.lowerBound, $0.words.upperBound)
    }
    return reading
  }

  private func node(_ use: ClauseCover.Use, _ count: Int, _ offset: Int) -> Node {
    // Positions include the edge before the piece, which is not a word.
    let first = Int(use.start) - 1 + offset
    var node = Node(
      template: Int(use.template),
      words: max(0, Int(use.start) - 1) + offset..<min(count, Int(use.end) - 1) + offset,
      slots: [])
    trie.layout.visitSlots(of: node.template, use.lengths) { _, place, length in
      node.slots.append(first + place..<first + place + length)
    }
    return node
  }
}

/// The costs of templates and words in a nesting.
private struct NestingCode {
  let code: CoverCode

  init(
    _ templates: [Template], _ shapes: [TemplateShape], _ literals: LiteralVocabulary,
    slotLength: Int
  ) {
    let total = templates.reduce(1) { $0 + Double($1.count ?? 1) + 0.5 }
    // A word that was never seen counts as half an occurrence.
    let unseen = log(2 * total)
    var words = [Double](repeating: -1, count: literals.symbolCount)
    for (template, shape) in zip(templates, shapes) {
      for (literal, bits) in zip(shape.literals, template.literalCosts) {
        words[Int(literal)] = max(0, bits) * log(2)
      }
    }
    let rarest = words.max().map { $0 > 0 ? $0 : unseen } ?? unseen
    words[Int(literals.clauseStart)] = max(0, words[Int(literals.clauseStart)])
    words = words.map { $0 < 0 ? rarest : $0 }
    let costs = templates.map { template in
      template.cost.map { max(0, $0) * log(2) } ?? log(total / (Double(template.count ?? 1) + 0.5))
    }
    var lengths: [Double] = []
    for (template, shape) in zip(templates, shapes) {
      lengths += Self.lengths(template, shape, slotLength)
    }
    code = CoverCode(words: words, templates: costs, lengths: lengths)
  }

  private static func lengths(
    _ template: Template, _ shape: TemplateShape, _ slotLength: Int
  ) -> [Double] {
    let isLeading = !template.elements[0].isLiteral
    return (0..<shape.slotCount).flatMap { slot -> [Double] in
      let index = slot + (isLeading ? 1 : 0)
      let known = index < template.slots.count ? template.slots[index].lengths : []
      let counts = (0..<slotLength).map { $0 < known.count ? Double(known[$0]) + 0.2 : 0.2 }
      let total = counts.reduce(0, +)
      return counts.map { log(total / $0) }
    }
  }
}
