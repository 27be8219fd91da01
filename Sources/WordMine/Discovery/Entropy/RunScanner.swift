import WordMineText

/// What all workers of one direction share.
struct RunContext<ID: AtomID>: Sendable {
  let text: DiscoveryText<ID>
  let buckets: AtomBuckets
  let direction: BranchingEntropy.Direction
  /// Where the results go; see `EntropyParts`.
  let variations: SharedArray<UInt64>.View
  let marks: SharedArray<UInt64>.View
  /// Strings that occur so often are collected; `nil`: none.
  let collectedCount: Int?
  /// 1, or 0 where the text is part of what the background counted.
  let textWeight: Int
}

/// Works out the strings that begin with one atom, bucket after bucket.
///
/// A record packs the four atoms that follow a position, how far they go, and the position: sorted,
/// the occurrences of each string stand together, as a *run*; runs of longer strings nest in those of
/// shorter ones. Records of a background, counted elsewhere, take their places between those of the
/// text.
struct RunScanner<ID: AtomID> {
  private let shared: RunContext<ID>
  private let bits: Int
  private let records: SharedArray<UInt128>
  private let scratch: SharedArray<UInt128>
  private var histogram: [UInt32] = []
  /// For the first record of each run of 1 to 4 atoms, at 4 · record + length − 1.
  private let measures: SharedArray<Measure>
  /// For each record, how many of its atoms it shares with the record before, below its length.
  private let common: SharedArray<UInt8>
  /// Runs that wait for the end of the run around them: those of 2, 3 and 4 atoms.
  private let waiting: SharedArray<Measure>
  private var grams: [GramStatistics] = []
  /// Strings that occur so often are collected; `nil`: none.
  private var collectedCount: Int?

  /// What is known of a string: H′, D and its count.
  struct Measure: BitwiseCopyable, Sendable {
    var plain: Double
    var correction: Float
    var count: UInt32
  }

  private static var longest: Int { BranchingEntropy.longest }
  /// Positions are scattered; their places are fetched so many records ahead.
  private static var prefetchDistance: Int { 16 }

  init(_ shared: RunContext<ID>, longestBucket: Int) {
    self.shared = shared
    collectedCount = shared.collectedCount
    bits = shared.text.atoms.bits
    precondition(4 * bits + RunRecord.lowestBit <= 128, "\(bits) bits an atom")
    records = SharedArray(zeros: longestBucket)
    scratch = SharedArray(zeros: longestBucket)
    measures = SharedArray(zeros: Self.longest * longestBucket)
    common = SharedArray(zeros: longestBucket)
    waiting = SharedArray(zeros: 3 * (shared.text.atoms.count + 1))
  }

  /// Writes the cells of the positions of one atom; gives the sums over its strings.
  mutating func process(_ id: Int, _ background: BackgroundRecords? = nil) throws -> VariationSums {
    let range = shared.buckets.starts[id]..<shared.buckets.starts[id + 1]
    fill(range)
    let bucket = records.view.slice(0..<range.count)
    sort(bucket)
    let sums = try measureRuns(bucket, id, background)
    writeCells(bucket, id)
    return sums
  }

  /// Sorts by the first two of the four atoms, then the few that agree there by the others.
  private mutating func sort(_ bucket: SharedArray<UInt128>.View) {
    let half = 2 * bits
    let top = UInt128(RunRecord.lowestBit + half)
    RadixSort.sort(
      bucket, bits: half, above: Int(top), scratch: scratch.view, histogram: &histogram)
    var start = 0
    while start < bucket.count {
      let key = bucket[start] &>> top
      var end = start + 1
      while end < bucket.count, bucket[end] &>> top == key { end += 1 }
      if end - start > 1 {
        RadixSort.sort(
          bucket.slice(start..<end), bits: half, above: RunRecord.lowestBit, scratch: scratch.view,
          histogram: &histogram)
      }
      start = end
    }
  }

  private func fill(_ range: Range<Int>) {
    let ids = shared.text.ids
    let positions = shared.buckets.positions.span
    let step = shared.direction.step
    let records = records.view
    for index in range {
      let position = Int(positions[index])
      if index + Self.prefetchDistance < range.upperBound {
        ids.prefetch(Int(positions[index + Self.prefetchDistance]))
      }
      let first = UInt64(ids[position + step])
      let second = first == 0 ? 0 : UInt64(ids[position + 2 * step])
      let third = second == 0 ? 0 : UInt64(ids[position + 3 * step])
      let fourth = third == 0 ? 0 : UInt64(ids[position + 4 * step])
      records[index - range.lowerBound] = RunRecord.text(
        first, second, third, fourth, bits: UInt64(bits), position: position)
    }
  }

