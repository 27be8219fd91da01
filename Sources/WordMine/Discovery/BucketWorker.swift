import WordMineText

/// What all workers of stage A share.
struct BucketStatistics<ID: AtomID>: Sendable {
  let text: DiscoveryText<ID>
  let buckets: AtomBuckets
  let direction: BranchingEntropy.Direction
  let correction: Double
  let cells: SharedArray<UInt32>.View
  let collectsGrams: Bool
}

/// Works out the strings that begin with one atom, bucket after bucket.
///
/// A record packs the four atoms that follow a position, how far they go, and the position: sorted,
/// the occurrences of each string stand together, as a *run*; runs of longer strings nest in those of
/// shorter ones.
struct BucketWorker<ID: AtomID> {
  private let shared: BucketStatistics<ID>
  private let bits: Int
  private let records: SharedArray<UInt128>
  private let scratch: SharedArray<UInt128>
  private var histogram: [UInt32] = []
  /// For the first record of each run of 1 to 4 atoms, at 4 · record + length − 1.
  private let entropies: SharedArray<Double>
  private let counts: SharedArray<UInt32>
  /// For each record, how many of its atoms it shares with the record before, below its length.
  private let common: SharedArray<UInt8>

  private var grams: [GramStatistics] = []

  private static var longest: Int { BranchingEntropy.longest }
  /// Positions are scattered; their cells are fetched so many records ahead.
  private static var prefetchDistance: Int { 16 }
  /// Above the position and the length of the string begin the atoms.
  private static var lowestBit: Int { 35 }

  init(_ shared: BucketStatistics<ID>, longestBucket: Int) {
    self.shared = shared
    bits = max(1, Int.bitWidth - shared.text.atoms.count.leadingZeroBitCount)
    precondition(4 * bits + Self.lowestBit <= 128, "\(bits) bits an atom")
    records = SharedArray(zeros: longestBucket)
    scratch = SharedArray(zeros: longestBucket)
    entropies = SharedArray(zeros: Self.longest * longestBucket)
    counts = SharedArray(zeros: Self.longest * longestBucket)
    common = SharedArray(zeros: longestBucket)
  }

  /// Writes V and the bins of the positions of one atom; gives the sums of V.
  mutating func process(_ id: Int) -> VariationSums {
    let range = shared.buckets.starts[id]..<shared.buckets.starts[id + 1]
    guard !range.isEmpty else { return VariationSums() }
    fill(range)
    let bucket = records.view.slice(0..<range.count)
    sort(bucket)
    measureRuns(bucket)
    return writeResults(bucket, id)
  }

  /// Sorts by the first two of the four atoms, then the few that agree there by the others.
  private mutating func sort(_ bucket: SharedArray<UInt128>.View) {
    let half = 2 * bits
    RadixSort.sort(
      bucket, bits: half, above: Self.lowestBit + half, scratch: scratch.view,
      histogram: &histogram)
    var start = 0
    while start < bucket.count {
      let key = bucket[start] &>> UInt128(Self.lowestBit + half)
      var end = start + 1
      while end < bucket.count, bucket[end] &>> UInt128(Self.lowestBit + half) == key { end += 1 }
      if end - start > 1 {
        RadixSort.sort(
          bucket.slice(start..<end), bits: half, above: Self.lowestBit, scratch: scratch.view,
          histogram: &histogram)
      }
      start = end
    }
  }

