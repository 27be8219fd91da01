import Glibc
import WordMineText

/// The statistics of a corpus that tell which words belong together: classes, pairs by distance,
/// and how clauses begin and end. A `SentenceParser` uses them.
///
///     try found.model.write(to: "corpus.links")
///     let model = try LinkModel(contentsOf: "corpus.links")
public struct LinkModel: Sendable {
  /// The words by id.
  let words: LinkWords
  /// The class of each id.
  let classes: [UInt8]
  let classCount: Int
  let counts: PairCounts
  /// The number of clauses that begin and end with each id.
  let begins: [Int]
  let ends: [Int]
  let clauses: Int

  /// r_AB,d and its parts, computed from the counts.
  private let ratios: ClassRatios
  private let after: SideRatios
  private let before: SideRatios
  private let gaps: GapRatios

  init(
    words: LinkWords, classes: [UInt8], classCount: Int, counts: PairCounts, begins: [Int],
    ends: [Int], clauses: Int
  ) {
    self.words = words
    self.classes = classes
    self.classCount = classCount
    self.counts = counts
    self.begins = begins
    self.ends = ends
    self.clauses = clauses
    let ratios = ClassRatios(words, classes, classCount, counts)
    self.ratios = ratios
    after = SideRatios(counts, ratios, words, classes, classCount, isAfter: true)
    before = SideRatios(counts, ratios, words, classes, classCount, isAfter: false)
    gaps = GapRatios(
      words, classes, classCount, begins: begins, ends: ends, clauses: clauses)
  }

  /// The greatest distance at which pairs were counted.
  public var window: Int { counts.window }

  /// The share of gaps between words that are borders of clauses.
  var borderShare: Double {
    min(0.99, max(1e-6, Double(clauses) / Double(max(1, words.totalCount))))
  }

  /// The probability of an id.
  @inline(__always) func probability(_ id: UInt32) -> Double { ratios.probabilities[Int(id)] }

  /// How often `b` follows `a` at a distance, relative to chance at any distance: r_ab,d.
  ///
  ///     r_AB,d = (c_d(A,B) + κ₁ r_d) / (C p_A p_B + κ₁)
  ///     r_aB,d = (c_d(a,B) + κ₂ r_AB,d) / (C p_a p_B + κ₂),  r_Ab,d likewise
  ///     r_ab,d = (c_d(a,b) + κ₃ r_aB,d r_Ab,d / r_AB,d) / (C p_a p_b + κ₃)
  ///
  /// A pair at distance d has weight 1/d. Each ratio is the posterior mean of a rate whose prior is
  /// the line above, so that rare pairs are judged by their classes. Beyond the window W, the ratio
  /// is 0.2 r_W W²/d²: see `distantShare`.
  ///
  /// - Complexity: O(log pairs of a).
  func ratio(_ a: UInt32, _ b: UInt32, _ distance: Int) -> Double { pair(a, b, distance).ratio }

  /// The ratio of a pair, and its entry in `counts.pairs` if it was kept.
  func pair(_ a: UInt32, _ b: UInt32, _ distance: Int) -> (ratio: Double, entry: Int?) {
    let window = counts.window
    guard distance <= window else {
      let share = Double(window) / Double(distance)
      return (Self.distantShare * ratios.shares[window - 1] * share * share, nil)
    }
    let prior = classRatio(a, b, distance)
    let key = b * UInt32(window) + UInt32(distance - 1)
    let entry = counts.pairs.entry(Int(a), key)
    let weight = entry.map { Double(counts.pairs.counts[$0]) / Double(distance) } ?? 0
    let expected = ratios.total * probability(a) * probability(b)
    let strength = ClassRatios.pairStrength
    return ((weight + strength * prior) / (expected + strength), entry)
  }

  /// The share of r_W that is left just beyond the window, before it falls as 1/d². Set by hand.
  private static let distantShare = 0.2

  /// r_aB,d r_Ab,d / r_AB,d.
  private func classRatio(_ a: UInt32, _ b: UInt32, _ distance: Int) -> Double {
    let (first, second) = (Int(classes[Int(a)]), Int(classes[Int(b)]))
    return after[a, second, distance] * before[b, first, distance]
      / ratios[first, second, distance - 1]
  }

  /// The weight of the ratio of two adjacent words against their use at borders of clauses. Set by hand.
  private static let adjacencyWeight = 0.3

  /// The evidence for a clause border between two adjacent words: l, in nats.
  ///
  ///     l = ln ρ_E(a) + ln ρ_B(b) − 0.3 ln(r_ab,1 / r_1)
  func gapStrength(_ a: UInt32, _ b: UInt32) -> Double {
    gaps.ends[Int(a)] + gaps.begins[Int(b)]
      - Self.adjacencyWeight * log(ratio(a, b, 1) / ratios.shares[0])
  }
}

/// The ratios of pairs of classes.
struct ClassRatios: Sendable {
  static let classStrength = 5.0
  static let wordStrength = 5.0
  static let pairStrength = 20.0

  /// C, the total weight of all pairs.
  let total: Double
  /// r_d, the share of each distance.
  let shares: [Double]
  let probabilities: [Double]
  let classProbabilities: [Double]
  private let window: Int
  private let classCount: Int
  private let ratios: [Double]

