import WordMineBase
import WordMineText

/// Measures the strings of sorted records.
///
/// The occurrences of a string are a *run* of records; runs of longer strings nest in those of
/// shorter ones. Records of prior counts are merged into those of the text.
struct ContextMeasurer {
  private let shared: ContextInput
  private let bits: Int
  private let runs: ContextMeasures
  /// Closed runs of 2, 3 and 4 atoms whose enclosing run is still open.
  private let waiting: SharedArray<ContextMeasures.Measure>
  var grams: GramCollector

  init(_ shared: ContextInput, _ runs: ContextMeasures) throws(OutOfMemory) {
    self.shared = shared
    self.runs = runs
    bits = shared.text.atoms.bits
    waiting = try SharedArray(zeros: 3 * (shared.text.atoms.count + 1))
    grams = GramCollector(
      minimumCount: shared.collectedCount, direction: shared.direction, bits: bits)
  }

  /// Finds the runs of 1 to 5 atoms, measures those of 1 to 4, and accumulates the moments of V.
  mutating func measure(
    _ bucket: SharedArray<UInt128>.View, _ id: Int, _ background: PriorRecords?
  ) throws -> VariationMoments {
    var open = OpenRuns()
    var sums = VariationMoments()
    var next = 0
    var total = 0
    var previous: UInt128 = 0
    var previousLength = 0
    // The fewest atoms shared since the last record of the text.
    var leastCommon = 0
    let commons = runs.common.view
    while true {
      let added = background?.record(before: bucket, next)
      let isEnd = added == nil && next == bucket.count
      let record = added ?? (isEnd ? 0 : bucket[next])
      let length = isEnd ? 0 : ContextRecord.length(record)
      let common = min(sharedAtoms(record, previous), length, previousLength)
      var level = previousLength
      while level > common {
        close(level, &open, &sums, total: total, next: next, id: id, record: previous)
        level -= 1
      }
      if isEnd { break }
      while level < length {
        level += 1
        open.open(level, total: total, next: next)
      }
      let weight = added == nil ? shared.textWeight : ContextRecord.count(record)
      if length < 5 { open.kinds[length] += weight }
      total += weight
      leastCommon = min(leastCommon, common)
      if added == nil {
        commons[next] = UInt8(truncatingIfNeeded: leastCommon)
        leastCommon = 5
        next += 1
      } else {
        try background?.advance()
      }
      previous = record
      previousLength = length
    }
    return sums
  }

  /// The number of leading atoms that two records share, including the bucket's own: 1 to 5.
  @inline(__always) private func sharedAtoms(_ one: UInt128, _ other: UInt128) -> Int {
    let highest = 127 - ContextRecord.lowestBit - (one ^ other).leadingZeroBitCount
    if highest < 0 { return 5 }
    if highest >= 2 * bits { return highest >= 3 * bits ? 1 : 2 }
    return highest >= bits ? 3 : 4
  }

  /// The open runs, by length.
  private struct OpenRuns {
    /// The total count before each run.
    var starts = InlineArray<6, Int>(repeating: 0)
    /// The first text record of each run.
    var firsts = InlineArray<6, Int>(repeating: 0)
    /// Σ c ln c over the continuations, and how many there are.
    var sums = InlineArray<6, Double>(repeating: 0)
    var kinds = InlineArray<6, Int>(repeating: 0)
    /// Closed runs of this length inside the open run that is one atom shorter: how many occur
    /// once, and how many others are waiting.
    var once = InlineArray<6, Int>(repeating: 0)
    var waiting = InlineArray<6, Int>(repeating: 0)

    @inline(__always) mutating func open(_ level: Int, total: Int, next: Int) {
      starts[level] = total
      firsts[level] = next
      sums[level] = 0
      kinds[level] = 0
    }
  }

  @inline(__always)
  private mutating func close(
    _ level: Int, _ open: inout OpenRuns, _ sums: inout VariationMoments, total: Int, next: Int,
    id: Int, record: UInt128
  ) {
    let count = max(1, total - open.starts[level])
    if level > 1 { open.kinds[level - 1] += 1 }
    if count == 1 {
      // H′ = D = 0, for all longer strings with this prefix too.
      if level < 5 {
        let measure = ContextMeasures.Measure(plain: 0, correction: 0, count: 1)
        if open.firsts[level] < next {
          runs[open.firsts[level], level] = measure
        }
        if level < 4 {
          sums.add(0, 0, length: level + 1, times: open.once[level + 1])
          open.once[level + 1] = 0
        }
        open.once[level] += 1
        if level == 1 { sums.add(-shared.index.entropy, 0, length: 1) }
      }
      return
    }
    let logarithms = shared.index.logarithms
    if level > 1 { open.sums[level - 1] += logarithms.nLn(count) }
    guard level < 5 else { return }
    let plain = max(0, logarithms.ln(count) - open.sums[level] / Double(count))
    let correction = Double(open.kinds[level] - 1) / Double(count)
    let measure = ContextMeasures.Measure(
      plain: plain, correction: Float(correction), count: UInt32(clamping: count))
    if open.firsts[level] < next {
      runs[open.firsts[level], level] = measure
    }
    if level < 4 { endWaiting(level + 1, &open, &sums, plain, correction) }
    if level > 1 {
      waiting.view[(level - 2) * (shared.text.atoms.count + 1) + open.waiting[level]] = measure
      open.waiting[level] += 1
    } else {
      sums.add(plain - shared.index.entropy, correction, length: 1)
    }
    if level < 4 { grams.add(id, record, level, measure) }
  }

  /// Adds the variations of the closed runs of a length when their enclosing run ends.
  @inline(__always)
  private func endWaiting(
    _ level: Int, _ open: inout OpenRuns, _ sums: inout VariationMoments, _ plain: Double,
    _ correction: Double
  ) {
    if open.once[level] > 0 {
      sums.add(-plain, -correction, length: level, times: open.once[level])
      open.once[level] = 0
    }
    let base = (level - 2) * (shared.text.atoms.count + 1)
    for index in base..<base + open.waiting[level] {
      let inner = waiting.view[index]
      sums.add(inner.plain - plain, Double(inner.correction) - correction, length: level)
    }
    open.waiting[level] = 0
  }
}
