import WordMineBase
import WordMineText

/// What the strings around a gap add to its logit, by fold: see `GapFeature` and `BoundaryWeights`.
///
/// Weights that are always added together are added up once, when the model is loaded.
struct GapShares: Sendable {
  /// The tables of `Table` one after the other, the four folds of a share side by side.
  private let storage: SharedArray<Float>
  private let shares: SharedArray<Float>.View

  /// Where each table begins; computed, because stored ones would be looked up.
  private enum Table {
    /// By the bins of entropy and information, and for a pair with a border: a pair before a gap, and after it.
    static var before: Int { 0 }
    static var after: Int { 513 }
    /// By the bins of count and information, and by those of both entropies: the pair around a gap.
    static var counts: Int { 1026 }
    static var entropies: Int { 2050 }
    /// By bin: the triple that begins with *b*, that with *a*, the one that ends with *b*, that with *a*.
    static var after3: Int { 2306 }
    static var acrossAfter: Int { 2338 }
    static var acrossBefore: Int { 2370 }
    static var before3: Int { 2402 }
    /// By hash: a pair before a gap, and after it.
    static var contexts: Int { 2434 }
    /// By id: an atom as *p*, *a*, *b* and *q*.
    static var atoms: Int { contexts + 2 * BoundaryWeights.Layout.pairCells }
  }

  init(_ boundaries: BoundaryWeights, _ singles: [(right: UInt8, left: UInt8)]) {
    let (values, layout) = (boundaries.values, boundaries.layout)
    storage = SharedArray(zerosOrTrap: 4 * (Table.atoms + AtomPlace.count * singles.count))
    let shares = storage.view
    func weight(_ feature: GapFeature, _ bin: Int) -> SIMD4<Float> {
      values[feature.place(UInt32(bin))]
    }
    func set(_ table: Int, _ count: Int, _ share: (Int) -> SIMD4<Float>) {
      for index in 0..<count {
        let share = share(index)
        for fold in 0..<4 { shares[4 * (table + index) + fold] = share[fold] }
      }
    }
    let none = Int(GapBins.none)
    set(Table.before, 513) {
      let (right, information) = $0 == 512 ? (none, none) : ($0 >> 5, $0 & 31)
      return weight(.rightEntropy2, right) + weight(.informationBefore, information)
    }
    set(Table.after, 513) {
      let (left, information) = $0 == 512 ? (none, none) : ($0 >> 5, $0 & 31)
      return weight(.leftEntropy2, left) + weight(.informationAfter, information)
    }
    set(Table.counts, 1024) {
      weight(.constant, 0) + weight(.information, $0 & 31) + weight(.pairCount, $0 >> 5)
    }
    set(Table.entropies, 256) {
      weight(.pairRightEntropy, $0 & 15) + weight(.pairLeftEntropy, $0 >> 4)
    }
    set(Table.after3, 32) { weight(.leftEntropy3, $0) }
    set(Table.acrossAfter, 32) { weight(.ratioAfter, $0) }
    set(Table.acrossBefore, 32) { weight(.ratioBefore, $0) }
    set(Table.before3, 32) { weight(.rightEntropy3, $0) }
    set(Table.contexts, 2 * BoundaryWeights.Layout.pairCells) { values[layout.firstPair + $0] }
    set(Table.atoms, AtomPlace.count * singles.count) {
      let (id, place) = ($0 / AtomPlace.count, $0 % AtomPlace.count)
      let own = values[layout.atom(0, .secondBefore) + $0]
      return switch AtomPlace(rawValue: place) {
      case .before: own + weight(.rightEntropy1, Int(singles[id].right))
      case .after: own + weight(.leftEntropy1, Int(singles[id].left))
      default: own
      }
    }
    self.shares = shares
  }

  @inline(__always) private func share(_ place: Int, _ fold: Int) -> Float {
    shares[place &* 4 &+ fold]
  }

  /// The share of the atoms around a gap.
  @inline(__always) func atoms(
    _ p: UInt32, _ a: UInt32, _ b: UInt32, _ q: UInt32, fold: Int
  ) -> Float {
    @inline(__always) func atom(_ id: UInt32, _ place: AtomPlace) -> Float {
      share(Table.atoms &+ AtomPlace.count &* Int(id) &+ place.rawValue, fold)
    }
    return (atom(p, .secondBefore) + atom(a, .before)) + (atom(b, .after) + atom(q, .secondAfter))
  }

  /// The place of the shares of a pair among those by hash.
  @inline(__always) private static func place(_ hash: UInt32) -> Int {
    Table.contexts &+ 2 &* Int(hash & UInt32(BoundaryWeights.Layout.pairCells &- 1))
  }

  @inline(__always) func prefetch(_ hash: UInt32) { shares.prefetch(Self.place(hash) &* 4) }

  /// The share of the pair before a gap.
  @inline(__always) func before(_ bins: ModelGrams.PairBins, _ hash: UInt32, fold: Int) -> Float {
    share(Table.before &+ (bins.isBorder ? 512 : bins.rightInformation), fold)
      + share(Self.place(hash), fold)
  }

  /// The share of the pair around a gap.
  @inline(__always) func around(_ bins: ModelGrams.PairBins, fold: Int) -> Float {
    share(Table.counts &+ bins.countInformation, fold)
      + share(Table.entropies &+ bins.entropies, fold)
  }

  /// The share of the pair after a gap.
  @inline(__always) func after(_ bins: ModelGrams.PairBins, _ hash: UInt32, fold: Int) -> Float {
    share(Table.after &+ (bins.isBorder ? 512 : bins.leftInformation), fold)
      + share(Self.place(hash) &+ 1, fold)
  }

  /// The share of the triples around a gap: those that begin with *b* and with *a*, and those that end with *b*
  /// and with *a*.
  @inline(__always) func triples(
    _ after: ModelGrams.TripleBins, _ acrossAfter: ModelGrams.TripleBins,
    _ acrossBefore: ModelGrams.TripleBins, _ before: ModelGrams.TripleBins, fold: Int
  ) -> Float {
    (share(Table.after3 &+ Int(after.left), fold)
      + share(Table.acrossAfter &+ Int(acrossAfter.first), fold))
      + (share(Table.acrossBefore &+ Int(acrossBefore.second), fold)
        + share(Table.before3 &+ Int(before.right), fold))
  }
}
