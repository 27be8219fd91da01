import WordMineBase
import WordMineText

/// Finds the words that are typical for one corpus against another.
///
/// Where both corpora are counts files, the candidates are their n-grams that occur often enough in
/// either, and the files are merged as sorted streams: only candidates are kept. Where one is a
/// dictionary, its words are the candidates, and where a list is given, its words. Each candidate is
/// tested with G² (see `Keyness`), and kept if its false discovery rate is small. N-grams that mostly are
/// part of a longer candidate are left out.
///
///     let contrast = try CorpusContrast().run(
///       on: .counts(contentsOf: "june.counts"), against: .counts(contentsOf: "may.counts"))
///     for word in contrast { print(word.text, word.figures.logRatio) }
public struct CorpusContrast: Sendable {
  /// What is compared, and what is listed.
  public struct Configuration: Sendable {
    /// The fewest atoms of an n-gram that is a candidate, 1 to 8; words of dictionaries have any length.
    public var minimumLength = 2
    /// The most atoms of an n-gram, up to 8.
    public var maximumLength = 4
    /// The occurrences that a candidate needs in one of the corpora.
    public var minimumCount = 5
    /// The share of false discoveries that is allowed, 0 to 1; 1 keeps all.
    public var falseDiscoveryRate = 0.01
    public var direction = Direction.target
    public var order = Order.logLikelihood
    /// An n-gram is left out if a longer candidate holds this part of its occurrences, in the corpus it
    /// is typical for.
    public var absorbedShare = 0.9
    /// The memory for the atoms of both corpora, and for the candidates, in bytes; where that is too little, the
    /// run is refused.
    public var memory = Int.max

    public init() {}

    func validate() throws(InvalidValue) {
      try InvalidValue.check("maximumLength", maximumLength, in: 1...NGramWindow.longest)
      try InvalidValue.check("minimumLength", minimumLength, in: 1...maximumLength)
      try InvalidValue.check("falseDiscoveryRate", falseDiscoveryRate, in: 0...1)
    }
  }

  /// For which corpus the listed words are typical.
  public enum Direction: String, CaseIterable, Sendable {
    case target
    case reference
    case both
  }

  /// What the list is sorted by, greatest first: G², the absolute log ratio, or the count in the corpus
  /// that the word is typical for. Ties go by G², then by code point.
  public enum Order: String, CaseIterable, Sendable {
    case logLikelihood = "g2"
    case logRatio = "log-ratio"
    case count
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Compares a target with a reference.
  ///
  /// - Parameter list: If given, the candidates are its words; its counts do not matter.
  /// - Throws: `InvalidValue`; `InputError` if a file is damaged, or was counted otherwise than the
  ///   other; `MemoryExceeded`; `Interrupted`.
  /// - Complexity: O(windows + candidates · log) time; memory for atoms and candidates.
  public func run(
    on target: ContrastSide, against reference: ContrastSide, among list: DictionaryCounts? = nil,
    workers: Workers = Workers()
  ) throws -> ContrastResult<ContrastedWord> {
    try configuration.validate()
    try workers.checkInterrupt()
    let candidates: ContrastCandidates
    switch (target, reference, list) {
    case (.counts(let target), .counts(let reference), nil):
      candidates = try ContrastCandidates(grams: target, reference, configuration, workers)
    default:
      candidates = try ContrastCandidates(
        words: target, reference, among: list, configuration, workers)
    }
    return listed(candidates)
  }

  /// The candidates that are different enough, in their order.
  private func listed(_ candidates: ContrastCandidates) -> ContrastResult<ContrastedWord> {
    let totals = (target: candidates.targetTotal, reference: candidates.referenceTotal)
    // What is above the rate by itself is so among others, and cannot help them to be below.
    let least = Keyness.leastLogLikelihood(configuration.falseDiscoveryRate)
    var tested: [(index: Int, g2: Double, p: Double)] = []
    for (index, counts) in candidates.counts.enumerated() {
      let g2 = Keyness.logLikelihood(
        counts.target, of: totals.target, counts.reference, of: totals.reference)
      if g2 >= least { tested.append((index, g2, Keyness.significance(g2))) }
    }
    let rates = Keyness.falseDiscoveryRates(tested.map(\.p), tests: candidates.counts.count)
    var kept: [ContrastedWord] = []
    var indices: [Int] = []
    for ((index, g2, p), rate) in zip(tested, rates) where rate <= configuration.falseDiscoveryRate
    {
      let counts = candidates.counts[index]
      var figures = ContrastFigures(counts, of: totals, logLikelihood: g2, significance: p)
      figures.falseDiscoveryRate = rate
      guard configuration.direction.includes(logRatio: figures.logRatio) else { continue }
      indices.append(index)
      kept.append(
        ContrastedWord(
          text: "", target: counts.target, reference: counts.reference, figures: figures))
    }
    let absorbed = candidates.absorbed(
      indices, isTypicalForTarget: kept.map { $0.figures.logRatio > 0 },
      share: configuration.absorbedShare)
    var words: [ContrastedWord] = []
    for (place, index) in indices.enumerated() where !absorbed[place] {
      kept[place].text = candidates.text(index)
      words.append(kept[place])
    }
    return ContrastResult(
      configuration.order.sorted(words), totals: totals, candidates: candidates.counts.count,
      unmatched: candidates.unmatched, table: .contrast([.text("word", { $0.text })]))
  }
}

/// A word that is more frequent in one corpus than in another.
public struct ContrastedWord: Contrasted, Equatable {
  /// In folded form.
  public internal(set) var text: String
  public let target: Int
  public let reference: Int
  public let figures: ContrastFigures

  public var targetCount: Int? { target }
  public var referenceCount: Int? { reference }
  public var difference: ContrastFigures? { figures }
}

/// One of two corpora that are compared.
public enum ContrastSide {
  /// A counts file, opened by the closure, which may be called more than once.
  case counts(() throws -> ByteSource)
  case dictionary(DictionaryCounts)

  /// A counts file, as `NGramCounter` writes it.
  public static func counts(contentsOf path: String) -> ContrastSide {
    .counts { try ByteSource(path: path) }
  }
}
