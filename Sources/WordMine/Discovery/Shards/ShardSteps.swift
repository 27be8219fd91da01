import WordMineBase
import WordMineText

/// The steps of discovery on the shards of a corpus: what `SampledDiscovery` does in one run, each step with
/// files for what comes before and after it.
///
/// 1. `count` and `sample`, for each shard; the counts are added up for each range (`ShardMerge`).
/// 2. `measureSample`, for each range, and `fit`, once: the model.
/// 3. `use`, for each shard; the uses are added up.
/// 4. `measureWords`, for each range, and `dictionary`, once.
package struct ShardSteps: Sendable {
  private let plan: ShardPlan
  private let workers: Workers

  package init(_ plan: ShardPlan, workers: Workers) {
    (self.plan, self.workers) = (plan, workers)
  }

  /// Writes how often each atom is written in a shard, before there is a plan.
  ///
  /// - Throws: `SystemError`; `Interrupted`.
  package static func write(
    writtenAtomsOf shard: consuming AtomSpool, to sink: ByteSink, workers: Workers
  ) throws {
    try WrittenAtoms.write(shard.finished(), to: sink, workers: workers)
  }

  // MARK: Shards

  /// Counts the strings of a shard, in both directions.
  ///
  /// - Parameters:
  ///   - name: That of the text, for messages.
  ///   - memory: The memory for counting, in bytes.
  ///   - open: Opens the file of a range, to the right or to the left.
  /// - Throws: `InputError` if the text is not of the plan; `SystemError`; `Interrupted`.
  package func count(
    _ shard: consuming AtomSpool, name: String, memory: Int,
    to open: (_ isRight: Bool, _ range: Int) throws -> ByteSink
  ) throws {
    let corpus = try shard.finished()
    let atoms = try plan.atoms(of: corpus, name: name)
    for counts in try DirectedCounts.both(corpus, atoms, memory: memory, workers: workers) {
      try RangeCounts.write(counts, plan, workers: workers) { range in
        try open(counts.direction == .right, range)
      }
    }
  }

  /// Takes what a shard gives to the sample.
  ///
  /// - Parameter number: That of the shard, from 0.
  /// - Throws: `InvalidValue` if there is no such shard; `InputError` if the text is not that of the shard;
  ///   `SystemError`; `Interrupted`.
  package func sample(
    _ shard: consuming AtomSpool, number: Int, name: String, to sink: ByteSink
  ) throws {
    guard plan.shards.indices.contains(number) else {
      throw InvalidValue(
        option: "shard", found: number, allowed: "0 to \(plan.shards.count - 1) with this plan")
    }
    let corpus = try shard.finished()
    guard corpus.units == plan.shards[number].units else {
      throw InputError(
        .mismatch(
          "has \(corpus.units) units, and shard \(number) of the plan \(plan.shards[number].units): "
            + "they are not the same text"), at: SourcePosition(source: name))
    }
    let clauses = try CorpusSample.clauses(
      of: corpus, plan.atoms(of: corpus, name: name), plan.selection(ofShard: number),
      workers: workers)
    try ShardSample.write(clauses, ofShard: number, plan, to: sink)
  }

  /// Cuts a shard by the model, and writes how its words and the phrases of the sample are used.
  ///
  /// - Parameters:
  ///   - samples: The files of all shards.
  ///   - memory: What the words may take, in bytes.
  /// - Throws: `InputError` if a file is not of the plan; `MemoryExceeded` if there are more words than memory
  ///   holds; `SystemError`; `Interrupted`.
  package func use(
    _ shard: consuming AtomSpool, name: String, model source: consuming ByteSource,
    samples: [RereadableSource], memory: Int, to sink: ByteSink
  ) throws {
    let model = try readModel(source)
    let sample = try ShardSample.read(samples, plan)
    let (stages, segmenter) = (plan.stages, ModelSegmenter(model))
    let limit = memory / SampledPlan.bytesPerWord
    let excess = MemoryExceeded(
      limit: memory, enoughFor: "\(limit) different words of a shard",
      advice: "divide the corpus into more shards")
    var usage = CorpusUsage(
      ChunkedUsage(workers, limit: limit, excess: excess),
      try stages.phrases(segmenter, stages.ids, sample, workers: workers))
    let corpus = try shard.finished()
    try usage.add(
      corpus, plan.atoms(of: corpus, name: name), segmenter, stages.ids, workers: workers)
    var words = usage.words.words
    try words.sort(on: workers) { $0.atoms.precedes($1.atoms) }
    var writer = try ShardUses.Writer(
      plan.header(.uses), model: try model.checksum, usage.phrases, to: sink)
    for word in words { try writer.write(word) }
    try writer.end()
  }

  private func readModel(_ source: consuming ByteSource) throws -> SegmentationModel {
    let name = source.name
    let model = try SegmentationModelFormat.read(source)
    guard model.atoms == plan.stages.atoms.folded, model.unigrams == nil else {
      throw InputError(
        .mismatch("is not a model that was fitted with this plan"),
        at: SourcePosition(source: name))
    }
    return model
  }

  // MARK: The model

  /// Measures the strings of a range in one direction, for the sample.
  ///
  /// - Parameter counts: The counts of that range in all shards.
  /// - Throws: `InputError` if a file is not of the plan; `SystemError`; `Interrupted`.
  package func measureSample(
    _ samples: [RereadableSource], counts: RereadableSource, to sink: ByteSink
  ) throws {
    let sample = try ShardSample.read(samples, plan)
    let (header, counts) = try RangeCounts.read(counts, plan)
    try ShardEntropies(sample, AtomIndex(sample), plan).write(
      counts, range: header.part, to: sink, workers: workers)
  }

  /// Learns the model; the words of the corpus are still missing.
  ///
  /// - Parameter entropies: The files of all ranges in both directions.
  /// - Throws: `InputError` if a file is not of the plan; `SystemError`; `Interrupted`.
  package func fit(
    _ samples: [RereadableSource], entropies: [RereadableSource], to sink: ByteSink
  ) throws {
    let sample = try ShardSample.read(samples, plan)
    let model = try plan.stages.model(sample, workers: workers) { index in
      try ShardEntropies(sample, index, plan).read(entropies)
    }
    try SegmentationModelFormat.write(model, to: sink)
  }

  // MARK: The dictionary

  /// Measures the listed words of a range in one direction.
  ///
  /// - Parameters:
  ///   - uses: The uses in all shards.
  ///   - counts: The counts of the range in all shards.
  /// - Throws: `InputError` if a file is not of the plan; `SystemError`; `Interrupted`.
  package func measureWords(
    _ uses: RereadableSource, counts: RereadableSource, to sink: ByteSink
  ) throws {
    let listed = try ListedUses(uses, plan, granularity: 0, workers)
    let (header, counts) = try RangeCounts.read(counts, plan)
    let ids = plan.ids(header.part)
    let strings = CountedRecords.strings(listed.words, counts.direction).filter {
      ids.contains(Int(StringMeasures.first($0, counts.direction)))
    }
    try ShardMeasures.write(
      try StringMeasures(strings, in: counts, workers: workers),
      plan.header(.measures, part: header.part, counts.direction), to: sink)
  }

  /// The dictionary, and the model with its words.
  ///
  /// - Parameters:
  ///   - uses: The uses in all shards.
  ///   - measures: The files of all ranges in both directions.
  ///   - listsPhrases: Whether phrases are listed too.
  /// - Throws: `InputError` if a file is not of the plan; `Interrupted`.
  package func dictionary(
    model source: consuming ByteSource, uses: RereadableSource, measures: [RereadableSource],
    listsPhrases: Bool
  ) throws -> ShardDictionary {
    var model = try readModel(source)
    let listed = try ListedUses(uses, plan, granularity: model.granularity, workers)
    guard try listed.model == model.checksum else {
      throw InputError(
        .mismatch("was made with another model; make it again with this one"),
        at: SourcePosition(source: uses.name))
    }
    let ranges = try ShardRanges(measures, .measures, plan, option: "--measures")
    let right = try ShardMeasures.read(.right, ranges, plan)
    let left = try ShardMeasures.read(.left, ranges, plan)
    guard listed.words.allSatisfy({ right.holds($0.atoms) && left.holds($0.atoms) }) else {
      throw InputError(
        .mismatch("words are missing; make the measures again with these uses"),
        at: SourcePosition(source: "--measures"))
    }
    let words = try DictionaryBuilder(atoms: plan.stages.atoms, workers: workers).entries(
      words: listed.records.words(listed.words, right: right, left: left),
      phrases: listsPhrases ? listed.records.phrases(listed.phrases) : [])
    var summary = WordDiscovery.Summary(
      atoms: plan.stages.atoms, words: listed.counts.filter { $0 > 0 })
    (summary.sampledAtoms, summary.granularity) = (model.sampledAtoms, model.granularity)
    model.words = words.filter { $0.kind == .word }.map { .init(text: $0.folded, count: $0.count) }
    return ShardDictionary(words: words, model: model, summary: summary)
  }
}

