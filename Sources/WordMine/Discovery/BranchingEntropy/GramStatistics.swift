import WordMineBase
import WordMineText

/// The statistics of a string of one to three atoms in one direction.
struct GramStatistics: Sendable {
  /// See `ShortGram.key`.
  var key: UInt64
  var count: UInt32
  /// H′, the uncorrected entropy, and D, the term that m multiplies.
  var plain: Float
  var correction: Float

  /// The atom that its continuations are counted from.
  func atom(_ direction: BranchingEntropy.Direction) -> UInt64 {
    ShortGram.atom(key, direction == .right ? 0 : UInt64(ShortGram.length(key) - 1))
  }

  /// The bin of the corrected entropy.
  func entropyBin(granularity m: Double) -> UInt8 {
    let entropy = Int32((plain + Float(m) * correction) * BranchingEntropy.scale)
    return switch ShortGram.length(key) {
    case 1: UInt8(GapBins.entropy1(entropy))
    case 2: UInt8(GapBins.entropy2(entropy))
    default: UInt8(GapBins.entropy3(entropy))
    }
  }
}

/// Collects the frequent strings of one to three atoms.
struct GramCollector: Sendable {
  /// The least count of the strings to collect; `nil`: none are collected.
  private let collectedCount: Int?
  /// The least count of those of two or three atoms.
  private var minimumCount: Int
  private let direction: BranchingEntropy.Direction
  private let bits: Int
  private var grams: [GramStatistics] = []

  init(minimumCount: Int?, direction: BranchingEntropy.Direction, bits: Int) {
    collectedCount = minimumCount
    (self.minimumCount, self.direction, self.bits) = (minimumCount ?? .max, direction, bits)
  }

  /// - Parameters:
  ///   - id: The atom of the bucket.
  ///   - record: A record of the string, which has `length` atoms.
  @inline(__always)
  mutating func add(_ id: Int, _ record: UInt128, _ length: Int, _ measure: ContextMeasures.Measure)
  {
    if collects(length, measure.count) { append(id, record, length, measure) }
  }

  @inline(__always) private func collects(_ length: Int, _ count: UInt32) -> Bool {
    guard let collectedCount else { return false }
    return count >= (length == 1 ? collectedCount : minimumCount)
  }

  private mutating func append(
    _ id: Int, _ record: UInt128, _ length: Int, _ measure: ContextMeasures.Measure
  ) {
    let (first, second) = ContextRecord.firstTwo(record, bits: bits)
    let atoms: (UInt64, UInt64, UInt64) =
      switch (length, direction) {
      case (1, _): (UInt64(id), 0, 0)
      case (2, .right): (UInt64(id), first, 0)
      case (2, .left): (first, UInt64(id), 0)
      case (_, .right): (UInt64(id), first, second)
      case (_, .left): (second, first, UInt64(id))
      }
    grams.append(
      GramStatistics(
        key: ShortGram.key(atoms.0, atoms.1, atoms.2), count: measure.count,
        plain: Float(measure.plain), correction: measure.correction))
  }

  /// Adds strings that were collected elsewhere, as `add` does.
  mutating func add(_ grams: ArraySlice<GramStatistics>) {
    self.grams += grams.filter { collects(ShortGram.length($0.key), $0.count) }
  }

  /// Raises the minimum count of strings of two or three atoms, dropping the rarest, until at most `limit`
  /// strings remain. Single atoms are never dropped.
  ///
  /// What remains depends on all that was added, not on when this was called.
  mutating func limit(to limit: Int) {
    while grams.count > limit, let least = leastCountOfLonger {
      minimumCount = Int(least) + 1
      grams.removeAll { $0.count == least && ShortGram.length($0.key) > 1 }
    }
  }

  private var leastCountOfLonger: UInt32? {
    grams.lazy.filter { ShortGram.length($0.key) > 1 }.map(\.count).min()
  }

  /// The strings collected since the last call.
  mutating func take() -> [GramStatistics] {
    defer { grams = [] }
    return grams
  }
}