  private func fill(_ range: Range<Int>) {
    let ids = shared.text.ids
    let positions = shared.buckets.positions.span
    let step = shared.direction.step
    let width = UInt64(bits)
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
      let high = UInt128(first &<< width | second) &<< UInt128(2 * width)
      let key = high | UInt128(third &<< width | fourth)
      let length =
        fourth != 0 ? 5 : third != 0 ? 4 : second != 0 ? 3 : first != 0 ? 2 : UInt64(1)
      records[index - range.lowerBound] =
        key &<< 35 | UInt128(length &<< 32 | UInt64(position))
    }
  }

  /// How many atoms the string at a record has, up to the border: 1 to 5.
  @inline(__always) private func length(_ record: UInt128) -> Int {
    Int(truncatingIfNeeded: record &>> 32) & 7
  }

  /// How many leading atoms two records share, the bucket's own included: 1 to 5.
  @inline(__always) private func sharedAtoms(_ one: UInt128, _ other: UInt128) -> Int {
    let highest = 127 - Self.lowestBit - (one ^ other).leadingZeroBitCount
    if highest < 0 { return 5 }
    if highest >= 2 * bits { return highest >= 3 * bits ? 1 : 2 }
    return highest >= bits ? 3 : 4
  }

  /// Finds the runs of 1 to 5 atoms, and the entropy and count of those of 1 to 4.
  private func measureRuns(_ bucket: SharedArray<UInt128>.View) {
    var starts = InlineArray<6, Int>(repeating: 0)
    var sums = InlineArray<6, Double>(repeating: 0)
    var kinds = InlineArray<6, Int>(repeating: 0)
    let logarithms = shared.buckets.logarithms
    let (entropies, counts) = (entropies.view, counts.view)
    let correction = shared.correction
    var previousLength = 0
    for index in 0...bucket.count {
      let isEnd = index == bucket.count
      let record = isEnd ? 0 : bucket[index]
      let currentLength = isEnd ? 0 : length(record)
      let common =
        index == 0 || isEnd
        ? 0 : min(sharedAtoms(record, bucket[index - 1]), currentLength, previousLength)
      var level = previousLength
      while level > common {
        let count = index - starts[level]
        if level < 5 {
          let plain = logarithms.ln(count) - sums[level] / Double(count)
          let place = 4 * starts[level] + level - 1
          entropies[place] =
            max(0, plain) + correction * Double(kinds[level] - 1) / Double(count)
          counts[place] = UInt32(count)
        }
        if level > 1 {
          sums[level - 1] += logarithms.nLn(count)
          kinds[level - 1] += 1
        }
        level -= 1
      }
      if isEnd { break }
      self.common.view[index] = UInt8(truncatingIfNeeded: common)
      level = common
      while level < currentLength {
        level += 1
        starts[level] = index
        sums[level] = 0
        kinds[level] = 0
      }
      if currentLength < 5 { kinds[currentLength] += 1 }
      previousLength = currentLength
    }
  }

  /// Hands the values of each run on to the positions of its records.
  private mutating func writeResults(_ bucket: SharedArray<UInt128>.View, _ id: Int)
    -> VariationSums
  {
    var result = VariationSums()
    var entropyOf = InlineArray<5, Double>(repeating: shared.buckets.entropy)
    var countOf = InlineArray<5, Int>(repeating: bucket.count)
    let (entropies, counts) = (entropies.view, counts.view)
    let cells = shared.cells
    // ln of the part that the bucket's atom has in the text.
    let logShare =
      shared.buckets.logCounts[id] - shared.buckets.logarithms.ln(shared.buckets.positions.count)
    var packed: UInt64 = 0
    var fields = GapBins.missing
    for index in 0..<bucket.count {
      let record = bucket[index]
      if index + Self.prefetchDistance < bucket.count {
        let ahead = UInt32(truncatingIfNeeded: bucket[index + Self.prefetchDistance])
        cells.prefetch(3 * Int(ahead))
      }
      let current = length(record)
      let position = Int(UInt32(truncatingIfNeeded: record))
      let common = Int(self.common.view[index])
      if common < min(current, 4) {
        packed &= (UInt64(1) &<< UInt64(16 * common)) &- 1
        fields |= GapBins.fields(above: common)
        for level in common + 1...min(current, 4) {
          entropyOf[level] = entropies[4 * index + level - 1]
          countOf[level] = Int(counts[4 * index + level - 1])
          let variation = entropyOf[level] - entropyOf[level - 1]
          result.add(variation, length: level)
          let units = Self.units(variation)
          packed |= UInt64(UInt16(bitPattern: units)) &<< UInt64(16 * (level - 1))
        }
        fields &= ~GapBins.fields(above: common) | GapBins.fields(above: min(current, 3))
        fields |= self.fields(
          common + 1...min(current, 4), entropyOf, countOf, position, logShare: logShare)
        if shared.collectsGrams {
          for level in common + 1...min(current, 4) where level < 4 && countOf[level] > 1 {
            collect(position, level, countOf[level], fields)
          }
        }
      }
      cells[3 * position] = UInt32(truncatingIfNeeded: packed)
      cells[3 * position + 1] = UInt32(truncatingIfNeeded: packed &>> 32)
      cells[3 * position + 2] = fields
    }
    return result
  }

  private mutating func collect(_ position: Int, _ length: Int, _ count: Int, _ fields: UInt32) {
    let first = shared.direction == .right ? position : position - length + 1
    let ids = shared.text.ids
    let key = GramStatistics.key(
      ids[first], length > 1 ? ids[first + 1] : 0, length > 2 ? ids[first + 2] : 0)
    let field: GapBins.Field = length == 1 ? .entropy1 : length == 2 ? .entropy2 : .entropy3
    grams.append(
      GramStatistics(
        key: key, count: UInt32(count), entropyBin: UInt8(GapBins.field(fields, field))))
  }

  /// The strings that were collected since this was last called.
  mutating func takeGrams() -> [GramStatistics] {
    defer { grams = [] }
    return grams
  }

  /// V as it is kept, rounded.
  @inline(__always) private static func units(_ variation: Double) -> Int16 {
    let scaled = variation * Double(BranchingEntropy.scale)
    return Int16(clamping: Int(scaled < 0 ? scaled - 0.5 : scaled + 0.5))
  }

  /// The fields of the boundary model for runs of those lengths.
  private func fields(
    _ lengths: ClosedRange<Int>, _ entropyOf: InlineArray<5, Double>,
    _ countOf: InlineArray<5, Int>, _ position: Int, logShare: Double
  ) -> UInt32 {
    let logarithms = shared.buckets.logarithms
    var fields: UInt32 = 0
    for length in lengths {
      switch length {
      case 1:
        fields |= GapBins.entropy1(entropyOf[1])
      case 2:
        let neighbour = Int(shared.text.ids[position + shared.direction.step])
        let logPair = logarithms.ln(countOf[2])
        let information = logPair - logShare - shared.buckets.logCounts[neighbour]
        fields |= GapBins.entropy2(entropyOf[2]) &<< GapBins.Field.entropy2.rawValue
        fields |= GapBins.information(information) &<< GapBins.Field.information.rawValue
        fields |= GapBins.pairCount(logPair) &<< GapBins.Field.pairCount.rawValue
      case 3:
        let ratio = logarithms.ln(countOf[3]) - logarithms.ln(countOf[2])
        fields |= GapBins.entropy3(entropyOf[3]) &<< GapBins.Field.entropy3.rawValue
        fields |= GapBins.ratio(ratio) &<< GapBins.Field.ratio.rawValue
      default: break
      }
    }
    return fields
  }
}
