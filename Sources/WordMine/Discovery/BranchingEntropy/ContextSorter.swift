import WordMineBase
import WordMineText

/// The input shared by all workers of one direction.
struct ContextInput: Sendable {
  let text: AtomSequence
  let index: AtomIndex
  let direction: BranchingEntropy.Direction
  /// Where the results go; see `UncorrectedEntropies`.
  let variations: SharedArray<UInt64>.View
  let marks: SharedArray<UInt64>.View
  /// The least count of the strings to collect; `nil`: none are collected.
  let collectedCount: Int?
  /// 1, or 0 if the prior counts already include the text.
  let textWeight: Int
}

/// Measures the strings that begin with each atom, one bucket at a time.
///
/// A record packs the four atoms that follow a position, the distance to the next border, and the
/// position; once the records are sorted, the occurrences of each string are adjacent.
/// `ContextMeasurer` then measures the strings, and `CellWriter` writes the measures to their
/// positions.
struct ContextSorter {
  private let shared: ContextInput
  private let bits: Int
  private let records: SharedArray<UInt128>
  private var histogram: [UInt32] = []
  private var measurer: ContextMeasurer
  private let writer: CellWriter
  private let runs: ContextMeasures

  /// How many records ahead to prefetch, because the positions are scattered.
  static var prefetchDistance: Int { 16 }

  init(_ shared: ContextInput, longestBucket: Int) {
    self.shared = shared
    bits = shared.text.atoms.bits
    precondition(4 * bits + ContextRecord.lowestBit <= 128, "\(bits) bits an atom")
    records = SharedArray(zeros: longestBucket)
    runs = ContextMeasures(records: longestBucket)
    measurer = ContextMeasurer(shared, runs)
    writer = CellWriter(shared: shared, runs: runs)
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

  /// Raises the count of the strings to collect until there are no more than `limit`.
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

/// One or more occurrences of an atom, packed into a number that sorts by the atoms that follow.
///
/// From the highest bit: four atoms, zeros from the first border on; one unused bit; the number of
/// atoms from the first one to the border, 1 to 5, in three bits; and, in 32 bits, a position or,
/// in prior counts, a count.
enum ContextRecord {
  /// The lowest bit of the atoms.
  static let lowestBit = 36

  @inline(__always) static func text(
    _ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64, bits: UInt64,
    position: Int
  ) -> UInt128 {
    let high = UInt128(first &<< bits | second) &<< UInt128(2 * bits)
    let key = high | UInt128(third &<< bits | fourth)
    let length = fourth != 0 ? 5 : third != 0 ? 4 : second != 0 ? 3 : first != 0 ? 2 : UInt64(1)
    return key &<< UInt128(lowestBit) | UInt128(length &<< 32 | UInt64(position))
  }

  /// The number of atoms before the border, including the first: 1 to 5.
  @inline(__always) static func length(_ record: UInt128) -> Int {
    Int(truncatingIfNeeded: record &>> 32) & 7
  }

  @inline(__always) static func position(_ record: UInt128) -> Int {
    Int(UInt32(truncatingIfNeeded: record))
  }

  @inline(__always) static func count(_ record: UInt128) -> Int { position(record) }

  /// The two atoms after the first.
  @inline(__always) static func firstTwo(_ record: UInt128, bits: Int) -> (UInt64, UInt64) {
    let both = UInt64(truncatingIfNeeded: record &>> UInt128(lowestBit + 2 * bits))
    return (both &>> UInt64(bits), both & ((1 &<< UInt64(bits)) &- 1))
  }
}
