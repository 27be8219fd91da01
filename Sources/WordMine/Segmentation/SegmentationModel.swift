import WordMineText

/// Everything needed to segment new text: the statistics behind the boundary model, its weights,
/// and the words.
///
/// The statistics cover the strings of one to three atoms that occur at least twice in the corpus;
/// any other string counts as seen once, with unknown neighbours.
public struct SegmentationModel: Sendable {
  /// The script that atoms are folded to.
  public internal(set) var script: Script
  /// The greatest word length in atoms.
  public internal(set) var maximumLength: Int
  /// The folded texts of the atoms by id; 0 is the border, then the classes of `AtomAlphabet`.
  var atoms: [String]
  /// The statistics of single atoms, by id.
  var singles: [Gram]
  /// Pairs and triples of atoms, ascending by key.
  var pairs: [Gram]
  var triples: [Gram]
  /// The number of atoms in the corpus.
  var totalCount: Int
  var boundaries: BoundaryWeights
  /// The number of atoms that the weights and the word model were learned from.
  var sampledAtoms = 0
  /// The weight of the entropy correction used for the bins.
  var granularity = 0.0
  /// The word bigram model; `nil` if the boundary model alone decides.
  var wordModel: BigramModel?
  /// The words of a dictionary and of the corpus, if a dictionary guided discovery: they alone
  /// decide.
  var unigrams: UnigramModel?
  /// The words of the corpus in folded form, best first, with their uses.
  public internal(set) var words: [Word]

  /// A word in the dictionary of the corpus.
  public struct Word: Sendable, Equatable {
    public var text: String
    public var count: Int
  }

  /// A string with its count and the bins of its branching entropies.
  struct Gram: Sendable, Equatable {
    /// See `ShortGram.key`.
    var key: UInt64
    var count: Int
    var rightBin: UInt8
    var leftBin: UInt8
  }
}
