import WordMineBase
import WordMineText

/// What every stage of discovery on disk goes by: the atoms, what is looked for, and the sizes that the
/// memory sets.
struct SampledPlan: Sendable {
  let atoms: AtomAlphabet
  let configuration: WordDiscovery.Configuration
  /// The number of 16-bit units of the corpus.
  let units: Int
  /// The memory that discovery may use, in bytes.
  let memory: Int
  var filter: EntryFilter

  init(
    _ atoms: AtomAlphabet, _ configuration: WordDiscovery.Configuration, units: Int, memory: Int
  ) {
    (self.atoms, self.units, self.memory) = (atoms, units, memory)
    var configuration = configuration
    // Longer strings are not counted.
    configuration.maximumLength = min(configuration.maximumLength, AtomSequence.longestWord)
    self.configuration = configuration
    filter = configuration.filter(atoms, minimumCount: configuration.minimumCount ?? 1)
  }

  /// A larger sample improves the models little.
  private static var largestSample: Int { 2 << 20 }

  /// Bytes of memory that learning takes for each position of the sample.
  private static let bytesPerPosition = 66
  /// Bytes of memory that a string takes while the model is built.
  private static let bytesPerGram = 140
  /// Bytes of memory that a word takes while its uses are gathered: a `ChunkedUsage.Word` and its id.
  static let bytesPerWord = 128
  /// Memory that the sample leaves to everything else, whatever its size: the program and its tables, and the
  /// weights of the boundary model.
  private static let reserve = 160 << 20
  /// The fewest positions of a sample, and the fewest strings of a model.
  private static let fewest = 1 << 16

  /// What is taken for the sample: it may take half of the memory beyond the reserve.
  var selection: CorpusSample.Selection {
    let fitting = (memory - Self.reserve) / 2 / Self.bytesPerPosition
    return .init(
      positions: min(Self.largestSample, max(Self.fewest, fitting)), units: units,
      seed: configuration.seed)
  }

  /// The most strings in the model, for which there is a quarter of the memory.
  var gramLimit: Int { max(Self.fewest, memory / 4 / Self.bytesPerGram) }

  /// The most words whose uses are gathered.
  var wordLimit: Int { memory / 4 / Self.bytesPerWord }

  /// The ids of the atoms of a model that was learned from this corpus alone: the same.
  var ids: [UInt32] { (0..<UInt32(atoms.count)).map { $0 } }

  /// The model that a sample teaches; the words of the corpus are still missing.
  ///
  /// - Parameter entropies: Makes the entropies of the sample to the right and to the left.
  func model(
    _ sample: AtomSequence, workers: Workers,
    entropies: (AtomIndex) throws -> [UncorrectedEntropies]
  ) throws -> SegmentationModel {
    let index = try AtomIndex(sample)
    let parts = try entropies(index)
    let learner = ModelLearner(configuration, workers)
    let folds = CrossFitFolds(sample)
    var stages = try learner.boundaries(sample, folds, right: parts[0], left: parts[1])
    var model = SegmentationModel(
      stages, sample, script: configuration.script, maximumLength: configuration.maximumLength)
    if configuration.method == .full {
      model.wordModel = try learner.words(sample, &stages, keepsModel: true).model
      if stages.usesContexts {
        model.boundaries = stages.weights(atoms: sample.atoms.count).rounded
      }
    }
    model.sampledAtoms = index.positions.positions.count
    return model
  }

  /// The phrases of the sample, greatest gain first.
  ///
  /// - Parameter ids: The ids of the atoms in the model.
  func phrases(
    _ segmenter: ModelSegmenter, _ ids: [UInt32], _ sample: AtomSequence, workers: Workers
  ) throws -> [CountedPhrase] {
    guard configuration.findsPhrases else { return [] }
    let cuts = try SharedArray<UInt8>(zeros: sample.ids.count)
    segmenter.segment(
      sample, sample.range.lowerBound..<sample.ids.count, ids: ids, into: cuts.view)
    return try phrases(sample, cuts, workers: workers)
  }

  /// The phrases of the segmented sample, greatest gain first.
  func phrases(
    _ sample: AtomSequence, _ cuts: SharedArray<UInt8>,
    _ criteria: PhraseFinder.Criteria = PhraseFinder.Criteria(), workers: Workers
  ) throws -> [CountedPhrase] {
    guard configuration.findsPhrases else { return [] }
    var finder = PhraseFinder(
      sample, try WordUsage(sample, cuts: cuts.view, workers: workers), criteria)
    return try finder.phrases().map { phrase in
      CountedPhrase(
        ids: phrase.span.map { UInt32(sample.ids[$0]) }, gain: phrase.gain,
        leftEntropy: phrase.leftEntropy, rightEntropy: phrase.rightEntropy, share: phrase.share)
    }
  }

  /// What makes records of those words for which there is memory.
  ///
  /// - Parameter counts: The uses of all words.
  func records(counts: [Int], granularity: Double, workers: Workers) -> CountedRecords {
    CountedRecords(
      atoms: atoms, granularity: granularity,
      filter: filter.fitting(in: memory / 4, counts: counts), workers: workers)
  }
}
