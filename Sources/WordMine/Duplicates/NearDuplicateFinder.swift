import WordMineBase
import WordMineText

/// Finds the lines of a text that nearly repeat an earlier one.
///
///     let found = try NearDuplicateFinder().run(on: Corpus(contentsOf: "corpus.txt"))
///     for repetition in found { print(repetition.line, repetition.original, repetition.jaccard) }
///
/// Lines are compared by their sets of n-grams of characters, as they are written: the Jaccard
/// similarity of A and B is |A ∩ B| / |A ∪ B|. A line of fewer characters than n is one n-gram, and
/// empty lines repeat nothing. All repetitions are found, and no others.
public struct NearDuplicateFinder: Sendable {
  public struct Configuration: Sendable {
    /// The similarity from which on a line repeats another, above 0, at most 1.
    public var minimumJaccard = 0.8
    /// The characters of an n-gram, 1 to 32.
    public var order = 2
    /// The memory limit in bytes; at least 64 MiB. All lines are held.
    public var memory = 1 << 30

    public init() {}

    func check() throws(InvalidValue) {
      guard minimumJaccard > 0, minimumJaccard <= 1 else {
        throw InvalidValue(
          option: "minimumJaccard", found: minimumJaccard, allowed: "above 0, and 1 at most")
      }
      try InvalidValue.check("order", order, in: 1...32)
      try InvalidValue.check("memory", memory, atLeast: MemoryPlan.minimum)
    }
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// - Throws: `InvalidValue` for an option that cannot be; `InputError` for an input that cannot be
  ///   read; `MemoryExceeded` if `Configuration.memory` is too small; `Interrupted`.
  /// - Complexity: O(characters) to read; then each line is compared with the earlier ones that have
  ///   one of its rarest n-grams.
  public func run(on corpus: Corpus, workers: Workers = Workers()) throws -> NearDuplicates {
    try configuration.check()
    var (sets, texts) = (GramSetBuilder(), LineTexts())
    let order = configuration.order
    let summary = try corpus.readDocuments(
      workers: workers,
      transform: { documents in
        var grams = LineGrams()
        for document in documents {
          grams.append(String(decoding: document.text, as: UTF8.self), order: order)
        }
        return (documents, grams)
      },
      consume: { documents, grams in
        for (document, keys) in zip(documents, grams.lines) {
          texts.append(document.text)
          sets.append(keys, line: texts.count)
        }
        try checkMemory(sets, texts, workers)
      })
    let repetitions = try repetitions(sets.finish(), workers)
    return NearDuplicates(repetitions, texts: texts, summary: summary)
  }

  private func checkMemory(
    _ sets: GramSetBuilder, _ texts: LineTexts, _ workers: Workers
  ) throws(MemoryExceeded) {
    let search = sets.memoryOfSearch(
      indexed: 1 - configuration.minimumJaccard + 0.1, threads: workers.threads)
    try MemoryPlan(limit: configuration.memory).checkCompared(
      texts.memory + sets.memory + search, lines: texts.count)
  }

  /// Sets that are searched at once.
  private static let block = 256

  private func repetitions(
    _ sets: GramSets, _ workers: Workers
  ) throws -> [NearDuplicates.Repetition] {
    let search = SimilaritySearch(sets, threshold: configuration.minimumJaccard)
    let blocks = try parallelMap(
      (sets.count + Self.block - 1) / Self.block, on: workers, stage: "comparing",
      worker: { search.nothingSeen },
      { seen, block in
        (block * Self.block..<min(sets.count, (block + 1) * Self.block)).compactMap { set in
          search.nearest(before: set, &seen).map { near in
            NearDuplicates.Repetition(
              line: sets.firstLines[set], original: sets.firstLines[near.set],
              jaccard: near.jaccard)
          }
        }
      })
    let equal = sets.equalLines.map {
      NearDuplicates.Repetition(line: $0.line, original: $0.first, jaccard: 1)
    }
    return (blocks.joined() + equal).sorted { $0.line < $1.line }
  }
}
