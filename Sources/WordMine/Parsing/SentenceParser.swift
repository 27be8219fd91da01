import Glibc
import WordMineText

/// Finds the links and the tree of a sentence.
///
///     let parser = SentenceParser(try LinkModel(contentsOf: "corpus.links"))
///     print(parser.parse(["师傅", "说", "今年", "的", "春茶", "香", "。"]).brackets())
///
/// Words are linked within a clause only. The tree comes mostly from how words begin and end clauses:
/// between words that a clause often ends and begins with, there is a strong gap.
public struct SentenceParser: Sendable {
  /// What decides which words are a part of the tree.
  public enum Form: String, CaseIterable, Sendable {
    /// By the gaps alone.
    case fast
    /// Also by how likely the words of a span are one part of a projective tree.
    case full
  }

  /// Over which trees the probability of a link is summed.
  public enum Links: String, CaseIterable, Sendable {
    /// All trees, by the matrix-tree theorem.
    case matrix
    /// Trees whose links do not cross, with weaker links across strong gaps.
    case projective
  }

  /// How sentences are parsed.
  public struct Configuration: Sendable {
    public var form = Form.fast
    public var links = Links.matrix

    public init() {}
  }

  /// Two words that are linked.
  public struct Link: Sendable, Equatable {
    /// Places in the sentence, from 0.
    public var first: Int
    public var second: Int
    /// That either governs the other.
    public var probability: Double
  }

  /// Links below this are left out.
  public static let minimumProbability = 0.01

  /// By how much a node must stand out, in nats, where gaps alone decide.
  private static let margin = 1.0
  /// The weight of the probability of a span, and what is added to it.
  private static let (spanWeight, spanFloor) = (0.3, 1e-4)

  public let configuration: Configuration
  private let model: LinkModel

  public init(_ model: LinkModel, _ configuration: Configuration = Configuration()) {
    self.model = model
    self.configuration = configuration
  }

  /// The tree of a sentence.
  ///
  /// - Complexity: O(words); with the full form, O(length³) for each clause.
  public func parse(_ words: [String]) -> SentenceTree {
    let block = WordBlock(sentence: words)
    guard let sentence = block.sentences.first else { return SentenceTree(words: [], spans: []) }
    return parse(block, sentence)
  }

  /// The tree of a sentence of a block.
  public func parse(_ block: WordBlock, _ sentence: WordBlock.Sentence) -> SentenceTree {
    let start = sentence.words.lowerBound
    var spans: [Range<Int>] = sentence.words.count > 1 ? [0..<sentence.words.count] : []
    for clause in block.clauses(of: sentence) where clause.count > 1 {
      if clause.count < sentence.words.count {
        spans.append(clause.lowerBound - start..<clause.upperBound - start)
      }
      for span in self.spans(ids(block, clause)) {
        let offset = clause.lowerBound - start
        spans.append(offset + span.lowerBound..<offset + span.upperBound)
      }
    }
    return SentenceTree(
      words: sentence.words.map(block.word), spans: spans.map { SentenceTree.Span($0) })
  }

  /// The links of a sentence, by their places.
  public func links(_ words: [String]) -> [Link] {
    let block = WordBlock(sentence: words)
    return block.sentences.first.map { links(block, $0) } ?? []
  }

  /// The links of a sentence of a block, by their places.
  ///
  /// - Complexity: O(length³) for each clause.
  public func links(_ block: WordBlock, _ sentence: WordBlock.Sentence) -> [Link] {
    var links: [Link] = []
    for clause in block.clauses(of: sentence) where clause.count > 1 {
      let offset = clause.lowerBound - sentence.words.lowerBound
      let count = clause.count
      let marginals = marginals(ids(block, clause))
      for first in 0..<count {
        for second in first + 1..<count {
          let sum = marginals[first * count + second] + marginals[second * count + first]
          guard sum >= Self.minimumProbability else { continue }
          links.append(
            Link(first: offset + first, second: offset + second, probability: min(1, sum)))
        }
      }
    }
    return links
  }

  private func ids(_ block: WordBlock, _ clause: Range<Int>) -> [UInt32] {
    clause.map { model.words.id(ofForm: block.forms[Int(block.numbers[$0])]) }
  }

  private func marginals(_ ids: [UInt32]) -> [Double] {
    switch configuration.links {
    case .matrix: MatrixTree.marginals(LinkWeights(model, ids))
    case .projective: projective(ids, strengths(ids)).marginals()
    }
  }

  /// l of each gap of a clause.
  private func strengths(_ ids: [UInt32]) -> [Double] {
    zip(ids, ids.dropFirst()).map { model.gapStrength($0, $1) }
  }

  /// The trees whose links do not cross; links across a gap weigh less, the likelier it is a border.
  private func projective(_ ids: [UInt32], _ strengths: [Double]) -> ProjectiveTrees {
    let odds = model.borderShare / (1 - model.borderShare)
    let borders = strengths.map { strength in
      let own = odds * exp(strength)
      return own / (1 + own)
    }
    return ProjectiveTrees(LinkWeights(model, ids, gaps: borders))
  }

  /// The spans of a clause, without itself.
  private func spans(_ ids: [UInt32]) -> [Range<Int>] {
    let strengths = strengths(ids)
    let nodes = GapTree.nodes(strengths)
    switch configuration.form {
    case .fast:
      return nodes.filter { $0.prominence > Self.margin }.map(\.words)
    case .full:
      let trees = projective(ids, strengths)
      return nodes.filter { node in
        node.prominence > 0
          && node.prominence + Self.spanWeight
            * log(trees.probability(of: node.words) + Self.spanFloor) > 0
      }.map(\.words)
    }
  }
}
