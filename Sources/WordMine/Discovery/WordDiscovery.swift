import Glibc
import WordMineBase
import WordMineText

/// Finds the words of a corpus.
///
///     var text = AtomText()
///     var reader = CorpusReader([.file("corpus.txt")])
///     try reader.readAtoms { block, atoms in
///       text.append(atoms)
///       if block.isLast { text.endClause() }
///     }
///     let discovery = try WordDiscovery().discover(text)
///     for word in discovery.words.prefix(20) { print(word.text, word.score) }
package struct WordDiscovery: Sendable {
  /// What counts as a word, and with what means words are found.
  package struct Configuration: Sendable {
    package var method = Method.full
    /// The thresholds of `Method.mutualInformation`; no other method reads them.
    package var mutualInformation = MutualInformation()
    package var script = Script.asIs
    /// Words that the segmentation uses less often are dropped; `nil`: 1, but 2 for texts below
    /// 1 MB, where a single use proves nothing.
    package var minimumCount: Int?
    /// The weight m of the entropy correction, about 0.5 for fine to 6 for coarse words; `nil`: chosen
    /// from the text.
    package var granularity: Double?
    /// How much work `Method.full` does.
    package var effort = Effort.normal
    /// What `Method.full` draws its random numbers from.
    package var seed: UInt64 = 0
    /// The most atoms of a word; beyond four only `Method.fast` and `Method.mutualInformation` find
    /// words, in a corpus that is in memory.
    package var maximumLength = 4
    /// Whether words that stand together firmly are also listed as phrases; not for
    /// `Method.mutualInformation`.
    package var findsPhrases = true
    /// Whether words of one atom are listed.
    package var includesSingleAtoms = false
    /// Whether words without a Han character are listed.
    package var includesNonHan = false
    /// Whether a model is made, with which other text can be segmented; not by
    /// `Method.mutualInformation`.
    package var makesModel = false
    package var workers = Workers()

    package init() {}

    fileprivate func check(_ prior: Prior) {
      precondition(method != .mutualInformation || prior.isEmpty, "prior knowledge is not used")
      precondition(prior.model.map { $0.script == script } ?? true, "a model of another script")
      precondition(
        method != .mutualInformation || !makesModel, "method \(method.rawValue) makes no model")
      precondition(mutualInformation.order >= 2, "order \(mutualInformation.order)")
      precondition(!mutualInformation.minimumCohesion.isEmpty, "no threshold")
    }

    func minimumCount(_ text: AtomText) -> Int {
      minimumCount ?? (text.bytes < 1_000_000 ? 2 : 1)
    }
  }

  package var configuration: Configuration

  package init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Finds the words of a text.
  ///
  /// - Precondition: A model is made or continued by `Method.full` and `Method.fast` only; for
  ///   `Method.mutualInformation`, the order is at least 2 and there is a threshold.
  /// - Complexity: O(atoms · log); about 25 bytes a byte of text.
  package func discover(
    _ text: consuming AtomText, after prior: Prior = Prior()
  ) throws -> Discovery {
    configuration.check(prior)
    let codes = prior.counts?.codes(in: &text) ?? []
    let (atoms, known) = atoms(WrittenCounts(copy text).counts, of: copy text, prior, codes)
    let minimumCount = configuration.minimumCount(copy text)
    return try InMemoryDiscovery(
      AtomSequence(text, atoms), configuration, known: known, previous: prior.model,
      minimumCount: minimumCount
    ).discover()
  }

  /// Finds the words of a corpus of any size.
  ///
  /// A corpus beyond `AtomSpool.Configuration.unitsInMemory` is read three times: to count, to sample and
  /// to segment; the models are learnt from a sample then.
  ///
  /// - Precondition: As above; `Method.mutualInformation` only if the corpus is in memory.
  /// - Throws: `SystemError` if a temporary file cannot be written.
  package func discover(
    _ corpus: consuming AtomSpool, after prior: Prior = Prior()
  ) throws -> Discovery {
    guard corpus.isSpooled else { return try discover(corpus.takeText(), after: prior) }
    configuration.check(prior)
    precondition(configuration.method != .mutualInformation, "the corpus is not in memory")
    let codes = corpus.intern(prior.counts)
    let chunks = try corpus.finished()
    let (atoms, known) = atoms(
      chunks.writtenCounts, of: AtomText(units: [], runs: chunks.runs), prior, codes)
    let minimumCount = configuration.minimumCount ?? 1
    return try SampledDiscovery(
      chunks, atoms, configuration, known: known, previous: prior.model,
      minimumCount: minimumCount
    ).discover()
  }

  /// The atoms of the text and of known counts, and these counts by their numbers.
  ///
  /// - Parameter codes: Those of the atoms of the known counts.
  private func atoms(
    _ written: [(code: UInt32, count: Int)], of text: AtomText, _ prior: Prior,
    _ codes: [UInt32]
  ) -> (AtomAlphabet, PriorStrings?) {
    let atoms = AtomAlphabet(
      written, of: text, folding: Normalizer(configuration.script),
      known: zip(codes, prior.counts?.atoms ?? []).map { (code: $0, count: $1.count) })
    let known = prior.counts.map { PriorStrings(counts: $0, ids: [0] + codes.map(atoms.id)) }
    return (atoms, known)
  }
}

/// What is known from other text.
package struct Prior: Sendable {
  /// Counts whose statistics join the corpus's: entropies are those of all text together, exactly.
  package var counts: PriorCounts?
  /// A model that is continued: the corpus is segmented by it and its own together; see
  /// `SegmentationModel.continued(by:)`.
  package var model: SegmentationModel?

  package init(counts: PriorCounts? = nil, model: SegmentationModel? = nil) {
    (self.counts, self.model) = (counts, model)
  }

  var isEmpty: Bool { counts == nil && model == nil }
}

/// What a corpus gave.
package struct Discovery {
  /// The dictionary, best word first.
  package var words: [DiscoveredWord]
  package var summary: Summary
  /// The corpus, segmented.
  package var segmentation: Segmentation
  /// What other text can be segmented with, if it was asked for.
  package var model: SegmentationModel?

  /// The words without the phrases, as a model keeps them.
  var segmentationWords: [SegmentationModel.Word] {
    words.filter { $0.kind == .word }.map { .init(text: $0.folded, count: $0.count) }
  }

  /// How the text looks before and after it was cut into words; in nats.
  package struct Summary: Sendable {
    package var atoms = 0
    /// Words of the segmentation, and how many of them are different.
    package var words = 0
    package var distinctWords = 0
    /// The atoms that the models were learnt from, if not from all.
    package var sampledAtoms: Int?
    /// The weight m of the entropy correction; `nil`: the method has none.
    package var granularity: Double?
    /// Average information of an atom, when atoms are coded one by one.
    package var natsBefore = 0.0
    /// The same when words are.
    package var natsAfter = 0.0
  }
}

extension Discovery.Summary {
  /// - Parameter counts: The uses of each word.
  init(atoms: AtomAlphabet, words counts: [Int]) {
    self.atoms = atoms.totalCount
    words = counts.reduce(0, +)
    distinctWords = counts.count
    natsBefore = Self.information(atoms.counts, total: self.atoms) / Double(max(1, self.atoms))
    natsAfter = Self.information(counts, total: words) / Double(max(1, self.atoms))
  }

  /// −Σ n ln(n/N).
  private static func information(_ counts: [Int], total: Int) -> Double {
    // Sorted, so that rounding does not depend on the order of the words.
    counts.sorted().reduce(0) { $0 - ($1 == 0 ? 0 : Double($1) * log(Double($1) / Double(total))) }
  }
}
