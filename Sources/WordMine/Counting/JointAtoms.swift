import WordMineBase
import WordMineText

/// The atoms of one or two counts files, in order.
struct JointAtoms {
  /// The texts by rank.
  private(set) var texts = AtomTexts()
  /// The joint ranks, by those in the file.
  private(set) var firstRanks: [UInt32] = [0]
  private(set) var secondRanks: [UInt32] = [0]

  /// - Parameter memory: What may be used, in bytes.
  /// - Throws: `InputError` if the file is damaged; `MemoryExceeded` if it has too many atoms.
  /// - Complexity: O(atoms).
  init(_ first: inout NGramCountsReader, memory: Int = .max) throws {
    while let atom = try first.nextAtom() {
      texts.append(atom)
      firstRanks.append(UInt32(texts.count))
      try check(memory)
    }
  }

  /// - Parameter memory: What may be used, in bytes.
  /// - Throws: `InputError` if a file is damaged; `MemoryExceeded` if they have too many atoms.
  /// - Complexity: O(atoms).
  init(
    _ first: inout NGramCountsReader, _ second: inout NGramCountsReader, memory: Int = .max
  ) throws {
    var (one, other) = (try first.nextAtom(), try second.nextAtom())
    while let least = Self.least(one, other) {
      texts.append(least)
      let rank = UInt32(texts.count)
      if one == least {
        firstRanks.append(rank)
        one = try first.nextAtom()
      }
      if other == least {
        secondRanks.append(rank)
        other = try second.nextAtom()
      }
      try check(memory)
    }
  }

  /// The lists may take a quarter of the memory; while they grow, it is half as much again.
  private func check(_ memory: Int) throws(MemoryExceeded) {
    let bytes =
      texts.memory + MemoryLayout<UInt32>.stride * (firstRanks.count + secondRanks.count)
    guard bytes > memory / 4 else { return }
    throw MemoryExceeded(
      limit: memory, enoughFor: "comparing about \(texts.count) different atoms")
  }

  private static func least(_ one: [UInt8]?, _ other: [UInt8]?) -> [UInt8]? {
    guard let one, let other else { return one ?? other }
    return other.lexicographicallyPrecedes(one) ? other : one
  }

  /// The rank of an atom; `nil` if neither file has it.
  func rank(of atom: [UInt8]) -> UInt32? {
    texts.rank(of: atom)
  }
}