  init(_ words: LinkWords, _ classes: [UInt8], _ classCount: Int, _ counts: PairCounts) {
    let window = counts.window
    self.window = window
    self.classCount = classCount
    var sums = [Int](repeating: 0, count: classCount * classCount * window)
    var classTotals = [Int](repeating: 0, count: classCount)
    for id in 1..<max(1, words.count) {
      classTotals[Int(classes[id])] += words.counts[id]
      let base = Int(classes[id]) * classCount * window
      for entry in counts.after.row(id) {
        sums[base + Int(counts.after.keys[entry])] += Int(counts.after.counts[entry])
      }
    }
    let byDistance = (0..<window).map { distance in
      stride(from: distance, to: sums.count, by: window).reduce(0) { $0 + sums[$1] }
    }
    let weights = (0..<window).map { Double(byDistance[$0]) / Double($0 + 1) }
    let all = max(1, weights.reduce(0, +))
    let units = Double(max(1, words.totalCount))
    total = all
    // Without any pairs, as in a corpus of single words, shares must still be positive.
    shares = weights.map { max($0, 1) / all }
    probabilities = words.counts.map { Double($0) / units }
    classProbabilities = classTotals.map { Double($0) / units }
    let (shares, probabilities) = (shares, classProbabilities)
    ratios = sums.indices.map { index in
      let distance = index % window
      let (first, second) = (
        index / window / classCount, index / window % classCount
      )
      let weight = Double(sums[index]) / Double(distance + 1)
      return (weight + Self.classStrength * shares[distance])
        / (all * probabilities[first] * probabilities[second] + Self.classStrength)
    }
  }

  /// r_AB,d, with distances counted from 0.
  @inline(__always) subscript(first: Int, second: Int, distance: Int) -> Double {
    ratios[(first * classCount + second) * window + distance]
  }
}

/// How often classes stand on one side of a word, relative to chance: r_aB,d or r_Ab,d of
/// `LinkModel`.
struct SideRatios: Sendable {
  /// The ratios of the most frequent words are precomputed, in tables that fit in the cache: at
  /// most this many words, each with at least this count.
  private static let (mostReady, leastReady) = (1024, 200)

  private let rows: SparseRows
  private let ratios: ClassRatios
  private let classes: [UInt8]
  private let isAfter: Bool
  private let window: Int
  private let classCount: Int
  /// The precomputed ratios by word from 1, class and distance.
  private var ready: [Double] = []
  private var lastReady = 0

  init(
    _ counts: PairCounts, _ ratios: ClassRatios, _ words: LinkWords, _ classes: [UInt8],
    _ classCount: Int, isAfter: Bool
  ) {
    rows = isAfter ? counts.after : counts.before
    self.ratios = ratios
    self.classes = classes
    self.isAfter = isAfter
    self.classCount = classCount
    window = counts.window
    var last = 0
    while last < min(Self.mostReady, words.wordCount), words.counts[last + 1] >= Self.leastReady {
      last += 1
    }
    ready.reserveCapacity(last * classCount * window)
    for word in 1..<last + 1 {
      for other in 0..<classCount {
        for distance in 1...window { ready.append(ratio(UInt32(word), other, distance)) }
      }
    }
    lastReady = last
  }

  /// The ratio of a class at a distance from a word.
  @inline(__always) subscript(word: UInt32, other: Int, distance: Int) -> Double {
    guard word <= lastReady else { return ratio(word, other, distance) }
    return ready[((Int(word) - 1) * classCount + other) * window + distance - 1]
  }

  /// (c_d(a,B) + κ₂ r_AB,d) / (C p_a p_B + κ₂)
  private func ratio(_ word: UInt32, _ other: Int, _ distance: Int) -> Double {
    let own = Int(classes[Int(word)])
    let both = isAfter ? ratios[own, other, distance - 1] : ratios[other, own, distance - 1]
    let count = rows.count(Int(word), UInt32(other * window + distance - 1))
    let expected =
      ratios.total * ratios.probabilities[Int(word)] * ratios.classProbabilities[other]
    let strength = ClassRatios.wordStrength
    return (Double(count) / Double(distance) + strength * both) / (expected + strength)
  }
}

/// How much more often than other words a word ends or begins a clause.
///
///     ρ_E(w) = (E(w) + 100 ρ_E(class)) / (n(w) f + 100),  ρ_E(A) = (E(A) + 100) / (n(A) f + 100)
struct GapRatios: Sendable {
  private static let strength = 100.0

  /// ln ρ_E and ln ρ_B, by id.
  let ends: [Double]
  let begins: [Double]

  init(
    _ words: LinkWords, _ classes: [UInt8], _ classCount: Int, begins: [Int], ends: [Int],
    clauses: Int
  ) {
    let share = Double(clauses) / Double(max(1, words.totalCount))
    func logarithms(_ counts: [Int]) -> [Double] {
      var (sums, totals) = (Array(repeating: 0.0, count: classCount + 1), [Double]())
      totals = sums
      for id in 1..<max(1, words.count) {
        sums[Int(classes[id])] += Double(counts[id])
        totals[Int(classes[id])] += Double(words.counts[id])
      }
      let ratios = zip(sums, totals).map {
        ($0 + Self.strength) / ($1 * share + Self.strength)
      }
      return (0..<words.count).map { id in
        let prior = Self.strength * ratios[Int(classes[id])]
        return log(
          (Double(counts[id]) + prior) / (Double(words.counts[id]) * share + Self.strength))
      }
    }
    self.ends = logarithms(ends)
    self.begins = logarithms(begins)
  }
}
