import WordMineBase
import WordMineText

/// Which gaps of a text a segmentation by a dictionary is right about.
///
/// A dictionary cuts what it does not know into single characters, so that a gap between two of these
/// says little: it is unknown, unless one of them is a function word, such as 的. So is a gap next to
/// digits or letters. Every other gap inside or beside a word of the dictionary is trusted.
///
/// A function word makes up more than 0.2 % of the words of the dictionary, and stands beside many
/// different atoms: none of them takes more than 15 % of its places on one side.
struct TrustedGaps {
  /// What is known of a gap.
  enum Label {
    static let joint: UInt8 = 0
    static let cut: UInt8 = 1
    static let unknown: UInt8 = StatisticalModel.unknown
  }

  /// The label of the gap before each position.
  let labels: SharedArray<UInt8>
  /// The share of unknown gaps.
  let unknownShare: Double

  private static let leastShare = 2e-3
  private static let greatestShareOfNeighbour = 0.15

  /// - Parameter cuts: 1 where a word of the dictionary's segmentation begins.
  /// - Complexity: O(atoms).
  init(
    _ text: AtomSequence, _ cuts: SharedArray<UInt8>.View, _ dictionary: GuidingDictionary,
    _ isRun: [Bool], workers: Workers
  ) throws {
    let isFunctionWord = Self.functionWords(text, cuts, dictionary)
    let labels = try SharedArray<UInt8>(zeros: text.ids.count)
    let chunks = text.clauseChunks(8 * workers.threads)
    let (ids, view) = (text.ids, labels.view)
    let counts = try parallelMap(chunks.count, on: workers) { index in
      var (unknown, gaps) = (0, 0)
      for gap in chunks[index] where ids[gap] != 0 && ids[gap - 1] != 0 {
        let label = Self.label(gap, ids, cuts, isFunctionWord, isRun)
        view[gap] = label
        gaps += 1
        if label == Label.unknown { unknown += 1 }
      }
      return (unknown: unknown, gaps: gaps)
    }
    self.labels = labels
    let gaps = counts.reduce(0) { $0 + $1.gaps }
    unknownShare = Double(counts.reduce(0) { $0 + $1.unknown }) / Double(max(1, gaps))
  }

  @inline(__always) private static func label(
    _ gap: Int, _ ids: SharedArray<UInt32>.View, _ cuts: SharedArray<UInt8>.View,
    _ isFunctionWord: [Bool], _ isRun: [Bool]
  ) -> UInt8 {
    if cuts[gap] == 0 { return Label.joint }
    let (before, after) = (Int(ids[gap - 1]), Int(ids[gap]))
    if isRun[before] || isRun[after] { return Label.unknown }
    let isSingleBefore = cuts[gap - 1] != 0
    let isSingleAfter = ids[gap + 1] == 0 || cuts[gap + 1] != 0
    if !isSingleBefore || !isSingleAfter { return Label.cut }
    return isFunctionWord[before] || isFunctionWord[after] ? Label.cut : Label.unknown
  }

  /// Whether each atom is a function word, by its id.
  static func functionWords(
    _ text: AtomSequence, _ cuts: SharedArray<UInt8>.View, _ dictionary: GuidingDictionary
  ) -> [Bool] {
    let ids = text.ids
    var isFrequent = (0..<text.atoms.count).map { dictionary.share(of: UInt32($0)) > leastShare }
    var uses = [Int](repeating: 0, count: isFrequent.count)
    var greatest = [Int](repeating: 0, count: isFrequent.count)
    var neighbours = IDTable()
    var counts: [Int] = []
    for word in WordSpans(ids, text.range, cuts)
    where word.count == 1 && isFrequent[Int(ids[word.lowerBound])] {
      let atom = Int(ids[word.lowerBound])
      uses[atom] += 1
      for (side, neighbour) in [ids[word.lowerBound - 1], ids[word.upperBound]].enumerated()
      where neighbour != 0 {
        let key = (UInt64(atom) << 1 | UInt64(side)) << 32 | UInt64(neighbour)
        let pair = Int(neighbours.insert(key))
        if pair == counts.count { counts.append(0) }
        counts[pair] += 1
        greatest[atom] = max(greatest[atom], counts[pair])
      }
    }
    for atom in isFrequent.indices where isFrequent[atom] {
      isFrequent[atom] =
        Double(greatest[atom]) <= greatestShareOfNeighbour * Double(max(1, uses[atom]))
    }
    return isFrequent
  }
}

extension AtomAlphabet {
  /// Whether each atom is a run of letters or digits, by id.
  var runs: [Bool] {
    folded.enumerated().map { id, text in
      id == Self.numberClass || id == Self.latinClass
        || text.unicodeScalars.first.map {
          CharacterTable.standard.characterClass(of: $0.value) == .run
        } ?? false
    }
  }
}
