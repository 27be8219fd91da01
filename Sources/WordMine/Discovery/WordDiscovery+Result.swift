import Glibc
import WordMineBase
import WordMineText

extension WordDiscovery {
  /// The words of a corpus: the dictionary as a collection, best word first, phrases last.
  public struct Result: RandomAccessCollection, Sendable {
    /// The dictionary.
    public internal(set) var words: [DiscoveredWord]
    public internal(set) var summary: Summary
    /// The learned model; `nil` if there is none: see `Configuration.makesModel`.
    public internal(set) var learnedModel: SegmentationModel?
    /// Where the words of the corpus begin.
    package let segmentation: Segmentation
    /// A summary of reading the corpus.
    package var reading = CorpusReader.Summary()
    /// The text, if it was kept.
    package var text: SpooledText?
    /// The stages of the work directory that were damaged or of another run, and were made anew.
    public internal(set) var remadeStages: [String] = []

    init(words: [DiscoveredWord], summary: Summary, segmentation: Segmentation) {
      self.words = words
      self.summary = summary
      self.segmentation = segmentation
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { words.count }
    public subscript(position: Int) -> DiscoveredWord { words[position] }

    /// Whether a lexicon guided discovery.
    public internal(set) var isGuided = false

    /// The words without the phrases, as stored in a model.
    var segmentationWords: [SegmentationModel.Word] {
      words.filter { $0.kind == .word }.map { .init(text: $0.folded, count: $0.count) }
    }
  }

  /// What a lexicon was to the text that it guided.
  public struct Guidance: Sendable, Equatable {
    /// The share of the gaps between atoms that the lexicon says nothing reliable about.
    public var unknownShare: Double
    /// Entries that others make up nearly as well, so that the text is rather cut into these; in
    /// folded form.
    public var demotedEntries: [String]
    /// Whether the lexicon guided discovery; otherwise it knows too little of the text.
    public var isUsed: Bool
  }

  /// Figures of the text before and after segmentation.
  public struct Summary: Sendable {
    /// The number of atoms in the text: characters, and runs of letters or digits.
    public internal(set) var atoms = 0
    /// The number of words in the segmentation.
    public internal(set) var words = 0
    /// The number of distinct words.
    public internal(set) var distinctWords = 0
    /// The number of atoms that the models were learned from; `nil`: all.
    public internal(set) var sampledAtoms: Int?
    /// The weight m of the entropy correction; `nil` if the method has none.
    public internal(set) var granularity: Double?
    /// What the lexicon was to the text; `nil` without one, or if an interrupted run was resumed
    /// behind it.
    public internal(set) var guidance: Guidance?
    /// The information per atom, in bits, when atoms are coded one by one.
    public internal(set) var bitsPerAtomBefore = 0.0
    /// The information per atom, in bits, when words are coded one by one.
    public internal(set) var bitsPerAtomAfter = 0.0

    /// - Parameter counts: The number of uses of each word.
    init(atoms: AtomAlphabet, words counts: [Int]) {
      self.atoms = atoms.totalCount
      words = counts.reduce(0, +)
      distinctWords = counts.count
      let total = Double(max(1, self.atoms))
      bitsPerAtomBefore = Bits.from(
        nats: Self.information(atoms.counts, total: self.atoms) / total)
      bitsPerAtomAfter = Bits.from(nats: Self.information(counts, total: words) / total)
    }

    /// −Σ n ln(n/N).
    private static func information(_ counts: [Int], total: Int) -> Double {
      // Sorted, so that rounding does not depend on the order of the words.
      counts.sorted().reduce(0) {
        $0 - ($1 == 0 ? 0 : Double($1) * log(Double($1) / Double(total)))
      }
    }
  }
}
