import WordMineText

extension SegmentationModel {
  init(
    _ stages: BoundaryDiscovery, _ text: AtomSequence, script: Script, maximumLength: Int
  ) {
    self.script = script
    self.maximumLength = maximumLength
    atoms = text.atoms.folded
    totalCount = text.atoms.knownTotal
    boundaries = stages.weights(atoms: text.atoms.count).rounded
    sampledAtoms = text.atoms.totalCount
    // Rounded to the precision of the file.
    granularity = Double(Float(stages.granularity))
    wordModel = nil
    words = []
    let grams = Self.join(
      right: stages.grams.right, left: stages.grams.left, granularity: stages.granularity)
    triples = grams.filter { ShortGram.length($0.key) == 3 }
    pairs = grams.filter { ShortGram.length($0.key) == 2 }
    singles = text.atoms.knownCounts.enumerated().map {
      Gram(key: ShortGram.key(UInt64($0)), count: $1, rightBin: 0, leftBin: 0)
    }
    for gram in grams where ShortGram.length(gram.key) == 1 {
      singles[Int(ShortGram.atom(gram.key, 0))] = gram
    }
  }

  /// Joins the statistics of both directions, ascending by key.
  ///
  /// When memory is short, one direction may have dropped rare strings that the other still has.
  /// Both have the same counts, unless the prior counts are inconsistent.
  private static func join(
    right: [GramStatistics], left: [GramStatistics], granularity m: Double
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
          rightBin: one.entropyBin(granularity: m),
          leftBin: left[next].entropyBin(granularity: m)))
    }
    return grams
  }
}
