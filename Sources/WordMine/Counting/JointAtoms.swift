import WordMineBase
import WordMineText

/// The atoms of one or two counts files, in order.
struct JointAtoms {
  /// The texts by rank − 1.
  private(set) var texts: [[UInt8]] = []
  /// The joint ranks, by those in the file.
  private(set) var firstRanks: [UInt32] = [0]
  private(set) var secondRanks: [UInt32] = [0]

  /// - Complexity: O(atoms).
  init(_ first: inout NGramCountsReader) throws(InputError) {
    texts = try first.atoms()
    firstRanks = Array(0...UInt32(texts.count))
  }

  /// - Complexity: O(atoms).
  init(_ first: inout NGramCountsReader, _ second: inout NGramCountsReader) throws(InputError) {
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
    }
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
