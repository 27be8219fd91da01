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
  private var minimumCount: Int?
  private let direction: BranchingEntropy.Direction
  private let bits: Int
  private var grams: [GramStatistics] = []
  /// How many of them have one atom.
  private var singles = 0

  init(minimumCount: Int?, direction: BranchingEntropy.Direction, bits: Int) {
    (self.minimumCount, self.direction, self.bits) = (minimumCount, direction, bits)
  }

  /// - Parameters:
  ///   - id: The atom of the bucket.
  ///   - record: A record of the string, which has `length` atoms.
  @inline(__always)
  mutating func add(_ id: Int, _ record: UInt128, _ length: Int, _ measure: ContextMeasures.Measure)
  {
    if let least = minimumCount, measure.count >= least { append(id, record, length, measure) }
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
    append(
      GramStatistics(
        key: ShortGram.key(atoms.0, atoms.1, atoms.2), count: measure.count,
        plain: Float(measure.plain), correction: measure.correction))
  }

  private mutating func append(_ gram: GramStatistics) {
    grams.append(gram)
    if ShortGram.length(gram.key) == 1 { singles += 1 }
  }

  /// Adds strings that were collected elsewhere, as `add` does.
  mutating func add(_ grams: ArraySlice<GramStatistics>) {
    guard let least = minimumCount else { return }
    for gram in grams where gram.count >= least { append(gram) }
  }

  /// Raises the minimum count, dropping strings of two or three atoms below it, until at most
  /// `limit` strings remain.
  ///
  /// - Parameter countsSingles: Whether single atoms count. If not, what is kept of the strings of some atoms
  ///   is at least what would be kept of them among those of all atoms.
  mutating func limit(to limit: Int, countsSingles: Bool = true) {
    while grams.count - (countsSingles ? 0 : singles) > limit, let least = minimumCount {
      minimumCount = least + 1
      grams.removeAll { $0.count == least && ShortGram.length($0.key) > 1 }
      if least > 1 << 20 { return }
    }
  }

  /// The strings collected since the last call.
  mutating func take() -> [GramStatistics] {
    defer { (grams, singles) = ([], 0) }
    return grams
  }
}
