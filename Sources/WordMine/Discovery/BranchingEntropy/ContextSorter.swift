import WordMineBase
import WordMineText

/// Measures the strings that begin with each atom, one bucket at a time.
///
/// A record packs the four atoms that follow a position, the distance to the next border, and the
/// position; once the records are sorted, the occurrences of each string are adjacent.
/// `ContextMeasurer` then measures the strings, and `GapWriter` writes the measures to their
/// positions.
struct ContextSorter {
  private let shared: ContextInput
  private let bits: Int
  private let records: SharedArray<UInt128>
  private var histogram: [UInt32] = []
  private var measurer: ContextMeasurer
  private let writer: GapWriter
  private let runs: ContextMeasures

  /// How many records ahead to prefetch, because the positions are scattered.
  static var prefetchDistance: Int { 16 }

  init(_ shared: ContextInput, longestBucket: Int) throws(OutOfMemory) {
    self.shared = shared
    bits = shared.text.atoms.bits
    precondition(4 * bits + ContextRecord.lowestBit <= 128, "\(bits) bits an atom")
    records = try SharedArray(zeros: longestBucket)
    runs = try ContextMeasures(records: longestBucket)
    measurer = try ContextMeasurer(shared, runs)
    writer = GapWriter(shared: shared, runs: runs)
  }

  /// Writes the cells of the positions of one atom and returns the moments of its strings.
  mutating func process(_ id: Int, _ background: PriorRecords? = nil) throws -> VariationMoments {
    let range = shared.index.positions.starts[id]..<shared.index.positions.starts[id + 1]
    fill(range)
    let bucket = records.view.slice(0..<range.count)
    sort(bucket)
    let sums = try measurer.measure(bucket, id, background)
    writer.write(bucket, id)
    return sums
  }

  /// Drops the rarest of the collected strings until there are no more than `limit`, or single atoms alone.
  mutating func limitGrams(_ limit: Int) { measurer.grams.limit(to: limit) }

  /// The strings collected since the last call.
  mutating func takeGrams() -> [GramStatistics] { measurer.grams.take() }

  private func fill(_ range: Range<Int>) {
    let ids = shared.text.ids
    let positions = shared.index.positions.positions
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
      records[index - range.lowerBound] = ContextRecord.text(
        first, second, third, fourth, bits: UInt64(bits), position: position)
    }
  }

  /// Sorts by the first two of the four atoms, then breaks the few ties by the other two.
  private mutating func sort(_ bucket: SharedArray<UInt128>.View) {
    let half = 2 * bits
    let top = UInt128(ContextRecord.lowestBit + half)
    RadixSort.sort(
      bucket, bits: half, above: Int(top), scratch: runs.scratch.view, histogram: &histogram)
    var start = 0
    while start < bucket.count {
      let key = bucket[start] &>> top
      var end = start + 1
      while end < bucket.count, bucket[end] &>> top == key { end += 1 }
      if end - start > 1 {
        RadixSort.sort(
          bucket.slice(start..<end), bits: half, above: ContextRecord.lowestBit,
          scratch: runs.scratch.view,
          histogram: &histogram)
      }
      start = end
    }
  }
}
