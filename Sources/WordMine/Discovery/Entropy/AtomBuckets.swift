import WordMineText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The positions of a text by atom, and what is known of single atoms.
struct AtomBuckets: Sendable {
  let positions: [UInt32]
  /// Where the bucket of each id starts; one more at the end.
  let starts: [Int]
  /// ln of the count of each atom, in all that is counted.
  let logCounts: [Double]
  /// ln of the number of atoms in all that is counted.
  let logTotal: Double
  let logarithms = LogarithmTable()
  /// The entropy of single atoms, H₀.
  let entropy: Double

  /// - Precondition: The text has fewer than 2³² positions.
  init<ID: AtomID>(_ text: DiscoveryText<ID>) {
    precondition(text.ids.count < Int(UInt32.max), "\(text.ids.count) positions")
    starts = Self.starts(text)
    positions = Self.positions(text, starts)
    let counts = text.atoms.knownCounts
    let total = Double(max(1, text.atoms.knownTotal))
    logCounts = counts.map { log(Double(max(1, $0))) }
    logTotal = log(total)
    entropy = counts.reduce(0) { $0 - ($1 == 0 ? 0 : Double($1) / total * log(Double($1) / total)) }
  }

  private static func starts<ID: AtomID>(_ text: DiscoveryText<ID>) -> [Int] {
    var counts = [Int](repeating: 0, count: text.atoms.count)
    for position in text.range { counts[Int(text.ids[position])] += 1 }
    counts[0] = 0
    var starts = [0]
    for count in counts { starts.append(starts[starts.count - 1] + count) }
    return starts
  }

  private static func positions<ID: AtomID>(
    _ text: DiscoveryText<ID>, _ starts: [Int]
  ) -> [UInt32] {
    var placeStorage = starts
    var places = placeStorage.mutableSpan
    var positions = [UInt32](repeating: 0, count: starts[starts.count - 1])
    var targets = positions.mutableSpan
    let ids = text.ids
    for position in text.range {
      let id = Int(ids[position])
      if id == 0 { continue }
      targets[places[id]] = UInt32(truncatingIfNeeded: position)
      places[id] += 1
    }
    return positions
  }

  /// The size of the largest bucket.
  var longest: Int { starts.indices.dropLast().map { starts[$0 + 1] - starts[$0] }.max() ?? 0 }

  /// The ids in groups of about equal work, in order.
  var groups: [Range<Int>] {
    let size = max(1 << 14, positions.count / 64)
    var groups: [Range<Int>] = []
    var first = 1
    for id in 1..<max(1, starts.count - 1) where starts[id + 1] - starts[first] >= size {
      groups.append(first..<id + 1)
      first = id + 1
    }
    if first < starts.count - 1 { groups.append(first..<starts.count - 1) }
    return groups
  }
}
