import WordMineBase
import WordMineText

/// The memory that a run may use, and how much of it each stage gets.
///
/// A stage that works on a whole text needs some bytes per unit of the text. Where those bytes are not
/// in one data structure, the factor is the slope of the peak memory against the size of the text, rounded
/// up.
package struct MemoryPlan: Sendable {
  /// The memory that may be used, in bytes.
  package let limit: Int
  /// The directory of temporary files.
  package let directory: String

  package init(limit: Int, directory: String = "/tmp") {
    (self.limit, self.directory) = (limit, directory)
  }

  /// The least that any stage accepts: twice what an empty text takes.
  package static let minimum = 2 * base
  /// What a run takes beside its text: the program, character tables and buffers. In bytes.
  static let base = 32 << 20
  /// The least with which a text of any size can be worked on, part by part.
  package static let minimumForAnySize = 256 << 20

  /// - Throws: `MemoryExceeded` if what is needed is more than the limit.
  package func require(
    _ bytes: Int, enoughFor size: @autoclosure () -> String, advice: String? = nil
  ) throws(MemoryExceeded) {
    try MemoryExceeded.check(bytes, limit: limit, enoughFor: size(), advice: advice)
  }
}

// MARK: - Discovery

extension MemoryPlan {
  /// Bytes that discovery takes for each 16-bit unit of the atoms of a text in memory: mostly the
  /// entropies of its gap in both directions (32), its id (4) and itself (2).
  /// Measured: 55, 87 and 133 MB for 0.33, 0.99 and 1.98 million units.
  static let bytesPerUnit = 48
  /// The same for mutual information, which counts n-grams by sorting their places (measured: 34, 59 and
  /// 89 MB).
  static let bytesPerUnitOfMutualInformation = 36
  /// Bytes for each distinct run of letters or digits: its text as it is written, folded and usual, and its
  /// place in tables (measured: 220).
  private static let bytesPerRun = 240
  /// Bytes of UTF-8 for each unit: most units are Han characters.
  private static let bytesOfTextPerUnit = 3

  private static func bytesPerUnit(_ method: WordDiscovery.Method) -> Int {
    method == .mutualInformation ? bytesPerUnitOfMutualInformation : bytesPerUnit
  }

  /// The units of a text that fit in memory.
  private func units(_ bytesPerUnit: Int) -> Int { (limit - Self.base) / bytesPerUnit }

  private func size(_ bytesPerUnit: Int) -> String {
    "a text of about \(Self.bytesOfTextPerUnit * units(bytesPerUnit) / 1_000_000) MB"
  }

  /// What a text that is read a second time may keep in memory; the rest goes to a temporary file.
  package var textSpool: Int { limit / 8 }
  /// What sorting the counts of other text may use.
  package var priorCounts: Int { limit / 4 }

  /// How the atoms of a corpus are kept.
  package func atomSpool(
    for method: WordDiscovery.Method, work: WorkDirectory? = nil
  ) -> AtomSpool.Configuration {
    var configuration = AtomSpool.Configuration()
    configuration.memory = limit
    configuration.directory = directory
    configuration.work = work
    // Mutual information is measured on the text as a whole.
    configuration.unitsInMemory =
      method == .mutualInformation
      ? .max : min(configuration.unitsInMemory, units(Self.bytesPerUnit))
    return configuration
  }

  /// - Throws: `MemoryExceeded` if there are too many distinct runs.
  package func checkRuns(_ runs: Int) throws(MemoryExceeded) {
    try require(
      Self.base + Self.bytesPerRun * runs,
      enoughFor:
        "about \((limit - Self.base) / Self.bytesPerRun) different words of letters or digits")
  }

  /// - Throws: `MemoryExceeded` if discovery could not work on the corpus.
  package func check(
    _ corpus: borrowing AtomSpool, for method: WordDiscovery.Method
  ) throws(MemoryExceeded) {
    let bytesPerUnit = Self.bytesPerUnit(method)
    try checkRuns(corpus.runs)
    if method == .mutualInformation {
      try require(Self.base + bytesPerUnit * corpus.units, enoughFor: size(bytesPerUnit))
    } else if corpus.isSpooled {
      try require(
        Self.minimumForAnySize, enoughFor: size(bytesPerUnit),
        advice: "\(Self.minimumForAnySize >> 20)M is enough for any size")
    }
  }
}

