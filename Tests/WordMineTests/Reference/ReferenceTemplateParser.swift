import Glibc

@testable import WordMine

/// Parses sentences with templates as nlp-zero does, to reproduce results that were published with it.
///
/// `TemplateParser` is the one to use. Here a slot, also an outer one, takes any number of words from
/// one on, single words cost nothing, and where a template fits a span, nothing else is tried.
///
/// The reference means to be strict, but lets any number of words be skipped before, between and behind
/// literals; `isLenient` does so too. Its search takes exponential time, this one none that matters.
///
/// Reference: Su Jianlin, kexue.fm 5597, `XTrie` and `Parser`.
struct ReferenceTemplateParser: Sendable {
  /// Words may be skipped anywhere.
  var isLenient = false
  /// What each further word of a span costs that no template fits, in nats.
  var unknownScore = -20.0

  private let trie: TemplateTrie
  private let symbols: [String: UInt32]
  private let counts: [Int]
  private let total: Int
  /// Stands for the end behind a last slot.
  private let end: UInt32

  /// A template where it fits.
  struct Match: Hashable, Sendable {
    var span: Range<Int>
    /// The places of the literals.
    var literals: [Int]
    var count: Int

    init(span: Range<Int>, literals: [Int], count: Int) {
      (self.span, self.literals, self.count) = (span, literals, count)
    }
  }

  /// A span with what it is made of.
  struct Tree: Equatable, Sendable {
    /// Literals, and `nil` for slots; all words where no template fits.
    var template: [String?]
    var content: String
    /// What fills the slots.
    var modules: [Tree]
  }

  /// - Parameters:
  ///   - templates: Literals, and `nil` for slots; those without a literal are left out.
  ///   - total: What counts are shares of.
  init(_ templates: [(elements: [String?], count: Int)], total: Int) {
    let usable = templates.filter { $0.elements.contains { $0 != nil } }
    var symbols: [String: UInt32] = [:]
    for word in usable.flatMap({ $0.elements.compactMap(\.self) }) where symbols[word] == nil {
      symbols[word] = UInt32(symbols.count)
    }
    let end = UInt32(symbols.count)
    let shapes = usable.map { template in
      var (keys, hasSlot): ([UInt32], Bool) = ([], false)
      for element in template.elements {
        if let element { keys.append(TemplateShape.key(symbols[element]!, slot: hasSlot)) }
        hasSlot = element == nil
      }
      return TemplateShape(keys: hasSlot ? keys + [TemplateShape.key(end, slot: true)] : keys)
    }
    trie = TemplateTrie(shapes, symbols: Int(end) + 1)
    (self.symbols, self.end, self.total) = (symbols, end, total)
    counts = usable.map(\.count)
  }

  /// All matches in a sentence, by span and literals.
  func matches(_ words: [String]) -> [Match] {
    let ids = words.map { symbols[$0] ?? .max }
    var found: [[Int]: Match] = [:]
    for start in words.indices {
      walk(ids, TemplateTrie.root, start, []) { end, literals, template in
        found[[start, end] + literals] = Match(
          span: start..<end, literals: literals, count: counts[template])
      }
    }
    return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }

  private func walk(
    _ ids: [UInt32], _ node: Int, _ next: Int, _ literals: [Int],
    _ body: (_ end: Int, _ literals: [Int], _ template: Int) -> Void
  ) {
    let template = Int(trie.templates[node])
    if template >= 0 {
      for end in next...(isLenient ? ids.count : next) { body(end, literals, template) }
    }
    if next < ids.count, let last = trie.child(node, TemplateShape.key(end, slot: true)) {
      for end in next + 1...ids.count { body(end, literals, Int(trie.templates[last])) }
    }
    for place in next..<ids.count where ids[place] != .max {
      if place == next || isLenient, let child = trie.child(node, TemplateShape.key(ids[place])) {
        walk(ids, child, place + 1, literals + [place], body)
      }
      if place > next, let child = trie.child(node, TemplateShape.key(ids[place], slot: true)) {
        walk(ids, child, place + 1, literals + [place], body)
      }
    }
  }

  /// The best tree and its score in nats.
  ///
  /// - Complexity: O(matches of all spans).
  func parse(_ words: [String]) -> (score: Double, tree: Tree) {
    var table = Table(words: words, parser: self)
    return table.best(0..<words.count)
  }

  private struct Table {
    let words: [String]
    let parser: ReferenceTemplateParser
    let matches: [Range<Int>: [Match]]
    var known: [Range<Int>: (Double, Tree)] = [:]

    init(words: [String], parser: ReferenceTemplateParser) {
      (self.words, self.parser) = (words, parser)
      matches = Dictionary(grouping: parser.matches(words), by: \.span)
    }

    mutating func best(_ span: Range<Int>) -> (score: Double, tree: Tree) {
      if let known = known[span] { return known }
      var best: (score: Double, tree: Tree, literals: Int)?
      for match in matches[span] ?? [] {
        let (score, tree) = reading(match)
        let literals = match.literals.count
        let difference = best.map { ((score - $0.score) * 1e4).rounded() } ?? 1
        if difference > 0 || difference == 0 && literals > best!.literals {
          best = (score, tree, literals)
        }
      }
      let result = best.map { ($0.score, $0.tree) } ?? flat(span)
      known[span] = result
      return result
    }

    private func flat(_ span: Range<Int>) -> (Double, Tree) {
      let tree = Tree(template: words[span].map { $0 }, content: words[span].joined(), modules: [])
      return (parser.unknownScore * Double(max(0, span.count - 1)), tree)
    }

    private mutating func reading(_ match: Match) -> (Double, Tree) {
      var score = log(Double(match.count) / Double(parser.total))
      var tree = Tree(template: [], content: words[match.span].joined(), modules: [])
      var next = match.span.lowerBound
      for place in match.literals + [match.span.upperBound] {
        if place > next {
          let (part, module) = best(next..<place)
          score += part
          tree.template.append(nil)
          tree.modules.append(module)
        }
        if place < match.span.upperBound { tree.template.append(words[place]) }
        next = place + 1
      }
      return (score, tree)
    }
  }
}
