import WordMineBase
import WordMineText

@testable import WordMine

/// Finds words as word-discovery does, to reproduce results that were published with it.
///
/// `WordDiscovery` with `Method.mutualInformation` takes the same steps up to backtracking. Its atoms and
/// segments are those of `Tokenizer`, where here each line is one segment of characters, blanks and
/// punctuation included; it goes on to remove what is redundant, and to segment the text with what is
/// left. Here as there, all orders are counted exactly; the reference gets its counts from the most
/// frequent n-grams of the highest order, and loses the ends of lines.
///
/// Reference: Su Jianlin, kexue.fm 6920.
struct ReferenceNGramFinder: Sendable {
  /// The longest n-gram that is counted.
  var order = 4
  /// N-grams and words that occur less often are dropped.
  var minimumCount = 32
  /// The cohesion that makes an n-gram strong (≥), in nats: one value an order, from order 2.
  var minimumCohesion = [2.0, 4.0, 6.0]

  init() {}

  /// What was counted and found, each in the order of its first appearance.
  struct Result: Sendable {
    var characters = 0
    var strongNGrams: [String] = []
    /// The frequent pieces of the longest join.
    var candidates: [ReferenceWord] = []
    /// The candidates that pass backtracking.
    var words: [ReferenceWord] = []
  }

  /// - Complexity: O(order · characters).
  func find(_ lines: [String]) throws -> Result {
    let text = try AtomSequence(characters: lines.map { Array($0.unicodeScalars) })
    let strong = try strongNGrams(text)
    let cuts = try Self.cuts(strong)
    let uses = try WordUsage(text, cuts: cuts.view)
    let filter = CandidateFilter(strong: strong, minimumCount: minimumCount)
    var result = Result()
    result.characters = text.atoms.totalCount
    result.strongNGrams = strong.places.map(text.folded)
    for (number, word) in uses.referenceWords(text).enumerated() where word.count >= minimumCount {
      result.candidates.append(word)
      if filter.isWord(uses.table.span(number), count: word.count) { result.words.append(word) }
    }
    return result
  }

  /// The pieces of a line that no n-gram forbids to cut: its longest join.
  ///
  /// An empty line is one empty piece, as in the reference.
  static func pieces(of line: String, joining ngrams: Set<String>) throws -> [String] {
    if line.isEmpty { return [""] }
    let text = try AtomSequence(characters: [Array(line.unicodeScalars)])
    let order = ngrams.map(\.unicodeScalars.count).max() ?? 1
    let names = try NGramNames(text, order: order, minimumCount: 1)
    let cuts = try cuts(StrongNGrams(names) { ngrams.contains(text.folded($0)) })
    let starts = text.range.filter { cuts.view[$0] == 1 }
    return zip(starts, starts.dropFirst() + [text.range.upperBound]).map { text.folded($0..<$1) }
  }

  private func strongNGrams(_ text: AtomSequence) throws -> StrongNGrams {
    var thresholds = WordDiscovery.Configuration.MutualInformation()
    thresholds.minimumCohesion = minimumCohesion
    let names = try NGramNames(text, order: order, minimumCount: minimumCount)
    let test = StrengthTest(names, thresholds)
    return try StrongNGrams(names) { test.isStrong($0) }
  }

  private static func cuts(_ strong: StrongNGrams) throws -> SharedArray<UInt8> {
    let cuts = try SharedArray<UInt8>(zeros: strong.names.text.ids.count)
    try CandidateScanner(strong: strong).cut(into: cuts.view)
    return cuts
  }
}
