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
  var plan: SampledPlan
  private let known: PriorStrings?
  private let previous: SegmentationModel?
  private let lexicon: Lexicon?
  let workers: Workers

  init(
    _ corpus: SpooledAtoms, _ atoms: AtomAlphabet, _ configuration: WordDiscovery.Configuration,
    known: PriorStrings?, previous: SegmentationModel?, lexicon: Lexicon? = nil, workers: Workers
  ) {
    self.corpus = corpus
    self.known = known
    self.previous = previous
    self.lexicon = lexicon
    self.workers = workers
    plan = SampledPlan(
      atoms, configuration, units: corpus.units, memory: corpus.configuration.memory)
  }

  var atoms: AtomAlphabet { plan.atoms }
  var configuration: WordDiscovery.Configuration { plan.configuration }

  func run() throws -> WordDiscovery.Result {
    let counts = try DirectedCounts.both(corpus, atoms, memory: plan.memory, workers: workers)
    let clauses = try CorpusSample.clauses(of: corpus, atoms, plan.selection, workers: workers)
    let sample = try AtomSequence(clauses: clauses, atoms)
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
    discovery.plan.filter.allows = { !dictionary.decoder.isKnown($0[...]) }
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
    var ids = plan.ids
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
    try plan.model(sample, workers: workers) { try entropies(sample, $0, counts) }
  }

  /// The model that a dictionary and the sample teach.
  private func model(
    _ guide: inout Guide, _ sample: AtomSequence, _ counts: [DirectedCounts]
  ) throws -> SegmentationModel {
    let granularity = configuration.granularity ?? Guide.granularity
    var sampledAtoms = 0
    let words = try guide.learn(joinsNumbers: configuration.joinsNumbers) {
      let index = try AtomIndex(sample)
      let parts = try entropies(sample, index, counts)
      sampledAtoms = index.positions.positions.count
      return GapFeatureReader(
        right: try parts[0].applyingCorrection(granularity, workers: workers),
        left: try parts[1].applyingCorrection(granularity, workers: workers))
    }.model
    var model = guide.model(words, script: configuration.script, granularity: granularity)
    model.sampledAtoms = sampledAtoms
    return model
  }

  /// The entropies of the sample to the right and to the left.
  private func entropies(
    _ sample: AtomSequence, _ index: AtomIndex, _ counts: [DirectedCounts]
  ) throws -> [UncorrectedEntropies] {
    let halves = workers.split("entropies", into: 2)
    return try parallelMap(2, on: workers) { way in
      try entropies(sample, index, counts[way], halves[way])
    }
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
      background: PriorRecords(sources, workers: scan), isCounted: true,
      gramLimit: plan.gramLimit, workers: scan)
  }

  // MARK: Segmentation

  private func dictionary(
    _ model: SegmentationModel, _ ids: [UInt32], _ sample: AtomSequence,
    _ counts: [DirectedCounts], granularity: Double
  ) throws -> WordDiscovery.Result {
    let segmenter = ModelSegmenter(model)
    var usage = CorpusUsage(
      ChunkedUsage(workers, limit: plan.wordLimit),
      try plan.phrases(segmenter, ids, sample, workers: workers))
    var segmentation = SegmentationBuilder(
      limit: plan.memory / 32, directory: corpus.configuration.directory)
    try usage.add(corpus, atoms, segmenter, ids, workers: workers) { text, cuts in
      try segmentation.append(text.ids, text.range, cuts.view)
    }
    let words = usage.words.words
    let records = plan.records(
      counts: words.map(\.count), granularity: granularity, workers: workers)
    return WordDiscovery.Result(
      words: try DictionaryBuilder(atoms: atoms, workers: workers).entries(
        words: try records.words(words, counts), phrases: records.phrases(usage.phrases)),
      summary: WordDiscovery.Summary(atoms: atoms, words: words.map(\.count).filter { $0 > 0 }),
      segmentation: try segmentation.finish())
  }
}
