import WordMineText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The pairs of neighbouring units that hold together and are free on both sides; see `PhraseFinder`.
struct FirmPairs {
  struct Pair {
    /// What gluing it saves, in nats.
    var gain: Double
    var left = Neighbours()
    var right = Neighbours()
  }

  /// What stands on one side of a pair.
  struct Neighbours {
    private var units: [UInt32] = []

    mutating func add(_ unit: UInt32) { units.append(unit) }

    /// In nats; each border is a neighbour of its own.
    var entropy: Double {
      var counts: [Int] = []
      var previous: UInt32 = 0
      for unit in units.sorted() where unit != 0 {
        if unit == previous { counts[counts.count - 1] += 1 } else { counts.append(1) }
        previous = unit
      }
      let sum = counts.sorted().reduce(0) { $0 + Double($1) * log(Double($1)) }
      let total = Double(units.count)
      return total == 0 ? 0 : log(total) - sum / total
    }
  }

  private static var minimumCount: Int { 5 }
  private static var minimumInformation: Double { 4 }
  private static var minimumShare: Double { 0.5 }
  private static var minimumEntropy: Double { 0.6 }

  private let neighbours: LikelyNeighbours
  /// The place in `pairs` by the number of a pair, and 1; 0 where it is not firm.
  private let places: SharedArray<UInt32>
  private(set) var pairs: [Pair] = []
  /// Whether there are none.
  private(set) var isEmpty = true

  /// - Parameters:
  ///   - units: In their order; 0 between clauses.
  ///   - limit: More than the greatest unit.
  /// - Complexity: O(units).
  init(_ units: [UInt32], limit: Int) {
    neighbours = LikelyNeighbours(units, limit: limit)
    places = SharedArray(zeros: neighbours.pairs)
    addFrequent(units, limit: limit)
    addNeighbours(units)
  }

  /// The pairs that are frequent and hold together.
  private mutating func addFrequent(_ units: [UInt32], limit: Int) {
    let pairCounts = SharedArray<UInt32>(zeros: neighbours.pairs)
    var frequent: [(number: Int, first: UInt32, second: UInt32)] = []
    var counts = [Int](repeating: 0, count: limit)
    for index in units.indices where units[index] != 0 {
      counts[Int(units[index])] += 1
      guard index + 1 < units.count, units[index + 1] != 0,
        let number = neighbours.pair(units[index], units[index + 1])
      else { continue }
      pairCounts.view[number] += 1
      if pairCounts.view[number] == Self.minimumCount {
        frequent.append((number, units[index], units[index + 1]))
      }
    }
    let total = Double(counts.reduce(0, +))
    for (number, first, second) in frequent {
      let (first, second) = (counts[Int(first)], counts[Int(second)])
      let count = Double(pairCounts.view[number])
      let information = log(count * total / (Double(first) * Double(second)))
      guard information >= Self.minimumInformation,
        count >= Self.minimumShare * Double(min(first, second))
      else { continue }
      pairs.append(Pair(gain: count * information - count))
      places.view[number] = UInt32(pairs.count)
    }
  }

  /// Looks at what stands beside the pairs, and gives up those that are not free.
  private mutating func addNeighbours(_ units: [UInt32]) {
    var numbers = [Int](repeating: 0, count: pairs.count)
    for index in units.indices.dropFirst().dropLast() {
      guard let number = number(units[index], units[index + 1]) else { continue }
      let place = Int(places.view[number]) - 1
      numbers[place] = number
      pairs[place].left.add(units[index - 1])
      pairs[place].right.add(index + 2 < units.count ? units[index + 2] : 0)
    }
    for (place, pair) in pairs.enumerated() {
      if min(pair.left.entropy, pair.right.entropy) < Self.minimumEntropy {
        places.view[numbers[place]] = 0
      } else {
        isEmpty = false
      }
    }
  }

  @inline(__always) private func number(_ first: UInt32, _ second: UInt32) -> Int? {
    guard first != 0, second != 0, let number = neighbours.pair(first, second),
      places.view[number] != 0
    else { return nil }
    return number
  }

  /// The place in `pairs` of two units; `nil` if they are not firm.
  @inline(__always) func place(_ first: UInt32, _ second: UInt32) -> Int? {
    number(first, second).map { Int(places.view[$0]) - 1 }
  }
}
