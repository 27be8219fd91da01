import Glibc
import WordMineBase
import WordMineText

/// The pairs of adjacent units that are cohesive and free on both sides; see `PhraseFinder`.
struct PhraseCandidates {
  struct Pair {
    /// The saving from joining the pair, in nats.
    var gain: Double
    /// The share that the pair has of the occurrences of its rarer unit.
    var share: Double
    var left = Neighbours()
    var right = Neighbours()
  }

  /// The neighbours of a pair on one side.
  struct Neighbours {
    private var units: [UInt32] = []

    mutating func add(_ unit: UInt32) { units.append(unit) }

    /// The entropy in nats; each border counts as a neighbour of its own.
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

  private static var minimumInformation: Double { 4 }
  private static var minimumEntropy: Double { 0.6 }

  private(set) var pairs: [Pair] = []
  private let criteria: PhraseFinder.Criteria
  /// Whether no pair qualified.
  private(set) var isEmpty = true
  /// For each unit, 1 + the number of the pair that begins with it, or 0; once the frequent pairs
  /// are known, 1 + its index in `pairs`, or 0.
  private var places: [UInt32]

  /// - Parameters:
  ///   - units: The units in text order; 0 between clauses.
  ///   - limit: An exclusive upper bound on the units.
  /// - Complexity: O(units).
  init(_ units: [UInt32], limit: Int, _ criteria: PhraseFinder.Criteria) throws(OutOfMemory) {
    self.criteria = criteria
    places = Array(repeating: 0, count: units.count)
    let placeOf = try addFrequent(units, HeavyHitters(units, limit: limit), limit: limit)
    for index in places.indices where places[index] != 0 {
      places[index] = placeOf[Int(places[index]) - 1]
    }
    addNeighbours(units)
    keepFree()
  }

  /// Adds the pairs that are frequent and cohesive.
  ///
  /// - Returns: For each pair number, 1 + its index in `pairs`; 0 if the pair is not cohesive.
  private mutating func addFrequent(
    _ units: [UInt32], _ neighbours: HeavyHitters, limit: Int
  ) throws(OutOfMemory) -> [UInt32] {
    let pairCounts = try SharedArray<UInt32>(zeros: neighbours.pairs)
    var frequent: [(number: Int, first: UInt32, second: UInt32)] = []
    var counts = [Int](repeating: 0, count: limit)
    for index in units.indices where units[index] != 0 {
      counts[Int(units[index])] += 1
      guard index + 1 < units.count, units[index + 1] != 0,
        let number = neighbours.pair(units[index], units[index + 1])
      else { continue }
      places[index] = UInt32(number) + 1
      pairCounts.view[number] += 1
      if pairCounts.view[number] == criteria.leastCount {
        frequent.append((number, units[index], units[index + 1]))
      }
    }
    let total = Double(counts.reduce(0, +))
    var placeOf = [UInt32](repeating: 0, count: neighbours.pairs)
    for (number, first, second) in frequent {
      let (first, second) = (counts[Int(first)], counts[Int(second)])
      let count = Double(pairCounts.view[number])
      let information = log(count * total / (Double(first) * Double(second)))
      let rarer = Double(min(first, second))
      guard information >= Self.minimumInformation, count >= criteria.leastShare * rarer else {
        continue
      }
      pairs.append(Pair(gain: count * information - count, share: count / rarer))
      placeOf[number] = UInt32(pairs.count)
    }
    return placeOf
  }

  /// Counts the neighbours of the pairs.
  private mutating func addNeighbours(_ units: [UInt32]) {
    for index in units.indices.dropFirst().dropLast() where places[index] != 0 {
      let place = Int(places[index]) - 1
      pairs[place].left.add(units[index - 1])
      pairs[place].right.add(index + 2 < units.count ? units[index + 2] : 0)
    }
  }

  /// Drops the pairs that are not free.
  private mutating func keepFree() {
    let isFree = pairs.map { min($0.left.entropy, $0.right.entropy) >= Self.minimumEntropy }
    for index in places.indices where places[index] != 0 && !isFree[Int(places[index]) - 1] {
      places[index] = 0
    }
    isEmpty = !isFree.contains(true)
  }

  /// The index in `pairs` of a unit and the next one; `nil` if they did not qualify.
  @inline(__always) func place(at index: Int) -> Int? {
    places[index] == 0 ? nil : Int(places[index]) - 1
  }
}
