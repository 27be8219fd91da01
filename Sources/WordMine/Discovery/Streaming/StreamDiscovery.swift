import WordMineText

/// Finds the words of a corpus that is too large for memory.
///
/// 1. All strings of up to five atoms are counted, in both directions.
/// 2. By these counts, the entropies of a sample are worked out, and the models are learnt on it.
/// 3. The models at rest segment the whole corpus.
/// 4. The dictionary is made of the words of that, with counts and entropies from step 1.
struct StreamDiscovery<ID: AtomID>: Sendable {
  private let corpus: CorpusChunks
  private let atoms: DiscoveryAtoms
  private let configuration: WordDiscovery.Configuration
  private let known: KnownStrings?
  private let previous: SegmentationModel?
  private let minimumCount: Int

  init(
    _ corpus: CorpusChunks, _ atoms: DiscoveryAtoms, _ configuration: WordDiscovery.Configuration,
    known: KnownStrings?, previous: SegmentationModel?, minimumCount: Int
  ) {
    self.known = known
    self.previous = previous
    self.corpus = corpus
    self.atoms = atoms
    var configuration = configuration
    // No string of more atoms is counted.
    configuration.maximumLength = min(configuration.maximumLength, BranchingEntropy.longest)
    self.configuration = configuration
    self.minimumCount = minimumCount
  }

  private var memory: Int { corpus.configuration.memory }

  /// What the models learn from, in positions: each takes about 60 bytes then.
  private var sampleSize: Int {
    min(Corpus.Configuration.sampledUnits, max(1 << 16, (memory - (96 << 20)) / 120))
  }

  /// The strings that a model keeps: each takes about 140 bytes until it is made.
  private var gramLimit: Int { max(1 << 16, memory / 3 / 140) }

  func discover() throws -> Discovery {
    let counts = try parallelMap(2, threads: configuration.threads) { index in
      try DirectedCounts(
        corpus, atoms, as: ID.self, index == 0 ? .right : .left,
        memory: memory / 2 / min(2, configuration.threads))
    }
    var model = try learntModel(counts)
    let sampledAtoms = model.sampledAtoms
    let correction = model.correction
    // The ids of the atoms in the model.
    var ids = (0..<UInt32(atoms.count)).map { $0 }
    if let previous {
      (model, ids) = previous.continued(by: model)
      model.maximumLength = configuration.maximumLength
    }
    var discovery = try dictionary(model, ids, counts, correction: correction)
    model.words = discovery.segmentationWords
    if let previous { model = previous.addingWords(to: model) }
    discovery.model = configuration.makesModel ? model : nil
    discovery.summary.sampledAtoms = sampledAtoms
    discovery.summary.granularity = correction
    return discovery
  }

  // MARK: Models

  /// The model of an earlier run, or one that is learnt now.
  private func learntModel(_ counts: [DirectedCounts]) throws -> SegmentationModel {
    guard let work = corpus.configuration.work else { return try model(counts) }
    if work.isFinished("model") {
      return try SegmentationModelFormat.read(try work.source("model"))
    }
    let model = try model(counts)
    let sink = try work.sink("model")
    try SegmentationModelFormat.write(model, to: sink)
    try sink.close()
    return model
  }

  private func model(_ counts: [DirectedCounts]) throws -> SegmentationModel {
    let sample = try sampledText()
    let buckets = AtomBuckets(sample)
    let sampledAtoms = buckets.positions.count
    let parts = try parallelMap(2, threads: configuration.threads) { index in
      try EntropyParts(
        sample, buckets: buckets, direction: counts[index].direction,
        background: background(counts[index]), isCounted: true, gramLimit: gramLimit)
    }
    let learner = ModelLearner(configuration)
    let turns = FoldTurns(sample)
    var stages = try learner.boundaries(sample, turns, right: parts[0], left: parts[1])
    var model = SegmentationModel(stages, sample, configuration)
    if configuration.method == .full {
      model.wordModel = try learner.words(sample, turns, &stages, keepsModel: true).model
    }
    model.sampledAtoms = sampledAtoms
    return model
  }