  /// How many leading atoms two records share, the bucket's own included: 1 to 5.
  @inline(__always) private func sharedAtoms(_ one: UInt128, _ other: UInt128) -> Int {
    let highest = 127 - RunRecord.lowestBit - (one ^ other).leadingZeroBitCount
    if highest < 0 { return 5 }
    if highest >= 2 * bits { return highest >= 3 * bits ? 1 : 2 }
    return highest >= bits ? 3 : 4
  }

  /// Finds the runs of 1 to 5 atoms, measures those of 1 to 4, and sums up their variations.
  private mutating func measureRuns(
    _ bucket: SharedArray<UInt128>.View, _ id: Int, _ background: BackgroundRecords?
  ) throws -> VariationSums {
    var open = OpenRuns()
    var sums = VariationSums()
    var next = 0
    var total = 0
    var previous: UInt128 = 0
    var previousLength = 0
    // The least number of shared atoms since the last record of the text.
    var leastCommon = 0
    let commons = common.view
    while true {
      let added = background?.record(before: bucket, next)
      let isEnd = added == nil && next == bucket.count
      let record = added ?? (isEnd ? 0 : bucket[next])
      let length = isEnd ? 0 : RunRecord.length(record)
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
      let weight = added == nil ? shared.textWeight : RunRecord.count(record)
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

  /// The runs that have begun and not ended, by length.
  private struct OpenRuns {
    /// What was counted before them.
    var starts = InlineArray<6, Int>(repeating: 0)
    /// Their first record of the text.
    var firsts = InlineArray<6, Int>(repeating: 0)
    /// Σ c ln c and the number of their continuations.
    var sums = InlineArray<6, Double>(repeating: 0)
    var kinds = InlineArray<6, Int>(repeating: 0)
    /// The ended runs of this length inside the one of a smaller: how many occur once, and how many
    /// others wait.
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
    _ level: Int, _ open: inout OpenRuns, _ sums: inout VariationSums, total: Int, next: Int,
    id: Int, record: UInt128
  ) {
    let count = max(1, total - open.starts[level])
    if level > 1 { open.kinds[level - 1] += 1 }
    if count == 1 {
      // H′ = D = 0, and so it is with all longer strings of this beginning.
      if level < 5 {
        let measure = Measure(plain: 0, correction: 0, count: 1)
        if open.firsts[level] < next { measures.view[4 * open.firsts[level] + level - 1] = measure }
        if level < 4 {
          sums.add(0, 0, length: level + 1, times: open.once[level + 1])
          open.once[level + 1] = 0
        }
        open.once[level] += 1
        if level == 1 { sums.add(-shared.buckets.entropy, 0, length: 1) }
      }
      return
    }
    let logarithms = shared.buckets.logarithms
    if level > 1 { open.sums[level - 1] += logarithms.nLn(count) }
    guard level < 5 else { return }
    let plain = max(0, logarithms.ln(count) - open.sums[level] / Double(count))
    let correction = Double(open.kinds[level] - 1) / Double(count)
    let measure = Measure(
      plain: plain, correction: Float(correction), count: UInt32(clamping: count))
    if open.firsts[level] < next { measures.view[4 * open.firsts[level] + level - 1] = measure }
    if level < 4 { endWaiting(level + 1, &open, &sums, plain, correction) }
    if level > 1 {
      waiting.view[(level - 2) * (shared.text.atoms.count + 1) + open.waiting[level]] = measure
      open.waiting[level] += 1
    } else {
      sums.add(plain - shared.buckets.entropy, correction, length: 1)
    }
    if let least = collectedCount, level < 4, count >= least {
      collect(id, record, level, measure)
    }
  }

  /// Sums up the runs of a length that were inside a run that ends.
  @inline(__always)
  private func endWaiting(
    _ level: Int, _ open: inout OpenRuns, _ sums: inout VariationSums, _ plain: Double,
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

  private mutating func collect(_ id: Int, _ record: UInt128, _ length: Int, _ measure: Measure) {
    let (first, second) = RunRecord.firstTwo(record, bits: bits)
    let atoms: (UInt64, UInt64, UInt64) =
      switch (length, shared.direction) {
      case (1, _): (UInt64(id), 0, 0)
      case (2, .right): (UInt64(id), first, 0)
      case (2, .left): (first, UInt64(id), 0)
      case (_, .right): (UInt64(id), first, second)
      case (_, .left): (second, first, UInt64(id))
      }
    grams.append(
      GramStatistics(
        key: GramStatistics.key(atoms.0, atoms.1, atoms.2), count: measure.count,
        plain: Float(measure.plain), correction: measure.correction))
  }

  /// Drops the rarest strings of more than one atom, and collects them no more, until `limit` holds.
  mutating func limitGrams(_ limit: Int) {
    while grams.count > limit, let least = collectedCount {
      collectedCount = least + 1
      grams.removeAll { $0.count == least && GramStatistics.length($0.key) > 1 }
      if least > 1 << 20 { return }
    }
  }

  /// The strings that were collected since this was last called.
  mutating func takeGrams() -> [GramStatistics] {
    defer { grams = [] }
    return grams
  }

  /// Hands the values of each run on to the positions of its records.
  private func writeCells(_ bucket: SharedArray<UInt128>.View, _ id: Int) {
    var plainOf = InlineArray<5, Double>(repeating: shared.buckets.entropy)
    var countOf = InlineArray<5, UInt32>(repeating: 0)
    let measures = measures.view
    let (variationsAt, marksAt) = (shared.variations, shared.marks)
    // ln of the part that the bucket's atom has in all that is counted.
    let logShare = shared.buckets.logCounts[id] - shared.buckets.logTotal
    var variations: UInt64 = 0
    var corrections: UInt32 = 0
    var fields = GapBins.missing
    for index in 0..<bucket.count {
      let record = bucket[index]
      if index + Self.prefetchDistance < bucket.count {
        let ahead = RunRecord.position(bucket[index + Self.prefetchDistance])
        variationsAt.prefetch(ahead)
        marksAt.prefetch(ahead)
      }
      let length = RunRecord.length(record)
      let position = RunRecord.position(record)
      let common = Int(self.common.view[index])
      let last = min(length, 4)
      if common < last {
        variations &= (UInt64(1) &<< UInt64(16 * common)) &- 1
        corrections &= (UInt32(1) &<< UInt32(8 * common)) &- 1
        var level = common + 1
        while level <= last {
          let measure = measures[4 * index + level - 1]
          plainOf[level] = measure.plain
          countOf[level] = measure.count
          let units = Self.units(measure.plain - plainOf[level - 1])
          variations |= UInt64(UInt16(bitPattern: units)) &<< UInt64(16 * (level - 1))
          corrections |= EntropyParts.units(measure.correction) &<< UInt32(8 * (level - 1))
          level += 1
        }
        if common < 2 {
          fields = pairFields(length, countOf, position, logShare: logShare)
        }
        if common < 3 {
          let ratio = length < 3 ? GapBins.none : ratioBin(countOf)
          fields =
            fields & ~GapBins.Field.ratio.mask | ratio &<< GapBins.Field.ratio.rawValue
        }
      }
      variationsAt[position] = variations
      marksAt[position] = UInt64(corrections) &<< 32 | UInt64(fields)
    }
  }

  /// V as it is kept, rounded.
  @inline(__always) private static func units(_ variation: Double) -> Int16 {
    let scaled = variation * Double(BranchingEntropy.scale)
    return Int16(clamping: Int(scaled < 0 ? scaled - 0.5 : scaled + 0.5))
  }

  /// The fields of the boundary model that a pair has; no others.
  private func pairFields(
    _ length: Int, _ countOf: InlineArray<5, UInt32>, _ position: Int, logShare: Double
  ) -> UInt32 {
    // Not all missing, so that it differs from a border.
    let none = GapBins.missing & ~GapBins.Field.entropy1.mask
    if length < 2 { return none }
    let neighbour = Int(shared.text.ids[position + shared.direction.step])
    let logPair = shared.buckets.logarithms.ln(Int(countOf[2]))
    let information = logPair - logShare - shared.buckets.logCounts[neighbour]
    let kept = ~(GapBins.Field.information.mask | GapBins.Field.pairCount.mask)
    return none & kept
      | GapBins.information(information) &<< GapBins.Field.information.rawValue
      | GapBins.pairCount(logPair) &<< GapBins.Field.pairCount.rawValue
  }

  private func ratioBin(_ countOf: InlineArray<5, UInt32>) -> UInt32 {
    let logarithms = shared.buckets.logarithms
    return GapBins.ratio(logarithms.ln(Int(countOf[3])) - logarithms.ln(Int(countOf[2])))
  }
}
