import WordMineBase

/// The weights of a boundary model: logistic regression over the statistics around a gap, the atoms
/// around it, and the pairs of atoms before and after it.
///
/// The gap between *a* and *b*, with *p* before *a* and *q* after *b*, has the bins of each
/// `GapFeature`, *a*, *b*, *p* and *q* in their places, and the pairs (*p*, *a*) and (*b*, *q*). The
/// pairs (*a*, *b*) are split into four folds by their hash. The weights of a feature are a vector:
/// element *k* was learned without the pairs of fold *k*, and is used for them.
struct BoundaryWeights: Sendable, Equatable {
  /// The weights of the statistics, then those of atoms by id and place, then those of hashed pairs.
  var values: [SIMD4<Float>]
  let layout: Layout

  /// Which weights belong to which feature.
  struct Layout: Sendable, Equatable {
    /// The number of atom ids; one more stands for unknown atoms.
    let atoms: Int

    static let statistics = GapFeature.count * GapFeature.bins
    /// Pairs with the same hash share their weights.
    static let pairCells = 1 << 16

    var size: Int { firstPair + 2 * Self.pairCells }
    var firstPair: Int { Self.statistics + AtomPlace.count * (atoms + 1) }

    /// The fold of the pair around a gap, given its hash.
    @inline(__always) static func fold(_ hash: UInt32) -> Int { Int(hash &>> 30) }

    @inline(__always) func atom(_ id: UInt32, _ place: AtomPlace) -> Int {
      Self.statistics &+ AtomPlace.count &* Int(id) &+ place.rawValue
    }

    /// The pair that ends before the gap.
    @inline(__always) func pairBefore(_ hash: UInt32) -> Int {
      firstPair &+ 2 &* Int(hash & UInt32(Self.pairCells &- 1))
    }

    /// The pair that begins after the gap.
    @inline(__always) func pairAfter(_ hash: UInt32) -> Int { pairBefore(hash) &+ 1 }
  }

  /// All zero.
  init(layout: Layout) {
    self.layout = layout
    values = Array(repeating: .zero, count: layout.size)
  }

  // MARK: Precision

  /// A file holds weights in units of 1/1024, up to 64.
  static let scale: Float = 1024
  static let largestUnits = 64 * 1024

  /// All weights, the four of a feature side by side, in units of the file.
  var units: [Int] {
    values.flatMap { weight in
      (0..<4).map { index in
        let units = (weight[index] * Self.scale).rounded()
        return Int(max(-Float(Self.largestUnits), min(Float(Self.largestUnits), units)))
      }
    }
  }

  /// The weights as they are read back from a file.
  var rounded: Self {
    var rounded = self
    for (index, units) in units.enumerated() {
      rounded.values[index >> 2][index & 3] = Float(units) / Self.scale
    }
    return rounded
  }
}

/// Where an atom stands around a gap: *p*, *a*, *b* or *q* of `p a | b q`.
enum AtomPlace: Int, CaseIterable, Sendable {
  case secondBefore, before, after, secondAfter

  static let count = 4
}