  private func sampledText() throws -> DiscoveryText<ID> {
    try SampledText(corpus, atoms, positions: sampleSize, seed: configuration.seed).text
  }

  /// The phrases of the sample, greatest gain first.
  private func phrases(_ segmenter: ModelSegmenter, _ ids: [UInt32]) throws -> [CountedPhrase] {
    guard configuration.findsPhrases else { return [] }
    let sample = try sampledText()
    let range = sample.range.lowerBound - 1..<sample.ids.count
    let modelAtoms = SharedArray<UInt32>(zeros: range.count)
    for (index, position) in range.enumerated() {
      modelAtoms.view[index] = ids[Int(sample.ids[position])]
    }
    let cuts = SharedArray<UInt8>(zeros: sample.ids.count)
    segmenter.segment(modelAtoms.view, into: cuts.view.slice(range))
    var finder = PhraseFinder(sample, cuts: cuts.view)
    return finder.phrases().map { phrase in
      CountedPhrase(
        ids: phrase.span.map { UInt32(sample.ids[$0]) }, gain: phrase.gain,
        leftEntropy: phrase.leftEntropy, rightEntropy: phrase.rightEntropy)
    }
  }

  private func background(_ counts: DirectedCounts) throws -> BackgroundRecords {
    let own = try BackgroundRecords.source(counts, bits: atoms.bits)
    guard let known else { return try BackgroundRecords([own]) }
    return try BackgroundRecords([
      own, known.counts.records(counts.direction, ids: known.ids, bits: atoms.bits),
    ])
  }

  // MARK: Segmentation

  private func dictionary(
    _ model: SegmentationModel, _ ids: [UInt32], _ counts: [DirectedCounts], correction: Double
  ) throws -> Discovery {
    let segmenter = ModelSegmenter(model)
    let threads = configuration.threads
    var phrases = try phrases(segmenter, ids)
    let phraseCounter = PhraseCounter(phrases.map(\.ids))
    var uses = StreamUses(threads: threads, limit: memory / 4 / 128)
    var segmentation = Segmentation(
      limit: memory / 32, directory: corpus.configuration.directory)
    try corpus.visit { chunk in
      let text = DiscoveryText<UInt32>(chunk, atoms)
      let cuts = SharedArray<UInt8>(zeros: text.ids.count)
      let chunks = text.clauseChunks(4 * threads)
      let parts = try parallelMap(chunks.count, threads: threads) { index in
        Self.segment(text, ids, chunks[index], segmenter, phraseCounter, into: cuts.view)
      }
      try uses.add(parts, text.ids)
      for use in parts.lazy.flatMap(\.phrases) { phrases[Int(use.phrase)].add(use) }
      try segmentation.append(text.ids, text.range, cuts.view)
    }
    try segmentation.finish()
    let words = uses.words
    return Discovery(
      words: try StreamDictionary(atoms, configuration, correction: correction).words(
        words, phrases, counts, minimumCount: minimumCount),
      summary: Discovery.Summary(atoms: atoms, words: words.map(\.count).filter { $0 > 0 }),
      segmentation: segmentation)
  }

  private static func segment(
    _ text: DiscoveryText<UInt32>, _ ids: [UInt32], _ range: Range<Int>,
    _ segmenter: ModelSegmenter, _ phrases: PhraseCounter, into cuts: SharedArray<UInt8>.View
  ) -> StreamUses.Part {
    // A border stands before each chunk.
    let places = range.lowerBound - 1..<range.upperBound
    let own = cuts.slice(places)
    let boundaryCuts = SharedArray<UInt8>(zeros: places.count)
    let atoms = SharedArray<UInt32>(zeros: places.count)
    for (index, position) in places.enumerated() {
      atoms.view[index] = ids[Int(text.ids[position])]
    }
    segmenter.segment(atoms.view, into: own, boundaryCuts: boundaryCuts.view)
    return StreamUses.Part(
      uses: StreamUses.uses(text.ids, range, own, offset: places.lowerBound),
      boundaryUses: StreamUses.uses(text.ids, range, boundaryCuts.view, offset: places.lowerBound),
      phrases: phrases.uses(text.ids, range, own, offset: places.lowerBound))
  }
}
