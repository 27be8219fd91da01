import WordMineBase
import WordMineLexicon
import WordMineText

extension SampledDiscovery {
  /// Segments the whole corpus with what a dictionary and the sample taught, and counts new words.
  func guidedResult(
    _ learned: SegmentationModel, _ decoder: UnigramDecoder, _ lexicon: Lexicon,
    _ sample: AtomSequence, _ counts: [DirectedCounts]
  ) throws -> WordDiscovery.Result {
    let sampleShare = Double(sample.range.count) / Double(max(1, atoms.totalCount))
    var phrases = try plan.phrases(
      sample, decoder.cuts(sample, workers: workers),
      TermSelection.phraseCriteria(sampleShare: sampleShare), workers: workers)
    let phraseCounter = PhraseCounter(phrases.map(\.ids))
    var (model, usage) = (learned, UnigramUsage(decoder.model))
    let reader = UsageReader(decoder)
    var segmentation = SegmentationBuilder(
      limit: plan.memory / 32, directory: corpus.configuration.directory)
    try corpus.visit(on: workers, stage: "segmenting") { chunk in
      let text = try AtomSequence(chunk, atoms)
      let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
      let chunks = text.clauseChunks(4 * workers.threads)
      let parts = try parallelMap(chunks.count, on: workers) { index in
        decoder.decode(text.ids, chunks[index], into: cuts.view)
        return (
          words: reader.words(text.ids, chunks[index], cuts.view),
          phrases: phraseCounter.uses(text.ids, chunks[index], cuts.view)
        )
      }
      for part in parts { usage.add(part.words) }
      for use in parts.lazy.flatMap(\.phrases) { phrases[Int(use.phrase)].add(use) }
      try segmentation.append(text.ids, text.range, cuts.view)
    }
    var result = WordDiscovery.Result(
      words: try terms(
        decoder, usage, phrases, lexicon, counts, granularity: model.granularity),
      summary: WordDiscovery.Summary(atoms: atoms, words: usage.usedCounts),
      segmentation: try segmentation.finish())
    model.words = result.segmentationWords
    result.learnedModel = configuration.makesModel ? model : nil
    result.isGuided = true
    result.summary.sampledAtoms = model.sampledAtoms
    result.summary.granularity = model.granularity
    return result
  }

  private func terms(
    _ decoder: UnigramDecoder, _ usage: UnigramUsage, _ phrases: [CountedPhrase],
    _ lexicon: Lexicon, _ counts: [DirectedCounts], granularity: Double
  ) throws -> [DiscoveredWord] {
    var plan = plan
    plan.filter.minimumCount = configuration.minimumCount ?? Guide.minimumCount
    let records = plan.records(
      counts: Array(usage.newCounts), granularity: granularity, workers: workers)
    let selection = TermSelection(
      TermhoodMeasure(decoder, usage, atoms: atoms.folded), lexicon, atoms: atoms,
      minimumCount: plan.filter.minimumCount)
    let terms = selection.terms(
      words: try records.words(decoder.model, usage, counts), phrases: records.phrases(phrases))
    return try DictionaryBuilder(atoms: atoms, workers: workers).entries(words: terms, phrases: [])
  }
}

extension CountedRecords {
  /// The records of the words that no dictionary has. What strings of more than four atoms are
  /// measured by was not counted.
  fileprivate func words(
    _ model: UnigramModel, _ usage: UnigramUsage, _ counts: [DirectedCounts]
  ) throws -> [WordRecord] {
    var short: [ChunkedUsage.Word] = []
    var long: [WordRecord] = []
    for (index, use) in usage.newWords.enumerated() {
      let number = model.knownCount + index
      let (ids, count) = (Array(model[number]), usage.counts[number])
      if ids.count <= AtomSequence.longestWord {
        var word = ChunkedUsage.Word(atoms: SIMD4())
        for (index, id) in ids.enumerated() { word.atoms[index] = id }
        (word.count, word.contexts) = (count, use.before)
        short.append(word)
      } else if count >= filter.minimumCount, filter.isListed(ids) {
        var record = WordRecord(
          ids: ids, text: text(ids), usage: .init(count: count, contexts: use.before))
        record.rawCount = use.rawCount
        long.append(record)
      }
    }
    return try words(short, counts) + long
  }
}
