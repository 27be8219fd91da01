import Glibc
import WordMineBase
import WordMineText

/// The strings of a model, by their bins.
struct ModelGrams: Sendable {
  /// The bins of a pair of atoms, and the ratio bin of an unseen triple that contains it, packed.
  struct PairBins: BitwiseCopyable, Sendable {
    private let bits: UInt32

    init(right: UInt8, left: UInt8, information: Double, logCount: Double) {
      bits =
        GapBins.information(information) | UInt32(right) << 5 | UInt32(left) << 9
        | GapBins.pairCount(logCount) << 13 | GapBins.ratio(-logCount) << 18
    }

    private init(bits: UInt32) { self.bits = bits }

    /// A pair of which one atom is a border.
    static let border = PairBins(bits: 1 << 31)

    var isBorder: Bool { bits &>> 31 != 0 }
    /// The right entropy, above the information.
    var rightInformation: Int { Int(bits & 511) }
    var leftInformation: Int { Int(bits &>> 4 & 480 | bits & 31) }
    /// The count, above the information.
    var countInformation: Int { Int(bits &>> 8 & 992 | bits & 31) }
    /// The left entropy, above the right one.
    var entropies: Int { Int(bits &>> 5 & 255) }
    var unseen: UInt8 { UInt8(truncatingIfNeeded: bits &>> 18 & 31) }
  }

  /// The bins of a triple: of its entropies, and of the ratios of its count to the counts of its
  /// first and its last two atoms.
  struct TripleBins: BitwiseCopyable, Sendable {
    var right: UInt8
    var left: UInt8
    var first: UInt8
    var second: UInt8

    /// Those of three atoms of which one is a border.
    static let border = TripleBins(right: none, left: none, first: none, second: none)
    private static let none = UInt8(GapBins.none)
  }

  /// Where the searches for a pair and a triple of atoms begin.
  struct Homes: BitwiseCopyable, Sendable {
    fileprivate var pair: UInt32 = 0
    fileprivate var triple: UInt32 = 0
  }

  private struct Pair: BitwiseCopyable, Sendable {
    var bins: PairBins
    /// ln of the count.
    var logCount: Float
  }

  /// The bins of single atoms, and of any that the model does not know.
  let singles: [(right: UInt8, left: UInt8)]
  private let pairs: HashTable<UInt64, Pair>
  private let triples: HashTable<UInt64, TripleBins>
  /// ln of the counts of atoms.
  private let logCounts: [Float]
  /// ln of the total number of atoms.
  private let logTotal: Float

  /// - Complexity: O(strings of the model).
  init(_ model: SegmentationModel) {
    let logTotal = Float(log(Double(max(1, model.totalCount))))
    let logCounts = model.singles.map { Float(log(Double(max(1, $0.count)))) } + [0]
    let logarithms = LogarithmTable()
    let pairs = HashTable<UInt64, Pair>(
      expecting: model.pairs.count,
      keys: { model.pairs[$0].key },
      values: { index in
        let gram = model.pairs[index]
        let logCount = logarithms.ln(gram.count)
        let first = logCounts[Int(ShortGram.atom(gram.key, 0))]
        let second = logCounts[Int(ShortGram.atom(gram.key, 1))]
        let bins = PairBins(
          right: gram.rightBin, left: gram.leftBin,
          information: logCount + Double(logTotal - first - second), logCount: logCount)
        return Pair(bins: bins, logCount: Float(logCount))
      })
    (self.logTotal, self.logCounts, self.pairs) = (logTotal, logCounts, pairs)
    singles = model.singles.map { ($0.rightBin, $0.leftBin) } + [(0, 0)]
    triples = Self.triples(model, pairs, logarithms)
  }

  private static func triples(
    _ model: SegmentationModel, _ pairs: HashTable<UInt64, Pair>, _ logarithms: LogarithmTable
  ) -> HashTable<UInt64, TripleBins> {
    /// The pair that ends a triple.
    func last(_ key: UInt64) -> UInt64 { key << ShortGram.bits & ((1 << (3 * ShortGram.bits)) - 1) }
    return HashTable(
      expecting: model.triples.count,
      keys: {
        pairs.prefetch(last(model.triples[$0].key))
        return model.triples[$0].key
      },
      values: { index in
        let gram = model.triples[index]
        let logCount = logarithms.ln(gram.count)
        let first = Double(pairs[gram.key & ~ShortGram.mask]?.logCount ?? 0)
        let second = Double(pairs[last(gram.key)]?.logCount ?? 0)
        return TripleBins(
          right: gram.rightBin, left: gram.leftBin, first: UInt8(GapBins.ratio(logCount - first)),
          second: UInt8(GapBins.ratio(logCount - second)))
      })
  }

  /// Prefetches the bins of the pair and the triple that an atom begins.
  @inline(__always) func prefetch(_ one: UInt32, _ two: UInt32, _ three: UInt32) -> Homes {
    let pair = pairs.home(of: ShortGram.key(one, two))
    let triple = triples.home(of: ShortGram.key(one, two, three))
    pairs.prefetch(home: pair)
    triples.prefetch(home: triple)
    return Homes(
      pair: UInt32(truncatingIfNeeded: pair), triple: UInt32(truncatingIfNeeded: triple))
  }

  /// The bins of a pair; an unseen pair counts as seen once.
  @inline(__always) func pair(_ first: UInt32, _ second: UInt32, _ homes: Homes) -> PairBins {
    if let known = pairs.value(of: ShortGram.key(first, second), from: Int(homes.pair)) {
      return known.bins
    }
    let information = Double(logTotal - logCounts[Int(first)] - logCounts[Int(second)])
    return PairBins(right: 0, left: 0, information: information, logCount: 0)
  }

  /// The bins of a triple; those of one that is unseen depend on its pairs.
  @inline(__always) func triple(
    _ one: UInt32, _ two: UInt32, _ three: UInt32, _ homes: Homes, unseen: (UInt8, UInt8)
  ) -> TripleBins {
    triples.value(of: ShortGram.key(one, two, three), from: Int(homes.triple))
      ?? TripleBins(right: 0, left: 0, first: unseen.0, second: unseen.1)
  }
}
