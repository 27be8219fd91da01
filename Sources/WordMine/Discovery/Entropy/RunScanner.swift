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
/// the occurrences of each string stand together. `RunMeasurer` then measures the strings, and
/// `CellWriter` hands what it found on to the positions.
struct RunScanner<ID: AtomID> {
  private let shared: RunContext<ID>
  private let bits: Int
  private let records: SharedArray<UInt128>
  private var histogram: [UInt32] = []
  private var measurer: RunMeasurer<ID>
  private let writer: CellWriter<ID>
  private let runs: RunMeasures

  /// Positions are scattered; their places are fetched so many records ahead.
  static var prefetchDistance: Int { 16 }

  init(_ shared: RunContext<ID>, longestBucket: Int) {
    self.shared = shared
    bits = shared.text.atoms.bits
    precondition(4 * bits + RunRecord.lowestBit <= 128, "\(bits) bits an atom")
    records = SharedArray(zeros: longestBucket)
    runs = RunMeasures(records: longestBucket)
    measurer = RunMeasurer(shared, runs)
    writer = CellWriter(shared: shared, runs: runs)
  }

  /// Writes the cells of the positions of one atom; gives the sums over its strings.
  mutating func process(_ id: Int, _ background: BackgroundRecords? = nil) throws -> VariationSums {
    let range = shared.buckets.starts[id]..<shared.buckets.starts[id + 1]
    fill(range)
    let bucket = records.view.slice(0..<range.count)
    sort(bucket)
    let sums = try measurer.measure(bucket, id, background)
    writer.write(bucket, id)
    return sums
  }

  /// Collects fewer strings from now on: no more than `limit`.
  mutating func limitGrams(_ limit: Int) { measurer.grams.limit(to: limit) }

  /// The strings that were collected since this was last called.
  mutating func takeGrams() -> [GramStatistics] { measurer.grams.take() }

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

  /// Sorts by the first two of the four atoms, then the few that agree there by the others.
  private mutating func sort(_ bucket: SharedArray<UInt128>.View) {
    let half = 2 * bits
    let top = UInt128(RunRecord.lowestBit + half)
    RadixSort.sort(
      bucket, bits: half, above: Int(top), scratch: runs.scratch.view, histogram: &histogram)
    var start = 0
    while start < bucket.count {
      let key = bucket[start] &>> top
      var end = start + 1
      while end < bucket.count, bucket[end] &>> top == key { end += 1 }
      if end - start > 1 {
        RadixSort.sort(
          bucket.slice(start..<end), bits: half, above: RunRecord.lowestBit,
          scratch: runs.scratch.view,
          histogram: &histogram)
      }
      start = end
    }
  }
}
