import WordMineBase
import WordMineText

/// The n-grams of one order, numbered from 1.
struct NGramLevel: Sendable {
  /// The number of the n-gram that begins at each position; 0 if it has none.
  let names: SharedArray<UInt32>
  /// Counts by number.
  private(set) var counts: [UInt32] = [0]
  /// The first occurrence of each n-gram.
  private(set) var places: [UInt32] = [0]

  init(positions: Int) throws(OutOfMemory) { names = try SharedArray(zeros: positions) }

  /// Numbers and counts the pairs of consecutive shorter n-grams.
  ///
  /// - Parameter shorter: The number of the shorter n-gram at a position; 0 if it has none.
  /// - Throws: `Interrupted`.
  mutating func count(
    _ range: Range<Int>, on workers: Workers, _ shorter: (Int) -> UInt32
  ) throws {
    var pairs = IDTable()
    let names = names.view
    var first = shorter(range.lowerBound)
    var check = InterruptCheck(workers)
    for position in range {
      try check.step("counting n-grams", position - range.lowerBound, of: range.count)
      let second = shorter(position + 1)
      if first != 0, second != 0 {
        let name = 1 + Int(pairs.insert(UInt64(first) &<< 32 | UInt64(second)))
        if name == counts.count {
          counts.append(0)
          places.append(UInt32(position))
        }
        names[position] = UInt32(name)
        counts[name] += 1
      }
      first = second
    }
    try workers.report("counting n-grams", 1)
  }

  /// Drops the n-grams below a minimum count and renumbers the others without gaps.
  mutating func drop(below minimum: Int, _ range: Range<Int>) {
    guard minimum > 1 else { return }
    var renamed = [UInt32](repeating: 0, count: counts.count)
    var kept = 0
    for name in counts.indices.dropFirst() where counts[name] >= minimum {
      kept += 1
      renamed[name] = UInt32(kept)
      (counts[kept], places[kept]) = (counts[name], places[name])
    }
    counts.removeSubrange((kept + 1)...)
    places.removeSubrange((kept + 1)...)
    let names = names.view
    for position in range { names[position] = renamed[Int(names[position])] }
  }
}
