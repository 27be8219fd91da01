import Glibc
import WordMineBase
import WordMineText

@testable import WordMine

/// Finds words exactly as nlp-zero does, to reproduce results that were published with it.
///
/// `WordDiscovery` with `Method.mutualInformation` is the method to use. It is made of the same steps,
/// and differs where the reference surprises:
///
/// | | here, as in the reference | `Method.mutualInformation` |
/// | --- | --- | --- |
/// | atoms | characters U+4E00–9FA5, 0–9, a–z, A–Z; all else parts segments | `Tokenizer`: all Han, runs of letters and digits |
/// | n-grams | pairs | orders 2 to 4, each judged at its weakest split |
/// | probability of a pair | over the pairs | over the atoms, as in the essays: segments of two characters no longer raise it by ln 2 |
/// | thresholds | exceeded (>) | reached (≥) |
/// | seldom | a share of all pairs or words | a count, whose meaning does not change with the corpus |
/// | joined by chance | kept | backtracking: each window must be strong |
/// | what is no word | its count is lost | its count is moved to its parts |
/// | a redundant word saves | less than 1 nat a join | less than `redundancyMargin` |
/// | a part that is no word | ln 0 := −100, which keeps the word | counts as seen once |
/// | letters and digits | joined after tokenizing, hence never redundant | atoms |
/// | order of equals | first appearance | count, then code point: the order of the text does not matter |
/// | length | any | `maximumLength` |
/// | counts | moved from candidate to candidate | what a segmentation by the words uses |
///
/// Three defects of the reference are not reproduced: pairs that vanish after the first search, a second
/// search that fails, and paths that are copied at each step.
///
/// Reference: Su Jianlin, kexue.fm 5476 and 5597, `Word_Finder`.
struct ReferenceWordFinder: Sendable {
  /// Pairs and words that are no more frequent than this among all of them are dropped.
  var minimumProbability = 1e-7
  /// Where the pointwise mutual information of a pair does not exceed this, in nats, it is cut.
  var minimumInformation = 1.0
  /// Whether segments are runs of Chinese characters, digits and letters; if not, each text is one.
  var filtersCharacters = true

  init() {}

  /// What was counted and found, each in the order of its first appearance.
  struct Result: Sendable {
    var characters = 0
    var pairs = 0
    var pairCounts: [ReferenceWord] = []
    /// By pair, in nats, whatever its count.
    var information: [String: Double] = [:]
    var strongPairs: [String] = []
    /// The pieces that the cuts leave.
    var candidates: [ReferenceWord] = []
    /// The candidates without the rare and the redundant.
    var words: [ReferenceWord] = []
  }

  /// - Complexity: O(characters), and for the candidates O(length · longest candidate) each.
  func find(_ texts: [String]) throws -> Result {
    let text = try AtomSequence(characters: texts.flatMap(segments))
    let pairs = try ReferencePairs(text)
    let strong = try StrongNGrams(pairs.names) {
      isFrequent(pairs.names.count($0), pairs.total) && pairs.information($0) > minimumInformation
    }
    let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
    try CandidateScanner(strong: strong).cut(into: cuts.view)
    var result = Result()
    result.characters = text.atoms.totalCount
    result.pairs = pairs.total
    for place in pairs.places {
      let pair = text.folded(place)
      result.pairCounts.append(ReferenceWord(text: pair, count: pairs.names.count(place)))
      result.information[pair] = pairs.information(place)
      if strong.contains(place) { result.strongPairs.append(pair) }
    }
    result.candidates = try WordUsage(text, cuts: cuts.view).referenceWords(text)
    result.words = words(result.candidates)
    return result
  }

  private func words(_ candidates: [ReferenceWord]) -> [ReferenceWord] {
    let total = candidates.reduce(0) { $0 + $1.count }
    let words = candidates.filter { isFrequent($0.count, total) }.map(\.text)
    var counts = ReferenceTokenizer([:])
    for candidate in candidates where isFrequent(candidate.count, total) {
      counts.add(candidate.count, to: candidate.text)
    }
    let order = words.enumerated().map { (length: $1.unicodeScalars.count, index: $0) }
      .filter { $0.length > 1 }.sorted { ($1.length, $0.index) < ($0.length, $1.index) }
    counts.removeRedundant(order.map { words[$0.index] })
    return words.map { ReferenceWord(text: $0, count: counts.count(of: $0)) }
      .filter { $0.count > 0 }
  }

  private func isFrequent(_ count: Int, _ total: Int) -> Bool {
    log(Double(count) / Double(total)) > log(minimumProbability)
  }

  private func segments(_ text: String) -> [[Unicode.Scalar]] {
    guard filtersCharacters else { return [Array(text.unicodeScalars)] }
    return text.unicodeScalars.split { !$0.isCountedByReference }.map(Array.init)
  }
}

/// The pairs of neighbours in a text. Overlapping ones are counted: 哈哈哈 holds two.
struct ReferencePairs {
  let names: NGramNames
  /// All pairs.
  let total: Int
  /// A place of each, in the order of their first appearance.
  let places: [Range<Int>]

  init(_ text: AtomSequence) throws {
    let names = try NGramNames(text, order: 2, minimumCount: 1)
    self.names = names
    places = (0..<names.size(order: 2)).map { names.place($0 + 1, order: 2) }
    total = places.reduce(0) { $0 + names.count($1) }
  }

  /// ln(p_ab / (p_a p_b)), with p_ab over the pairs and p_a, p_b over the characters.
  func information(_ place: Range<Int>) -> Double {
    let units = Double(names.text.atoms.totalCount)
    let parts = place.reduce(0) { $0 + log(Double(names.count($1..<$1 + 1)) / units) }
    return log(Double(names.count(place)) / Double(total)) - parts
  }
}
