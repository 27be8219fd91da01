import WordMineBase

/// Hashes of pairs of neighbouring atoms, from their texts, so that they are the same in all models.
struct PairHash: Sendable {
  private let storage: SharedArray<UInt64>
  private let atoms: SharedArray<UInt64>.View

  /// - Parameter texts: The folded texts of the atoms by id.
  init(_ texts: [String]) {
    storage = SharedArray(zerosOrTrap: texts.count + 1)
    atoms = storage.view
    for (id, text) in texts.enumerated() { atoms[id] = Hash.bytes(text.utf8Span.span) }
  }

  /// The hash of a pair, given the ids; an id beyond the texts stands for all unknown atoms.
  @inline(__always) func callAsFunction(_ first: UInt32, _ second: UInt32) -> UInt32 {
    let hash = Hash.mix(atoms[Int(first)] &* Hash.golden ^ atoms[Int(second)])
    return UInt32(truncatingIfNeeded: hash &>> 32)
  }
}
