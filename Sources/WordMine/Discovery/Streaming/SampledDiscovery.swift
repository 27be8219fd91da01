import WordMineBase
import WordMineLexicon
import WordMineText

/// Finds the words of a corpus that does not fit in memory.
///
/// 1. All strings of up to five atoms are counted, in both directions.
/// 2. The entropies of a sample are computed from these counts, and the models are learned from it.
/// 3. The frozen models segment the whole corpus.
/// 4. The words of the segmentation form the dictionary, with counts and entropies from step 1.
struct SampledDiscovery: Sendable {
  let corpus: SpooledAtoms
  let atoms: AtomAlphabet
  let configuration: WordDiscovery.Configuration
  private let known: PriorStrings?
  private let previous: SegmentationModel?
  private let lexicon: Lexicon?
  let workers: Workers
  var filter: EntryFilter

  init(
    _ corpus: SpooledAtoms, _ atoms: AtomAlphabet, _ configuration: WordDiscovery.Configuration,
    known: PriorStrings?, previous: SegmentationModel?, lexicon: Lexicon? = nil, minimumCount: Int,
    workers: Workers
  ) {
    self.known = known
    self.previous = previous
    self.lexicon = lexicon
    self.workers = workers
    self.corpus = corpus
    self.atoms = atoms
    var configuration = configuration
    // Longer strings are not counted.
    configuration.maximumLength = min(configuration.maximumLength, AtomSequence.longestWord)
    self.configuration = configuration
    filter = configuration.filter(atoms, minimumCount: minimumCount)
  }

  var memory: Int { corpus.configuration.memory }

  /// A larger sample improves the models little.
  private static var largestSample: Int { 2 << 20 }

  /// Bytes of memory that learning takes for each position of the sample.
  private static let bytesPerPosition = 66
  /// Bytes of memory that a string takes while the model is built.
  private static let bytesPerGram = 140
  /// Bytes of memory that a word takes while its uses are gathered: a `ChunkedUsage.Word` and its id.
  private static let bytesPerWord = 128
  /// Memory that the sample leaves to everything else, whatever its size: the program and its tables, and the
  /// weights of the boundary model.
  private static let reserve = 160 << 20
  /// The fewest positions of a sample, and the fewest strings of a model.
  private static let fewest = 1 << 16

  /// The size of the sample in positions: it may take half of the memory beyond the reserve.
  private var sampleSize: Int {
    let fitting = (memory - Self.reserve) / 2 / Self.bytesPerPosition
    return min(Self.largestSample, max(Self.fewest, fitting))
  }

  /// The most strings in the model, for which there is a quarter of the memory.
  private var gramLimit: Int { max(Self.fewest, memory / 4 / Self.bytesPerGram) }

  func run() throws -> WordDiscovery.Result {
    let parts = workers.split("counting strings", into: 2)
    let counts = try parallelMap(2, on: workers) { index in
      try DirectedCounts(
        corpus, atoms, index == 0 ? .right : .left,
        memory: memory / 2 / min(2, workers.threads), workers: parts[index])
    }
    let sample = try sampledText()
    guard let lexicon else { return try discover(sample, counts) }
    return try discover(sample, counts, with: lexicon)
  }

  private func discover(
    _ sample: AtomSequence, _ counts: [DirectedCounts], with lexicon: Lexicon
  ) throws -> WordDiscovery.Result {
    let dictionary = GuidingDictionary(lexicon, atoms, script: configuration.script)
    var guidance: WordDiscovery.Guidance?
    let learned = try learnedModel {
      var guide = try Guide(dictionary, sample, workers: workers)
      guidance = guide.summary
      return guide.isTrusted ? try model(&guide, sample, counts) : try model(sample, counts)
    }
    var discovery = self
    discovery.filter.allows = { !dictionary.decoder.isKnown($0[...]) }
    var result =
      if let words = learned.unigrams {
        try discovery.guidedResult(learned, UnigramDecoder(words), lexicon, sample, counts)
      } else {
        try discovery.result(learned, sample, counts)
      }
    result.summary.guidance = guidance
    return result
  }

  private func discover(
    _ sample: AtomSequence, _ counts: [DirectedCounts]
  ) throws -> WordDiscovery.Result {
    try result(learnedModel { try model(sample, counts) }, sample, counts)
  }

  private func result(
    _ learned: SegmentationModel, _ sample: AtomSequence, _ counts: [DirectedCounts]
  ) throws -> WordDiscovery.Result {
    var model = learned
    let sampledAtoms = model.sampledAtoms
    let granularity = model.granularity
    // Maps the ids of the corpus to those of the model.
    var ids = (0..<UInt32(atoms.count)).map { $0 }
    if let previous {
      (model, ids) = previous.applied(to: model, freezes: configuration.freezesModel)
      if !configuration.freezesModel { model.maximumLength = configuration.maximumLength }
    }
    var result = try dictionary(model, ids, sample, counts, granularity: granularity)
    model.words = result.segmentationWords
    if let previous { model = previous.addingWords(to: model) }
    result.learnedModel = configuration.makesModel ? model : nil
    result.summary.sampledAtoms = sampledAtoms
    result.summary.granularity = granularity
    return result
  }

  // MARK: Models

  /// The model of an interrupted run, or one that is learned now.
  private func learnedModel(
    _ learn: () throws -> SegmentationModel
  ) throws -> SegmentationModel {
    guard let work = corpus.configuration.work else { return try learn() }
    if work.isFinished("model") {
      return try SegmentationModelFormat.read(try work.source("model"))
    }
    let model = try learn()
    try work.write("model") { try SegmentationModelFormat.write(model, to: $0) }
    return model
  }

