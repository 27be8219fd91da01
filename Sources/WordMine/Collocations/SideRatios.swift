/// How often classes stand on one side of a word, against chance: r_aB,d or r_Ab,d of `LinkModel`.
struct SideRatios: Sendable {
  /// The words that are met most are this many at most, and occur this often at least: their ratios
  /// are worked out ahead, in tables that a cache holds.
  private static let (mostReady, leastReady) = (1024, 200)

  private let rows: SparseRows
  private let ratios: ClassRatios
  private let classes: [UInt8]
  private let isAfter: Bool
  private let window: Int
  private let classCount: Int
  /// By word from 1, class and distance.
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
