import WordMineBase

/// The different n-grams of characters of some lines, in order, as keys.
///
/// Keys are exact for n up to 3; those of longer n-grams are hashes of 63 bits.
struct LineGrams: Sendable {
  private(set) var keys: [UInt64] = []
  private var ends: [Int] = []

  /// Those of each line.
  var lines: some Sequence<ArraySlice<UInt64>> {
    zip([0] + ends, ends).lazy.map { keys[$0..<$1] }
  }

  /// A line of fewer characters than n is one n-gram; an empty line has none.
  mutating func append(_ line: String, order: Int) {
    var characters: [UInt64] = []
    for character in line.unicodeScalars { characters.append(UInt64(character.value)) }
    var found: [UInt64] = []
    if characters.count < order {
      if !characters.isEmpty { found = [Self.key(characters[...]) | Self.short] }
    } else {
      found.reserveCapacity(characters.count)
      for start in 0...characters.count - order {
        found.append(Self.key(characters[start..<start + order]))
      }
    }
    found.sort()
    for (place, key) in found.enumerated() where place == 0 || key != found[place - 1] {
      keys.append(key)
    }
    ends.append(keys.count)
  }

  /// Marks a line that is shorter than n.
  private static let short: UInt64 = 1 << 63
  /// The bits of a Unicode scalar.
  private static let width = 21

  private static func key(_ characters: ArraySlice<UInt64>) -> UInt64 {
    guard characters.count > 3 else { return characters.reduce(0) { $0 << width | $1 } }
    return characters.reduce(0) { Hash.mix($0 ^ $1) } & ~short
  }
}
