import Glibc
import WordMineBase
import WordMineLexicon
import WordMineText

/// Learns to cut a text from a dictionary and from the entropy of the text.
///
/// 1. The dictionary cuts the text (`GuidingDictionary`), and the gaps that it can be trusted on are
///    told from those that it does not know (`TrustedGaps`).
/// 2. The boundary model learns from the trusted gaps, and decides the unknown ones.
/// 3. Words that recur side by side are joined (`RecurrentWords`).
/// 4. The words of the dictionary, and the new ones with their uses as counts, are a unigram model
///    that cuts the text again, and other text alike.
///
/// Where the dictionary leaves too much of the text unknown, it is no guide.
struct Guide: Sendable {
  /// m, the weight of the entropy correction.
  static let granularity = 2.0
  /// A single use of a new word proves nothing to a reader.
  static let minimumCount = 2

  private var dictionary: GuidingDictionary
  private let cuts: SharedArray<UInt8>
  private let gaps: TrustedGaps
  private let isRun: [Bool]
  private let text: AtomSequence
  private let workers: Workers

  /// - Throws: `Interrupted`; `OutOfMemory`.
  /// - Complexity: O(atoms + words of the dictionary).
  init(_ dictionary: GuidingDictionary, _ text: AtomSequence, workers: Workers) throws {
    (self.text, self.workers) = (text, workers)
    var dictionary = dictionary
    try workers.report("reading the dictionary", 0)
    try dictionary.setCosts(text, workers: workers)
    cuts = try dictionary.decoder.cuts(text, workers: workers)
    isRun = text.atoms.runs
    gaps = try TrustedGaps(text, cuts.view, dictionary, isRun, workers: workers)
    self.dictionary = dictionary
    try workers.report("reading the dictionary", 1)
  }

  /// With more unknown gaps, the text alone finds better words: 25 % at 200,000 positions, 5 points less
  /// for ten times the text, which teaches more by itself; at least 20 %.
  static func greatestUnknownShare(positions: Int) -> Double {
    max(0.2, 0.25 - 0.05 * log10(Double(max(1, positions)) / 200_000))
  }

  /// Whether the dictionary knows enough of the text.
  var isTrusted: Bool {
    gaps.unknownShare <= Self.greatestUnknownShare(positions: text.range.count)
  }

  /// With more unknown gaps, the dictionary lacks so many words that the new ones are taken for
  /// granted.
  private static let unknownShareOfSmallDictionaries = 0.1

  /// How often a new word must be used, and what each use counts on the scale of the dictionary.
  ///
  /// At their true relative frequency, some hundred times their uses, new words would swallow their
  /// neighbours.
  private var newWordRule: (least: Int, factor: Double) {
    gaps.unknownShare > Self.unknownShareOfSmallDictionaries ? (1, 10) : (2, 1)
  }

  /// Whether a string is a word of the dictionary; not once the model was learned.
  var isKnown: @Sendable ([UInt32]) -> Bool {
    { [decoder = dictionary.decoder] in decoder.isKnown($0[...]) }
  }

  /// What the dictionary was to the text.
  var summary: WordDiscovery.Guidance {
    let atoms = text.atoms.folded + dictionary.addedAtoms
    return .init(
      unknownShare: gaps.unknownShare,
      demotedEntries: dictionary.demoted.map { number in
        dictionary.decoder.model[number].map { atoms[Int($0)] }.joined()
      }, isUsed: isTrusted)
  }

  /// The model that cuts the text.
  ///
  /// - Parameters:
  ///   - joinsNumbers: Whether digits and letters may be parts of longer words.
  ///   - reader: Makes what reads the features of the gaps of the text; its memory is freed early.
  /// - Throws: `Interrupted`; `OutOfMemory`.
  /// - Complexity: O(atoms).
  mutating func learn(
    joinsNumbers: Bool, reading reader: () throws -> GapFeatureReader
  ) throws -> UnigramDecoder {
    let logits = try logits(reader())
    decideUnknownGaps(logits.view, joinsNumbers: joinsNumbers)
    return try decoder(adding: newWords(logits.view))
  }

  /// The model as it is saved; the words of the corpus are still missing.
  func model(_ words: UnigramModel, script: Script, granularity: Double) -> SegmentationModel {
    let atoms = text.atoms.folded + dictionary.addedAtoms
    let counts = text.atoms.counts + dictionary.addedAtoms.map { _ in 0 }
    return SegmentationModel(
      script: script, maximumLength: UnigramModel.longestWord, atoms: atoms,
      singles: counts.enumerated().map {
        .init(key: ShortGram.key(UInt64($0)), count: $1, rightBin: 0, leftBin: 0)
      },
      pairs: [], triples: [], totalCount: text.atoms.totalCount,
      boundaries: BoundaryWeights(layout: .init(atoms: atoms.count)),
      sampledAtoms: text.range.count, granularity: granularity, unigrams: words, words: [])
  }

  private func newWords(_ logits: SharedArray<Float>.View) throws -> [RecurrentWords.NewWord] {
    var words = RecurrentWords(text, cuts.view, logits: logits, dictionary.decoder)
    try words.join(cuts.view, workers: workers)
    return words.newWords(leastCount: newWordRule.least)
  }

  private func logits(_ reader: GapFeatureReader) throws -> SharedArray<Float> {
    let folds = CrossFitFolds(text)
    let logits = try SharedArray<Float>(zeros: text.ids.count)
    var boundaries = StatisticalModel()
    boundaries.train(text, folds, reader, cuts: gaps.labels.view)
    try boundaries.judge(text, folds, reader, into: logits.view, workers: workers)
    return logits
  }

  /// Cuts unknown gaps where the boundary model does; next to digits and letters only if these may
  /// be parts of longer words.
  private func decideUnknownGaps(_ logits: SharedArray<Float>.View, joinsNumbers: Bool) {
    let ids = text.ids
    for gap in text.range
    where ids[gap] != 0 && ids[gap - 1] != 0 && gaps.labels.view[gap] == TrustedGaps.Label.unknown {
      if !joinsNumbers, isRun[Int(ids[gap])] || isRun[Int(ids[gap - 1])] { continue }
      cuts.view[gap] = logits[gap] > 0 ? 1 : 0
    }
  }

  /// The words of the dictionary and new ones, with their uses as counts.
  ///
  /// A word with digits or letters stands for many strings. It is one only if that holds for a fifth of
  /// its occurrences.
  private mutating func decoder(adding newWords: [RecurrentWords.NewWord]) throws -> UnigramDecoder
  {
    let hasRuns = newWords.map { $0.span.contains { isRun[Int(text.ids[$0])] } }
    let withRuns = zip(newWords, hasRuns).filter(\.1).map(\.0.span)
    let occurrences = try SubstringCounts(text, words: withRuns, workers: workers)
    var decoder = dictionary.takeDecoder()
    for (word, hasRuns) in zip(newWords, hasRuns) {
      if hasRuns, 5 * word.count < occurrences.count(word.span) { continue }
      decoder.append(
        word.span.map { text.ids[$0] }[...],
        cost: GuidingDictionary.cost(ofCount: newWordRule.factor * Double(word.count)))
    }
    return decoder
  }
}
