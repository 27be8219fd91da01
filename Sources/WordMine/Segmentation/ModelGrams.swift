import Glibc
import WordMineBase
import WordMineText

/// The bins of a pair of atoms, and the ratio bin of an unseen triple that contains it.
struct PairBins: BitwiseCopyable, Sendable {
  private var entropies: UInt8
  var information: UInt8
  var count: UInt8
  var unseen: UInt8
  /// ln of the count.
  var logCount: Float

  init(right: UInt8, left: UInt8, information: Double, logCount: Double) {
    entropies = right &<< 4 | left
    self.information = UInt8(GapBins.information(information))
    count = UInt8(GapBins.pairCount(logCount))
    unseen = UInt8(GapBins.ratio(-logCount))
    self.logCount = Float(logCount)
  }

  var right: UInt8 { entropies &>> 4 }
  var left: UInt8 { entropies & 15 }
}

/// The bins of a triple: of its entropies, and of the ratios of its count to the counts of its
/// first and its last two atoms.
struct TripleBins: BitwiseCopyable, Sendable {
  var right: UInt8
  var left: UInt8
  var first: UInt8
  var second: UInt8
}

/// The strings of a model, with everything that determines their contributions to logits.
struct ModelGrams: Sendable {
  /// The contributions of an atom to the logits of the gap after it and the gap before it.
  struct SingleShares: BitwiseCopyable, Sendable {
    var after: SharedWeights.Weights
    var before: SharedWeights.Weights
    /// ln of the count.
    var logCount: Float
  }

  let weights: SharedWeights
  let hash: PairHash
  private let singles: SharedArray<SingleShares>
  private let pairs: HashTable<UInt64, PairBins>
  private let triples: HashTable<UInt64, TripleBins>
  /// ln of the total number of atoms.
  private let logTotal: Float

  /// - Complexity: O(strings of the model).
  init(_ model: SegmentationModel) {
    weights = SharedWeights(model.boundaries)
    hash = PairHash(model.atoms)
    let logTotal = Float(log(Double(max(1, model.totalCount))))
    let singles = Self.singles(model, weights)
    let logarithms = LogarithmTable()
    let pairs = Self.pairs(model, singles.view, logarithms, logTotal)
    (self.logTotal, self.singles, self.pairs) = (logTotal, singles, pairs)
    triples = Self.triples(model, pairs, logarithms)
  }

  /// The contributions of all atoms, plus a last entry that stands for unknown ones.
  private static func singles(
    _ model: SegmentationModel, _ weights: SharedWeights
  ) -> SharedArray<SingleShares> {
    let singles = SharedArray<SingleShares>(zerosOrTrap: model.singles.count + 1)
    singles.view[model.singles.count] = SingleShares(
      after: weights[.rightEntropy1, 0], before: weights[.leftEntropy1, 0], logCount: 0)
    for (id, gram) in model.singles.enumerated() {
      singles.view[id] = SingleShares(
        after: weights[.rightEntropy1, gram.rightBin], before: weights[.leftEntropy1, gram.leftBin],
        logCount: Float(log(Double(max(1, gram.count)))))
    }
    return singles
  }

  private static func pairs(
    _ model: SegmentationModel, _ singles: SharedArray<SingleShares>.View,
    _ logarithms: LogarithmTable, _ logTotal: Float
  ) -> HashTable<UInt64, PairBins> {
    var table = HashTable<UInt64, PairBins>(expecting: model.pairs.count)
    for gram in model.pairs {
      let logCount = logarithms.ln(gram.count)
      let first = singles[Int(ShortGram.atom(gram.key, 0))].logCount
      let second = singles[Int(ShortGram.atom(gram.key, 1))].logCount
      let bins = PairBins(
        right: gram.rightBin, left: gram.leftBin,
        information: logCount + Double(logTotal - first - second), logCount: logCount)
      table.set(gram.key, bins)
    }
    return table
  }

  private static func triples(
    _ model: SegmentationModel, _ pairs: HashTable<UInt64, PairBins>, _ logarithms: LogarithmTable
  ) -> HashTable<UInt64, TripleBins> {
    var table = HashTable<UInt64, TripleBins>(expecting: model.triples.count)
    for gram in model.triples {
      let logCount = logarithms.ln(gram.count)
      let firstPair = Double(pairs[gram.key & ~ShortGram.mask]?.logCount ?? 0)
      let secondKey = gram.key << ShortGram.bits & ((1 << (3 * ShortGram.bits)) - 1)
      let secondPair = Double(pairs[secondKey]?.logCount ?? 0)
      let bins = TripleBins(
        right: gram.rightBin, left: gram.leftBin,
        first: UInt8(GapBins.ratio(logCount - firstPair)),
        second: UInt8(GapBins.ratio(logCount - secondPair)))
      table.set(gram.key, bins)
    }
    return table
  }

  /// Prefetches the entries of the pair and the triple at a position.
  @inline(__always) func prefetch(_ atoms: SharedArray<UInt32>.View, _ position: Int) {
    guard position + 2 < atoms.count else { return }
    pairs.prefetch(Self.pairKey(atoms, position))
    triples.prefetch(Self.tripleKey(atoms, position))
    weights.prefetch(hash(atoms[position], atoms[position + 1]))
  }

  @inline(__always) func single(_ atom: UInt32) -> SingleShares { singles.view[Int(atom)] }

  /// The bins of the pair at a position; an unseen pair counts as seen once.
  @inline(__always) func pair(_ atoms: SharedArray<UInt32>.View, _ position: Int) -> PairBins {
    if let known = pairs[Self.pairKey(atoms, position)] { return known }
    let (first, second) = (single(atoms[position]).logCount, single(atoms[position + 1]).logCount)
    return PairBins(
      right: 0, left: 0, information: Double(logTotal - first - second), logCount: 0)
  }

  /// The bins of the triple at a position, given those of its pairs.
  @inline(__always) func triple(
    _ atoms: SharedArray<UInt32>.View, _ position: Int, _ first: PairBins, _ second: PairBins
  ) -> TripleBins {
    triples[Self.tripleKey(atoms, position)]
      ?? TripleBins(right: 0, left: 0, first: first.unseen, second: second.unseen)
  }

  private static func pairKey(_ atoms: SharedArray<UInt32>.View, _ position: Int) -> UInt64 {
    ShortGram.key(atoms[position], atoms[position + 1])
  }

  private static func tripleKey(_ atoms: SharedArray<UInt32>.View, _ position: Int) -> UInt64 {
    ShortGram.key(atoms[position], atoms[position + 1], atoms[position + 2])
  }
}
