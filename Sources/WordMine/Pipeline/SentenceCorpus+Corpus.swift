import WordMineBase
import WordMineText

extension SentenceCorpus {
  /// The sentences of a corpus, whose words may have to be found first.
  ///
  ///     let sentences = try SentenceCorpus(Corpus(contentsOf: "corpus.txt"), words: .discovery())
  ///     let templates = try TemplateMiner().run(on: sentences)
  ///
  /// - Parameters:
  ///   - memory: Bytes that may be used.
  ///   - workers: Threads, interrupt and progress; results do not depend on them.
  /// - Throws: `InputError` for a text that cannot be read, or is not segmented though `words` says so;
  ///   `InvalidValue` or `MemoryExceeded` if `memory` is not enough; `SystemError`; `Interrupted`.
  public init(
    _ corpus: Corpus, words: WordSource, memory: Int = 1 << 30, workers: Workers = Workers()
  ) throws {
    let plan = MemoryPlan(
      limit: memory, directory: WordDiscovery.Configuration().temporaryDirectory)
    try InvalidValue.check("memory", plan.limit, atLeast: MemoryPlan.minimum)
    self = try CorpusWords(corpus, foundBy: words, memory: plan, workers: workers)
      .sentences(within: plan.sentences(for: .templates)).sentences
  }
}
