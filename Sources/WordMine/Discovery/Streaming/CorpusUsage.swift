import WordMineBase
import WordMineText

/// How a corpus that a model cuts uses its words, and the phrases of its sample.
struct CorpusUsage: Sendable {
  private(set) var words: ChunkedUsage
  private(set) var phrases: [CountedPhrase]
  private let phraseCounter: PhraseCounter

  /// No uses yet.
  init(_ words: ChunkedUsage, _ phrases: [CountedPhrase]) {
    (self.words, self.phrases) = (words, phrases)
    phraseCounter = PhraseCounter(phrases.map(\.ids))
  }

  /// Cuts a corpus, and adds the uses in it.
  ///
  /// - Parameters:
  ///   - ids: The ids of its atoms in the model.
  ///   - use: Receives each chunk, with 1 where a word begins.
  mutating func add(
    _ corpus: SpooledAtoms, _ atoms: AtomAlphabet, _ segmenter: ModelSegmenter, _ ids: [UInt32],
    workers: Workers, _ use: (AtomSequence, SharedArray<UInt8>) throws -> Void = { _, _ in }
  ) throws {
    try corpus.visit(on: workers, stage: "segmenting") { chunk in
      let text = try AtomSequence(chunk, atoms)
      let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
      try add(parts(text, segmenter, ids, into: cuts, workers), text.ids)
      try use(text, cuts)
    }
  }

  private func parts(
    _ text: AtomSequence, _ segmenter: ModelSegmenter, _ ids: [UInt32],
    into cuts: SharedArray<UInt8>, _ workers: Workers
  ) throws -> [ChunkedUsage.Part] {
    let boundaryCuts =
      segmenter.hasWordModel ? try SharedArray<UInt8>(zeros: text.ids.count) : nil
    let chunks = text.clauseChunks(4 * workers.threads)
    return try parallelMap(chunks.count, on: workers) { index in
      let range = chunks[index]
      segmenter.segment(text, range, ids: ids, into: cuts.view, boundaryCuts: boundaryCuts?.view)
      return ChunkedUsage.Part(
        uses: ChunkedUsage.uses(text.ids, range, cuts.view),
        boundaryUses: boundaryCuts.map { ChunkedUsage.uses(text.ids, range, $0.view) },
        phrases: phraseCounter.uses(text.ids, range, cuts.view))
    }
  }

  private mutating func add(
    _ parts: [ChunkedUsage.Part], _ ids: SharedArray<UInt32>.View
  ) throws {
    try words.add(parts, ids)
    for use in parts.lazy.flatMap(\.phrases) { phrases[Int(use.phrase)].add(use) }
  }
}