/// The dictionary of a corpus that was discovered shard by shard.
package struct ShardDictionary: Sendable {
  package let words: [DiscoveredWord]
  package let model: SegmentationModel
  package let summary: WordDiscovery.Summary
}

/// The words that are listed, of a file of uses that is read twice: the counts of all words say how many
/// there is memory for.
private struct ListedUses {
  /// The checksum of the model.
  let model: UInt32
  let phrases: [CountedPhrase]
  /// The uses of all words.
  let counts: [Int]
  let records: CountedRecords
  private(set) var words: [ChunkedUsage.Word] = []

  init(
    _ source: RereadableSource, _ plan: ShardPlan, granularity: Double, _ workers: Workers
  ) throws {
    var check = InterruptCheck(workers)
    var uses = try ShardUses(source.open(), of: plan)
    (model, phrases) = (uses.model, uses.phrases)
    var counts: [Int] = []
    while let word = try uses.next() {
      try check.step()
      counts.append(word.count)
    }
    self.counts = counts
    records = plan.stages.records(counts: counts, granularity: granularity, workers: workers)
    uses = try ShardUses(source.open(), of: plan)
    while let word = try uses.next() {
      try check.step()
      if records.isListed(word) { words.append(word) }
    }
  }
}

extension SegmentationModel {
  /// That of its file.
  fileprivate var checksum: UInt32 {
    get throws {
      let sink = ByteSink.memory()
      try SegmentationModelFormat.write(self, to: sink)
      return LittleEndian.value(Array(sink.bytes.suffix(4)))
    }
  }
}
