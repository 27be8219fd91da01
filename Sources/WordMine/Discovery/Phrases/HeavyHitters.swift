import WordMineBase
import WordMineText

/// For each unit of a text, the neighbours on each side that may fill a good part of its occurrences.
///
/// Four counters per unit and side retain every neighbour that fills more than a fifth of the
/// occurrences, and possibly some others.
///
/// Reference: Misra and Gries 1982, *Finding repeated elements*.
struct HeavyHitters: Sendable {
  private struct Votes: BitwiseCopyable, Sendable {
    var units = SIMD4<UInt32>()
    var counts = SIMD4<UInt32>()

    static let number = 4

    @inline(__always) mutating func add(_ unit: UInt32) {
      if let index = index(of: unit) {
        counts[index] += 1
      } else if let free = (0..<Self.number).first(where: { counts[$0] == 0 }) {
        (units[free], counts[free]) = (unit, 1)
      } else {
        counts &-= 1
      }
    }

    @inline(__always) func index(of unit: UInt32) -> Int? {
      for index in 0..<Self.number where units[index] == unit { return index }
      return nil
    }
  }

  private struct Sides: BitwiseCopyable, Sendable {
    var after = Votes()
    var before = Votes()
  }

  /// The votes of each unit.
  private let sides: SharedArray<Sides>

  /// - Parameters:
  ///   - units: The units in text order; 0 between clauses.
  ///   - limit: An exclusive upper bound on the units.
  /// - Complexity: O(units).
  init(_ units: [UInt32], limit: Int) throws(OutOfMemory) {
    sides = try SharedArray(zeros: limit)
    let sides = sides.view
    for index in units.indices.dropLast() {
      if index + Self.prefetchDistance < units.count {
        sides.prefetch(Int(units[index + Self.prefetchDistance]))
      }
      let (first, second) = (units[index], units[index + 1])
      if first == 0 || second == 0 { continue }
      sides[Int(first)].after.add(second)
      sides[Int(second)].before.add(first)
    }
  }

  /// How many units ahead to prefetch.
  private static var prefetchDistance: Int { 12 }

  /// An exclusive upper bound on the pair numbers.
  var pairs: Int { 2 * Votes.number * sides.count }

  /// The number of a pair of units; `nil` if it can fill a fifth of the occurrences of neither.
  @inline(__always) func pair(_ first: UInt32, _ second: UInt32) -> Int? {
    if let index = sides.view[Int(first)].after.index(of: second) {
      return 2 * Votes.number * Int(first) + index
    }
    return sides.view[Int(second)].before.index(of: first).map {
      2 * Votes.number * Int(second) + Votes.number + $0
    }
  }
}
