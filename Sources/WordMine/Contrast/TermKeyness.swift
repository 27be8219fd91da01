import Glibc
import WordMineBase
import WordMineLexicon
import WordMineText

/// Ranks what was discovered in a corpus by how much rarer it is in general language.
///
///     score = base / (1 + exp(p + 12))
///     p     = ln((r + ½) / N)
///
/// with r occurrences among N characters of the reference. Where a dictionary guided discovery, the base is the
/// word's own score, else n/(raw + 3) · ln(1 + contexts) · ln(1 + n): grammar, which is frequent everywhere,
/// needs no dictionary to be told. What is not more frequent in the corpus is left out, and so are numbers.
///
///     let words = try WordDiscovery().run(on: Corpus(contentsOf: "statutes.txt"))
///     let terms = try TermKeyness().run(words, against: .counts(contentsOf: "general.counts"))
public struct TermKeyness: Sendable {
  /// How the words are folded: as they were counted.
  public var script = Script.asIs
  /// The memory for the atoms of the reference, in bytes; where that is too little, the run is refused.
  public var memory = Int.max

  public init() {}

  /// The terms, best first; equal scores by code point.
  ///
  /// - Parameter reference: Counts or a dictionary of general language.
  /// - Throws: `InputError` if the reference is damaged; `MemoryExceeded`; `Interrupted`.
  /// - Complexity: O(windows of the reference + words · log).
  public func run(
    _ words: WordDiscovery.Result, against reference: ContrastSide, workers: Workers = Workers()
  ) throws -> KeyTerms {
    let (known, total) = try references(Array(words), against: reference, workers: workers)
    let totals = (target: words.summary.atoms, reference: total)
    let numerals = NumeralExpression()
    let terms = words.lazy.filter { !numerals.matches($0.folded) }.map {
      KeyTerm($0, reference: known[$0.folded], of: totals)
    }
    return KeyTerms(
      terms.filter { $0.score > 0 && $0.targetRate > $0.referenceRate }.sorted {
        $0.score != $1.score
          ? $0.score > $1.score : $0.word.text.utf8Precedes($1.word.text)
      }, referenceTotal: totals.reference)
  }

  /// How often a reference has some words, by their folded forms; `nil` for those longer than what was counted
  /// there. And how many characters it has.
  ///
  /// - Throws: As `run`.
  package func references(
    _ words: [DiscoveredWord], against reference: ContrastSide, workers: Workers = Workers()
  ) throws -> (counts: [String: Int], total: Int) {
    var configuration = CorpusContrast.Configuration()
    (configuration.minimumCount, configuration.falseDiscoveryRate) = (1, 1)
    (configuration.direction, configuration.absorbedShare) = (.both, .infinity)
    configuration.memory = memory
    let counts = DictionaryCounts(words.map { ($0.folded, max(1, $0.rawCount)) }, script: script)
    let contrast = try CorpusContrast(configuration).run(
      on: .dictionary(counts), against: reference, workers: workers)
    var known: [String: Int] = [:]
    for word in contrast { known[word.text] = word.reference }
    return (known, Self.characters(reference) ?? contrast.referenceTotal)
  }

  /// The characters of the words of a dictionary, each as often as it is counted.
  private static func characters(_ reference: ContrastSide) -> Int? {
    guard case .dictionary(let dictionary) = reference else { return nil }
    return dictionary.words.reduce(0) {
      let (product, overflows) = $1.count.multipliedReportingOverflow(by: max(1, $1.atoms.count))
      return overflows ? .max : $0 &+ min(product, .max - $0)
    }
  }
}

/// A word or phrase of a corpus, beside general language.
public struct KeyTerm: Sendable {
  /// What was discovered.
  public let word: DiscoveredWord
  /// Its occurrences in the reference; `nil` if it is longer than what was counted there, which is taken
  /// for none. A dictionary has none of what it does not list.
  public let reference: Int?
  /// Occurrences in a million characters of the corpus, and of the reference.
  public let targetRate: Double
  public let referenceRate: Double
  /// What the list is ranked by.
  public let score: Double

  /// k, in nats: half of the score of a word is left if one in e¹² characters of the reference is it, six
  /// in a million. Without this factor, a list of legal terms begins 或者, 应当, 规定; with it, and k from 11 to 13,
  /// it begins 仲裁, 订立, 再审.
  private static let commonness = 12.0

  private static func base(_ word: DiscoveredWord) -> Double {
    if word.termhood != nil { return word.score }
    return Double(word.count) / Double(word.rawCount + 3) * log(1 + Double(word.contexts))
      * log(1 + Double(word.count))
  }

  init(_ word: DiscoveredWord, reference: Int?, of totals: (target: Int, reference: Int)) {
    (self.word, self.reference) = (word, reference)
    targetRate = Double(max(1, word.rawCount)) / Double(max(1, totals.target)) * 1e6
    referenceRate = Double(reference ?? 0) / Double(max(1, totals.reference)) * 1e6
    let probability = (Double(reference ?? 0) + 0.5) / Double(max(1, totals.reference))
    score = Self.base(word) / (1 + exp(log(probability) + Self.commonness))
  }
}

/// The terms of a corpus, best first.
public struct KeyTerms: RandomAccessCollection, TableConvertible, Sendable {
  private let terms: [KeyTerm]
  /// The characters of the reference.
  public let referenceTotal: Int

  init(_ terms: [KeyTerm], referenceTotal: Int) {
    (self.terms, self.referenceTotal) = (terms, referenceTotal)
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { terms.count }
  public subscript(place: Int) -> KeyTerm { terms[place] }

  /// The columns of `wordmine terms`.
  public var table: Table<KeyTerm> {
    Table([
      .text("word", { $0.word.text }),
      .number("score", { $0.score }),
      .integer("count", { $0.word.count }),
      .integer("raw_count", { $0.word.rawCount }),
      .integer("reference", { $0.reference }),
      .number("target_ppm", { $0.targetRate }),
      .number("reference_ppm", { $0.referenceRate }),
      .text("kind", { $0.word.kind.rawValue }),
      .text("parts", { $0.word.termhood?.parts.joined(separator: " ") }),
    ])
  }
}
