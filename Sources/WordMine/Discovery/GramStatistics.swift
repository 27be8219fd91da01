/// A string of one to three atoms that was seen at least twice, as a model keeps it.
struct GramStatistics: Sendable {
  /// The ids, 21 bits each, the first highest; a shorter string has zeros below.
  var key: UInt64
  var count: UInt32
  /// The bin of its branching entropy, in one direction.
  var entropyBin: UInt8

  static let bits: UInt64 = 21

  static func key(_ first: some AtomID, _ second: some AtomID, _ third: some AtomID) -> UInt64 {
    (UInt64(first) &<< bits | UInt64(second)) &<< bits | UInt64(third)
  }
}