  private func model(
    _ sample: AtomSequence, _ counts: [DirectedCounts]
  ) throws -> SegmentationModel {
    let (parts, sampledAtoms) = try entropies(sample, counts)
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
    model.sampledAtoms = sampledAtoms
    return model
  }

  /// The model that a dictionary and the sample teach.
  private func model(
    _ guide: inout Guide, _ sample: AtomSequence, _ counts: [DirectedCounts]
  ) throws -> SegmentationModel {
    let granularity = configuration.granularity ?? Guide.granularity
    var sampledAtoms = 0
    let words = try guide.learn(joinsNumbers: configuration.joinsNumbers) {
      let (parts, atoms) = try entropies(sample, counts)
      sampledAtoms = atoms
      return GapFeatureReader(
        right: try parts[0].applyingCorrection(granularity, workers: workers),
        left: try parts[1].applyingCorrection(granularity, workers: workers))
    }.model
    var model = guide.model(words, script: configuration.script, granularity: granularity)
    model.sampledAtoms = sampledAtoms
    return model
  }

  private func sampledText() throws -> AtomSequence {
    try CorpusSample(
      corpus, atoms, positions: sampleSize, seed: configuration.seed, workers: workers
    ).text
  }

  /// The entropies of the sample to the right and to the left, and the number of its atoms.
  private func entropies(
    _ sample: AtomSequence, _ counts: [DirectedCounts]
  ) throws -> (parts: [UncorrectedEntropies], atoms: Int) {
    let index = try AtomIndex(sample)
    let halves = workers.split("entropies", into: 2)
    let parts = try parallelMap(2, on: workers) { way in
      try entropies(sample, index, counts[way], halves[way])
    }
    return (parts, index.positions.positions.count)
  }

  /// The entropies of the sample in one direction, from the counts of the corpus.
  private func entropies(
    _ sample: AtomSequence, _ index: AtomIndex, _ counts: DirectedCounts, _ workers: Workers
  ) throws -> UncorrectedEntropies {
    var sources = [try PriorRecords.source(counts, bits: atoms.bits)]
    var scan = workers
    if let known {
      let phases = workers.split("entropies", into: 2)
      scan = phases[1]
      sources.append(
        try known.counts.records(
          counts.direction, ids: known.ids, bits: atoms.bits, workers: phases[0]))
    }
    return try UncorrectedEntropies(
      sample, index: index, direction: counts.direction,
      background: PriorRecords(sources, workers: scan), isCounted: true, gramLimit: gramLimit,
      workers: scan)
  }

  /// The phrases of the sample, greatest gain first.
  private func phrases(
    _ segmenter: ModelSegmenter, _ ids: [UInt32], _ sample: AtomSequence
  ) throws -> [CountedPhrase] {
    guard configuration.findsPhrases else { return [] }
    let cuts = try SharedArray<UInt8>(zeros: sample.ids.count)
    segmenter.segment(
      sample, sample.range.lowerBound..<sample.ids.count, ids: ids, into: cuts.view)
    return try phrases(sample, cuts)
  }

  /// The phrases of the segmented sample, greatest gain first.
  func phrases(
    _ sample: AtomSequence, _ cuts: SharedArray<UInt8>,
    _ criteria: PhraseFinder.Criteria = PhraseFinder.Criteria()
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

  // MARK: Segmentation

  private func dictionary(
    _ model: SegmentationModel, _ ids: [UInt32], _ sample: AtomSequence,
    _ counts: [DirectedCounts], granularity: Double
  ) throws -> WordDiscovery.Result {
    let segmenter = ModelSegmenter(model)
    var phrases = try phrases(segmenter, ids, sample)
    let phraseCounter = PhraseCounter(phrases.map(\.ids))
    var uses = ChunkedUsage(workers, limit: memory / 4 / Self.bytesPerWord)
    var segmentation = SegmentationBuilder(
      limit: memory / 32, directory: corpus.configuration.directory)
    try corpus.visit(on: workers, stage: "segmenting") { chunk in
      let text = try AtomSequence(chunk, atoms)
      let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
      let boundaryCuts =
        segmenter.hasWordModel ? try SharedArray<UInt8>(zeros: text.ids.count) : nil
      let chunks = text.clauseChunks(4 * workers.threads)
      let parts = try parallelMap(chunks.count, on: workers) { index in
        let range = chunks[index]
        segmenter.segment(
          text, range, ids: ids, into: cuts.view, boundaryCuts: boundaryCuts?.view)
        return ChunkedUsage.Part(
          uses: ChunkedUsage.uses(text.ids, range, cuts.view),
          boundaryUses: boundaryCuts.map { ChunkedUsage.uses(text.ids, range, $0.view) },
          phrases: phraseCounter.uses(text.ids, range, cuts.view))
      }
      try uses.add(parts, text.ids)
      for use in parts.lazy.flatMap(\.phrases) { phrases[Int(use.phrase)].add(use) }
      try segmentation.append(text.ids, text.range, cuts.view)
    }
    let records = CountedRecords(
      atoms: atoms, granularity: granularity,
      filter: filter.fitting(in: memory / 4, counts: uses.words.map(\.count)), workers: workers)
    return WordDiscovery.Result(
      words: try DictionaryBuilder(atoms: atoms, workers: workers).entries(
        words: try records.words(uses.words, counts), phrases: records.phrases(phrases)),
      summary: WordDiscovery.Summary(
        atoms: atoms, words: uses.words.map(\.count).filter { $0 > 0 }),
      segmentation: try segmentation.finish())
  }
}