// MARK: - Explanation

extension MemoryPlan {
  /// Bytes for each unit of a text that a model segments: the unit and its id (6), its word boundary (1),
  /// and room for the arrays to grow; measured: 27.
  private static let bytesPerSegmentedUnit = 28

  /// What the text of the lines that are shown may keep in memory.
  package var explainedText: Int { limit / 8 }

  /// - Parameters:
  ///   - units: Those of the text so far.
  ///   - isSegmented: Whether a model segments the text; else words are discovered in it.
  /// - Throws: `MemoryExceeded` if the text could not be explained.
  package func checkExplained(units: Int, isSegmented: Bool) throws(MemoryExceeded) {
    let bytesPerUnit = isSegmented ? Self.bytesPerSegmentedUnit : Self.bytesPerUnit
    try require(Self.base + bytesPerUnit * units, enoughFor: size(bytesPerUnit))
  }
}

// MARK: - Sentences

extension MemoryPlan {
  /// The stages that work on all sentences of a corpus.
  package enum SentenceStage: Sendable {
    case collocations
    case templates
    case topics
  }

  /// What the sentences of a corpus may take: counting pairs and classes of words takes five times as
  /// much again, the uses of templates and their sample three times, bags of words with the
  /// gradients of their topics seven times.
  package func sentences(for stage: SentenceStage) -> Int {
    switch stage {
    case .collocations: limit / 6
    case .templates: limit / 4
    case .topics: limit / 8
    }
  }

  /// Bytes that mining templates takes for each word of its sample: two ends of chart cells (16), the
  /// cheapest cover with its way back (16), and candidates with their counts (16).
  private static let bytesPerSampledWord = 48

  /// The words of the sample that templates are learned from, in half of the memory.
  package var sampledWords: Int { limit / 2 / Self.bytesPerSampledWord }

  /// - Throws: `MemoryExceeded` if lines that wait to be sorted take more than half of the memory.
  package func checkSorted(_ bytes: Int, lines: Int) throws(MemoryExceeded) {
    try require(
      2 * bytes, enoughFor: "sorting about \(lines) lines", advice: "limit the number of lines")
  }
}

// MARK: - Near-duplicates

extension MemoryPlan {
  /// - Parameter bytes: What the lines, their n-grams and an index of them take.
  /// - Throws: `MemoryExceeded` if lines cannot be compared.
  package func checkCompared(_ bytes: Int, lines: Int) throws(MemoryExceeded) {
    try require(
      Self.base + bytes, enoughFor: "comparing about \(lines) of these lines",
      advice: "leave out those that are the same with --unique-lines")
  }
}

// MARK: - Documents

extension MemoryPlan {
  /// The stages that work on all documents of a corpus.
  package enum DocumentStage: Sendable {
    case classifier
    case vectors
    case languageModel

    /// Bytes that learning takes for each byte of documents in memory (for each character, where a
    /// language model is learned: its code, its number in the vocabulary, and those of an epoch in order).
    var factor: Int {
      switch self {
      // Features become a matrix with 12 bytes per entry, with room to grow.
      case .classifier: 16
      // Words become sparse co-occurrences: up to ten different ones per token, 12 bytes each,
      // against 4 bytes for the token.
      case .vectors: 40
      case .languageModel: 40
      }
    }
  }

  /// - Parameters:
  ///   - bytes: Those of the documents so far; characters, for a language model.
  ///   - size: What was read so far.
  /// - Throws: `MemoryExceeded` if learning would take more than the limit.
  package func checkDocuments(
    _ bytes: Int, for stage: DocumentStage, enoughFor size: @autoclosure () -> String
  ) throws(MemoryExceeded) {
    try require(stage.factor * bytes, enoughFor: size())
  }
}
