import WordMineText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What follows, or what comes before, the strings of a text: stage A.
///
/// For a string *x* with *c* occurrences, of which the atom after it is *y* in *c*_y, and *K*
/// different continuations (each border is one of its own),
///
///     H(x) = max(0, ln c − (1/c) Σ c_y ln c_y) + m (K − 1)/c
///
/// is the branching entropy of *x*, corrected for the smallness of *c*: m = ½ would remove the bias
/// of the estimate, more than that moves it towards shorter words. Its variation
///
///     V(x) = H(x) − H(x without the atom nearest to the continuation),  V(a) = H(a) − H₀
///
/// rises where a word ends. Both are kept for the strings of one to four atoms at each position,
/// found by sorting the positions of each atom by the four atoms that follow.
///
/// References: Jin and Tanaka-Ishii 2006; Magistry and Sagot 2012.
struct BranchingEntropy: Sendable {
  /// The strings that are looked at have up to this many atoms.
  static let longest = 4
  /// V is kept in units of 1/1024 nat.
  static let scale: Float = 1024

  /// Three words a position: V of the strings of 1 to 4 atoms that begin (or, to the left, end)
  /// there, as four 16-bit integers, the first for one atom; then their `GapBins`.
  let cells: SharedArray<UInt32>
  /// Mean and standard deviation of V over the distinct strings of 1 to 4 atoms.
  let means: [Double]
  let deviations: [Double]
  /// H₀, the entropy of single atoms.
  let atomEntropy: Double
  /// The strings of one to three atoms that occur twice or more, if they were asked for.
  let grams: [GramStatistics]

  enum Direction: Sendable {
    /// Continuations to the right; strings begin at their position.
    case right
    /// Continuations to the left; strings end at their position.
    case left

    var step: Int { self == .right ? 1 : -1 }
  }

  /// - Parameters:
  ///   - correction: m, see above.
  /// - Complexity: O(atoms · log) time, 12 bytes an atom kept and 4 while it works.
  init<ID: AtomID>(
    _ text: DiscoveryText<ID>, buckets: AtomBuckets, direction: Direction, correction: Double,
    collectsGrams: Bool, threads: Int
  ) throws {
    let cells = SharedArray<UInt32>(zeros: 3 * text.ids.count)
    for position in 0..<text.ids.count where text.ids[position] == 0 {
      cells.view[3 * position + 2] = GapBins.missing
    }
    let statistics = BucketStatistics(
      text: text, buckets: buckets, direction: direction, correction: correction,
      cells: cells.view, collectsGrams: collectsGrams)
    let groups = buckets.groups
    let longest = buckets.longest
    let results = try parallelMap(
      groups.count, threads: threads, worker: { BucketWorker(statistics, longestBucket: longest) },
      { worker, group in (groups[group].map { worker.process($0) }, worker.takeGrams()) })
    // Summed up in the order of the atoms, so that rounding does not depend on threads.
    var total = VariationSums()
    for (sums, _) in results { for bucket in sums { total.add(bucket) } }
    (means, deviations) = total.meansAndDeviations
    self.cells = cells
    atomEntropy = buckets.entropy
    grams = results.flatMap(\.1)
  }

  /// H of the string of `length` atoms at a position, in nats; its V were rounded.
  func entropy(_ position: Int, _ length: Int) -> Double {
    let sum = (1...length).reduce(atomEntropy) {
      $0 + Double(Self.variation(cells.view, position, $1)) / Double(Self.scale)
    }
    return max(0, sum)
  }

  /// V, in units, of the string of `length` atoms at a position.
  @inline(__always) static func variation(
    _ cells: SharedArray<UInt32>.View, _ position: Int, _ length: Int
  ) -> Int16 {
    let word = cells[3 * position + (length - 1) &>> 1]
    return Int16(truncatingIfNeeded: length & 1 == 1 ? word : word &>> 16)
  }
}

/// The positions of a text by atom.
struct AtomBuckets: Sendable {
  let positions: [UInt32]
  /// Where the bucket of each id starts; one more at the end.
  let starts: [Int]
  /// ln of the count of each atom.
  let logCounts: [Double]
  /// ln of 0, 1, 2, … and n ln n.
  let logarithms = LogarithmTable()
  /// The entropy of single atoms, H₀.
  let entropy: Double

  /// - Precondition: The text has fewer than 2³² positions.
  init<ID: AtomID>(_ text: DiscoveryText<ID>) {
    precondition(text.ids.count < Int(UInt32.max), "\(text.ids.count) positions")
    let counts = text.atoms.counts
    var starts = [0]
    for count in counts { starts.append(starts[starts.count - 1] + count) }
    var placeStorage = starts
    var places = placeStorage.mutableSpan
    var positions = [UInt32](repeating: 0, count: starts[starts.count - 1])
    var targets = positions.mutableSpan
    let ids = text.ids
    for position in text.range {
      let id = Int(ids[position])
      if id == 0 { continue }
      targets[places[id]] = UInt32(position)
      places[id] += 1
    }
    self.positions = positions
    self.starts = starts
    logCounts = counts.map { log(Double(max(1, $0))) }
    let total = Double(max(1, positions.count))
    entropy = counts.reduce(0) { $0 - ($1 == 0 ? 0 : Double($1) / total * log(Double($1) / total)) }
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

/// ln n and n ln n, from a table where n is small.
struct LogarithmTable: Sendable {
  private let table: [Double]
  private static let size = 1 << 16

  init() { table = [0] + (1..<Self.size).map { log(Double($0)) } }

  @inline(__always) func ln(_ count: Int) -> Double {
    count < Self.size ? table[count] : log(Double(count))
  }

  @inline(__always) func nLn(_ count: Int) -> Double { Double(count) * ln(count) }
}

/// Sums of V over distinct strings, by length.
struct VariationSums: Sendable {
  var count = InlineArray<4, Double>(repeating: 0)
  var sum = InlineArray<4, Double>(repeating: 0)
  var squares = InlineArray<4, Double>(repeating: 0)

  mutating func add(_ value: Double, length: Int) {
    count[length - 1] += 1
    sum[length - 1] += value
    squares[length - 1] += value * value
  }

  mutating func add(_ other: VariationSums) {
    for index in 0..<BranchingEntropy.longest {
      count[index] += other.count[index]
      sum[index] += other.sum[index]
      squares[index] += other.squares[index]
    }
  }

  /// A deviation of zero (all strings alike, or none) is given as 1.
  var meansAndDeviations: ([Double], [Double]) {
    var (means, deviations) = ([Double](), [Double]())
    for index in 0..<BranchingEntropy.longest {
      let mean = count[index] > 0 ? sum[index] / count[index] : 0
      let variance = count[index] > 0 ? squares[index] / count[index] - mean * mean : 0
      means.append(mean)
      deviations.append(variance > 1e-12 ? variance.squareRoot() : 1)
    }
    return (means, deviations)
  }
}
