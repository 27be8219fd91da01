import WordMineText

/// For each unit of a text, the neighbours on either side that may take half of its places.
///
/// Two counters for each unit and side keep every neighbour that takes more than a third, and some
/// others: what is seldom beside a unit is voted out.
///
/// Reference: Misra and Gries 1982, *Finding repeated elements*.
struct LikelyNeighbours: Sendable {
  private struct Votes: BitwiseCopyable, Sendable {
    var units = SIMD2<UInt32>()
    var counts = SIMD2<UInt32>()

    @inline(__always) mutating func add(_ unit: UInt32) {
      if let index = index(of: unit) {
        counts[index] += 1
      } else if counts[0] == 0 {
        (units[0], counts[0]) = (unit, 1)
      } else if counts[1] == 0 {
        (units[1], counts[1]) = (unit, 1)
      } else {
        counts &-= 1
      }
    }

    @inline(__always) func index(of unit: UInt32) -> Int? {
      units[0] == unit ? 0 : units[1] == unit ? 1 : nil
    }
  }

  /// By unit.
  private let after: SharedArray<Votes>
  private let before: SharedArray<Votes>

  /// - Parameters:
  ///   - units: In their order; 0 between clauses.
  ///   - limit: More than the greatest unit.
  /// - Complexity: O(units).
  init(_ units: [UInt32], limit: Int) {
    after = SharedArray(zeros: limit)
    before = SharedArray(zeros: limit)
    for index in units.indices.dropLast() where units[index] != 0 && units[index + 1] != 0 {
      after.view[Int(units[index])].add(units[index + 1])
      before.view[Int(units[index + 1])].add(units[index])
    }
  }

  /// More than the number of any pair.
  var pairs: Int { 4 * after.count }

  /// The number of a pair of units; `nil` if it takes a third of the places of neither.
  @inline(__always) func pair(_ first: UInt32, _ second: UInt32) -> Int? {
    if let index = after.view[Int(first)].index(of: second) { return 4 * Int(first) + index }
    return before.view[Int(second)].index(of: first).map { 4 * Int(second) + 2 + $0 }
  }
}
