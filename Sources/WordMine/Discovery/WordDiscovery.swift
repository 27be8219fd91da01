import Glibc
import WordMineBase
import WordMineLexicon
import WordMineText

/// Finds the words of a corpus.
///
///     let result = try WordDiscovery().run(on: Corpus(contentsOf: "corpus.txt"))
///     for word in result.prefix(20) { print(word.text, word.score) }
///     try result.write(to: "words.tsv")
///
/// A corpus that does not fit in memory is counted on disk, and the models are learned from a
/// sample. The result depends on the text and the configuration alone, never on the number of
/// threads.
public struct WordDiscovery: Sendable {
  /// What counts as a word, and how words are found.
  public struct Configuration: Sendable {
    public var method = Method.full
    /// The thresholds of `Method.mutualInformation`; other methods ignore them.
    public var mutualInformation = MutualInformation()
    /// The script that the text is folded to before counting.
    public var script = Script.asIs
    /// The least number of uses of a word in the segmentation; `nil`: 1, or 2 for texts below 1 MB,
    /// where a single use proves nothing.
    public var minimumCount: Int?
    /// The weight m of the entropy correction, from 0 to 20: about 0.5 for fine and 6 for coarse
    /// words; `nil`: chosen from the text.
    public var granularity: Double?
    /// How much work `Method.full` does.
    public var effort = Effort.normal
    /// The random seed of `Method.full`.
    public var seed: UInt64 = 0
    /// The greatest word length in atoms, from 1 to 64; beyond four, only `Method.fast` and
    /// `Method.mutualInformation` find words, and only if the corpus fits in memory.
    public var maximumLength = 4
    /// Whether words that form fixed phrases are also listed joined; not with
    /// `Method.mutualInformation`.
    public var findsPhrases = true
    /// Whether digits and letters may be parts of longer words where a lexicon guides discovery.
    public var joinsNumbers = true
    /// Whether words of one atom are listed.
    public var includesSingleAtoms = false
    /// Whether words without a Han character are listed.
    public var includesNonHan = false
    /// Whether to learn a model that can segment other text; never with `Method.mutualInformation`.
    public var makesModel = true
    /// Whether a model that is continued is frozen: the corpus is cut by it alone, and it only gets new words.
    public var freezesModel = false
    /// Whether to keep the text, so that the result can write it segmented.
    public var keepsText = false
    /// The memory limit in bytes; at least 64 MiB.
    public var memory = 1 << 30
    /// Whether the memory limit was derived from free memory, which may differ when a run resumes.
    package var isMemoryAutomatic = false
    /// The directory of temporary files.
    public var temporaryDirectory = "/tmp"
    /// A directory that keeps finished stages, so that an interrupted run can resume; `nil`: none.
    public var workDirectory: String?

    public init() {}

    /// - Throws: `InvalidValue` for the first invalid value.
    package func check() throws(InvalidValue) {
      try InvalidValue.check("maximumLength", maximumLength, in: 1...64)
      try InvalidValue.check("minimumCount", minimumCount ?? 1, atLeast: 1)
      try InvalidValue.check("granularity", granularity ?? 1, in: 0...20)
      try mutualInformation.check()
    }

    /// The minimum count for a text in memory.
    func minimumCount(_ text: AtomText) -> Int {
      minimumCount ?? (text.bytes < 1_000_000 ? 2 : 1)
    }

    func filter(_ atoms: AtomAlphabet, minimumCount: Int) -> EntryFilter {
      EntryFilter(
        atoms: atoms, minimumCount: minimumCount, includesSingleAtoms: includesSingleAtoms,
        includesNonHan: includesNonHan)
    }
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Finds the words of a text in memory.
  ///
  /// - Throws: `InvalidValue`; `Interrupted`.
  /// - Complexity: O(atoms · log) time; about 16 bytes per byte of text.
  package func discover(
    inMemory text: consuming AtomText, after prior: LoadedPrior = LoadedPrior(),
    workers: Workers = Workers()
  ) throws -> Result {
    try check(prior)
    let codes = prior.counts?.codes(in: &text) ?? []
    let (atoms, known) = makeAlphabet(WrittenCounts(copy text).counts, of: copy text, prior, codes)
    let minimumCount = configuration.minimumCount(copy text)
    return try InMemoryDiscovery(
      try AtomSequence(text, atoms), configuration, known: known, previous: prior.model,
      lexicon: prior.lexicon, minimumCount: minimumCount, workers: workers
    ).run()
  }

  /// Finds the words of a corpus of any size, given its atoms.
  ///
  /// A corpus of more than `AtomSpool.Configuration.unitsInMemory` units is read three times: to
  /// count, to sample and to segment.
  ///
  /// - Throws: `InvalidValue`, also for `Method.mutualInformation` if the corpus does not fit in
  ///   memory; `SystemError` if a temporary file cannot be written; `Interrupted`.
  package func discover(
    in corpus: consuming AtomSpool, after prior: LoadedPrior = LoadedPrior(),
    workers: Workers = Workers()
  ) throws -> Result {
    guard corpus.isSpooled else {
      return try discover(inMemory: corpus.takeText(), after: prior, workers: workers)
    }
    try check(prior)
    guard configuration.method != .mutualInformation else {
      throw InvalidValue(
        option: "method", found: configuration.method.rawValue,
        allowed: "full or fast for a corpus that memory does not hold")
    }
    let codes = corpus.intern(prior.counts)
    let chunks = try corpus.finished()
    let (atoms, known) = makeAlphabet(
      chunks.writtenCounts, of: AtomText(units: [], runs: chunks.runs), prior, codes)
    return try SampledDiscovery(
      chunks, atoms, configuration, known: known, previous: prior.model, lexicon: prior.lexicon,
      workers: workers
    ).run()
  }

  private func check(_ prior: LoadedPrior) throws(InvalidValue) {
    try configuration.check()
    let isUsed = configuration.method != .mutualInformation
    guard isUsed || prior.isEmpty else {
      throw InvalidValue(
        option: "method", found: configuration.method.rawValue,
        allowed: "full or fast where counts or a model of other text, or a dictionary are given")
    }
    guard prior.lexicon == nil || prior.model == nil else {
      throw InvalidValue("a model is continued without a dictionary: both say how to cut the text")
    }
    if let model = prior.model, model.script != configuration.script {
      throw InvalidValue(
        option: "script", found: configuration.script.rawValue,
        allowed: "\(model.script.rawValue), like that of the model that is continued")
    }
  }

  /// The atoms of the text and of the prior counts, and these counts with atom ids.
  ///
  /// - Parameter codes: The codes of the atoms of the prior counts.
  private func makeAlphabet(
    _ written: [(code: UInt32, count: Int)], of text: AtomText, _ prior: LoadedPrior,
    _ codes: [UInt32]
  ) -> (AtomAlphabet, PriorStrings?) {
    let atoms = AtomAlphabet(
      written, of: text, folding: Normalizer(configuration.script),
      known: zip(codes, prior.counts?.atoms ?? []).map { (code: $0, count: $1.count) })
    let known = prior.counts.map { PriorStrings(counts: $0, ids: [0] + codes.map(atoms.id)) }
    return (atoms, known)
  }
}
