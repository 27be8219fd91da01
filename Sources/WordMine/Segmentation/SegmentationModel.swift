import WordMineText

/// What segmenting new text needs: the statistics behind the boundary model, its weights, the words.
///
/// The statistics are those of the strings of one to three atoms that the corpus holds at least
/// twice: a string that is not here counts as seen once, with nothing known of its neighbours.
public struct SegmentationModel: Sendable {
  /// The script that atoms are folded to.
  public internal(set) var script: Script
  /// The most atoms of a word.
  public internal(set) var maximumLength: Int
  /// The folded texts of the atoms by id; 0 is the border, then the classes of `AtomAlphabet`.
  var atoms: [String]
  /// Statistics of single atoms by id.
  var singles: [Gram]
  /// Pairs and triples of atoms, ascending by key.
  var pairs: [Gram]
  var triples: [Gram]
  /// Occurrences of all atoms in the corpus.
  var totalCount: Int
  var boundaries: BoundaryWeights
  /// The atoms that the weights and the word model were learnt from.
  var sampledAtoms = 0
  /// The weight of the entropy correction that the bins were made with.
  var correction = 0.0
  /// How likely words are after others; `nil` where the boundary model alone cuts.
  var wordModel: BigramModel?
  /// The words of the corpus in folded form, best first, with their uses.
  public internal(set) var words: [Word]

  /// A word of the dictionary of the corpus.
  public struct Word: Sendable, Equatable {
    public var text: String
    public var count: Int
  }

  /// A string with its count and the bins of its branching entropies.
  struct Gram: Sendable, Equatable {
    /// As `ShortGram.key`.
    var key: UInt64
    var count: Int
    var rightBin: UInt8
    var leftBin: UInt8
  }
}
