import WordMineText

/// What segmenting new text needs: the statistics behind the boundary model, its weights, the words.
///
/// The statistics are those of the strings of one to three atoms that the corpus holds at least
/// twice: a string that is not here counts as seen once, with nothing known of its neighbours.
package struct SegmentationModel: Sendable {
  /// The script that atoms are folded to.
  package var script: Script
  /// The most atoms of a word.
  package var maximumLength: Int
  /// The folded texts of the atoms by id; 0 is the border, then the classes of `AtomAlphabet`.
  var atoms: [String]
  /// Statistics of single atoms by id.
  var singles: [Gram]
  /// Pairs and triples of atoms, ascending by key.
  var pairs: [Gram]
  var triples: [Gram]
  /// Occurrences of all atoms in the corpus.
  var totalCount: Int
  var boundaries: BoundaryModel
  /// The atoms that the weights and the word model were learnt from.
  var sampledAtoms = 0
  /// The weight of the entropy correction that the bins were made with.
  var correction = 0.0
  /// How likely words are after others; `nil` where the boundary model alone cuts.
  var wordModel: BigramModel?
  /// The words of the corpus in folded form, best first, with their uses.
  package var words: [Word]

  /// A word of the dictionary of the corpus.
  package struct Word: Sendable, Equatable {
    package var text: String
    package var count: Int
  }

  /// A string with its count and the bins of its branching entropies.
  struct Gram: Sendable, Equatable {
    /// As `GramStatistics.key`.
    var key: UInt64
    var count: Int
    var rightBin: UInt8
    var leftBin: UInt8
  }
}

extension SegmentationModel {
  init(
    _ stages: BoundaryDiscovery, _ text: AtomSequence,
    _ configuration: WordDiscovery.Configuration
  ) {
    script = configuration.script
    maximumLength = configuration.maximumLength
    atoms = text.atoms.folded
    totalCount = text.atoms.knownTotal
    boundaries = stages.boundaries
    sampledAtoms = text.atoms.totalCount
    // As precise as the file is.
    correction = Double(Float(stages.correction))
    wordModel = nil
    words = []
    let grams = Self.join(
      right: stages.grams.right, left: stages.grams.left, correction: stages.correction)
    let shift = GramStatistics.bits
    triples = grams.filter { $0.key & ((1 << shift) - 1) != 0 }
    pairs = grams.filter {
      $0.key & ((1 << shift) - 1) == 0 && $0.key >> shift & ((1 << shift) - 1) != 0
    }
    singles = text.atoms.knownCounts.enumerated().map {
      Gram(key: UInt64($0) << (2 * shift), count: $1, rightBin: 0, leftBin: 0)
    }
    for gram in grams where gram.key & ((1 << (2 * shift)) - 1) == 0 {
      singles[Int(gram.key >> (2 * shift))] = gram
    }
  }

  /// Brings the statistics of both directions together, ascending by key.
  ///
  /// Where memory is short, one direction may have dropped rare strings that the other still has. The
  /// counts of both are the same, unless counts of other text contradict themselves.
  private static func join(
    right: [GramStatistics], left: [GramStatistics], correction m: Double
  ) -> [Gram] {
    let right = right.sorted { $0.key < $1.key }
    let left = left.sorted { $0.key < $1.key }
    var grams: [Gram] = []
    grams.reserveCapacity(min(right.count, left.count))
    var next = 0
    for one in right {
      while next < left.count, left[next].key < one.key { next += 1 }
      guard next < left.count, left[next].key == one.key else { continue }
      grams.append(
        Gram(
          key: one.key, count: Int(max(one.count, left[next].count)),
          rightBin: one.entropyBin(correction: m),
          leftBin: left[next].entropyBin(correction: m)))
    }
    return grams
  }
}
