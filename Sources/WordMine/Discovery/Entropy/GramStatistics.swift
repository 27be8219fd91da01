/// A string of one to three atoms with what is known of it in one direction.
struct GramStatistics: Sendable {
  /// The ids, 21 bits each, the first highest; a shorter string has zeros below.
  var key: UInt64
  var count: UInt32
  /// H′, the plain entropy, and D, what its correction is a multiple of.
  var plain: Float
  var correction: Float

  static let bits: UInt64 = 21

  static func key(_ first: UInt64, _ second: UInt64, _ third: UInt64) -> UInt64 {
    (first &<< bits | second) &<< bits | third
  }

  static func key(_ first: some AtomID, _ second: some AtomID, _ third: some AtomID) -> UInt64 {
    key(UInt64(first), UInt64(second), UInt64(third))
  }

  /// The number of atoms of a key.
  static func length(_ key: UInt64) -> Int {
    let mask = (UInt64(1) << bits) - 1
    return key & mask != 0 ? 3 : key >> bits & mask != 0 ? 2 : 1
  }

  /// The bin of its branching entropy.
  func entropyBin(correction m: Double) -> UInt8 {
    let entropy = Int32((plain + Float(m) * correction) * BranchingEntropy.scale)
    return switch Self.length(key) {
    case 1: UInt8(GapBins.entropy1(entropy))
    case 2: UInt8(GapBins.entropy2(entropy))
    default: UInt8(GapBins.entropy3(entropy))
    }
  }
}
