import WordMineBase
import WordMineText

/// Counts the windows of a text that fits in memory, by sorting.
///
/// Windows are bucketed by their first atom; the atoms that follow are packed into one key each,
/// `bits` bits an atom; each bucket is sorted by radix, and equal neighbours are counted. Buckets
/// are independent, so threads share them.
///
/// Where the text ends inside a clause, its last `order − 1` atoms begin no window yet.
struct NGramSort<Key: RadixSort.Key>: Sendable {
  private let packing: WindowPacking<Key>
  private let keys: SharedArray<Key>
  /// Where the bucket of each rank starts; one more at the end.
  private let starts: [Int]

  /// - Parameter chunks: The parts of the text's units that the vocabulary was made of.
  /// - Precondition: `(order − 1) · bits` is at most the width of `Key`.
  /// - Complexity: O(units) time, `width of Key` bytes an atom.
  init(
    _ text: AtomText, _ vocabulary: AtomVocabulary, order: Int, chunks: [Range<Int>],
    workers: Workers
  ) throws {
    let packing = WindowPacking<Key>(order: order, bits: vocabulary.bits)
    self.packing = packing
    var counts = vocabulary.chunkCounts
    for code in text.openTail(order - 1) {
      counts[counts.count - 1][Int(vocabulary.rank(of: code))] -= 1
    }
    // Where each chunk's share of each bucket starts; the chunks of a bucket follow each other.
    var starts: [Int] = []
    var places = counts
    var sum = 0
    for rank in 0...vocabulary.count {
      starts.append(sum)
      for chunk in counts.indices {
        places[chunk][rank] = sum
        sum += counts[chunk][rank]
      }
    }
    self.starts = starts + [sum]
    let keys = try SharedArray<Key>(zeros: order > 1 ? sum : 0)
    self.keys = keys
    if order == 1 { return }
    let first = places
    _ = try parallelMap(chunks.count, on: workers) { chunk in
      var places = first[chunk].map { UInt32($0) }
      var span = places.mutableSpan
      try Self.fill(keys.view, &span, text, chunks[chunk], vocabulary, packing, workers)
    }
  }

  /// Puts the windows that begin in one chunk into their buckets.
  private static func fill(
    _ keys: SharedArray<Key>.View, _ places: inout MutableSpan<UInt32>, _ text: AtomText,
    _ chunk: Range<Int>, _ vocabulary: AtomVocabulary, _ packing: WindowPacking<Key>,
    _ workers: Workers
  ) throws {
    let units = text.units.span
    let basic = vocabulary.basicRanks.span
    // The last `order − 1` atoms; an atom that leaves it at the top begins a window.
    var recent: Key = 0
    var position = chunk.lowerBound
    var check = InterruptCheck(workers)
    while position < chunk.upperBound {
      try check.step()
      let unit = units[position]
      let rank: UInt32
      if unit != AtomUnits.escape {
        rank = basic[Int(unit)]
        position += 1
      } else {
        let (code, next) = AtomUnits.next(units, at: position)
        rank = vocabulary.rank(of: code)
        position = next
      }
      // At a border the atoms that are left begin shorter windows.
      var steps = unit == AtomUnits.border ? packing.order - 1 : 1
      while steps > 0 {
        let first = packing.first(of: recent)
        recent = packing.append(rank, to: recent)
        if first != 0 {
          keys[Int(places[first])] = recent
          places[first] &+= 1
        }
        steps &-= 1
      }
    }
  }

  /// The working memory of one thread.
  struct Worker {
    let scratch: SharedArray<Key>
    var histogram: [UInt32] = []
  }

  func worker() throws(OutOfMemory) -> Worker {
    let longest = starts.indices.dropLast().map { starts[$0 + 1] - starts[$0] }.max() ?? 0
    return Worker(scratch: try SharedArray(zeros: packing.order > 1 ? longest : 0))
  }

  /// The encoded windows that begin with one of the ranks, in order.
  ///
  /// Threads may call this for different ranks at the same time.
  func encodedWindows(ranks: Range<Int>, _ worker: inout Worker) -> NGramRun {
    var run = NGramRun()
    for rank in ranks where starts[rank + 1] > starts[rank] {
      if packing.order == 1 {
        run.append(count: starts[rank + 1] - starts[rank], shared: 0, UInt32(rank)) { _ in 0 }
      } else {
        let sorted = RadixSort.sorted(
          keys.view.slice(starts[rank]..<starts[rank + 1]), bits: packing.width,
          scratch: worker.scratch.view, histogram: &worker.histogram)
        packing.encode(sorted, first: UInt32(rank), into: &run)
      }
    }
    return run
  }

  /// The number of windows that begin with one of the ranks.
  func total(_ ranks: Range<Int>) -> Int { starts[ranks.upperBound] - starts[ranks.lowerBound] }

  /// The ranks in groups of about equal work, in order.
  func groups() -> [Range<Int>] {
    let size = max(1 << 16, starts[starts.count - 1] / 256)
    var groups: [Range<Int>] = []
    var first = 1
    for rank in 1..<max(2, starts.count) where rank < starts.count - 1 {
      if starts[rank + 1] - starts[first] >= size {
        groups.append(first..<rank + 1)
        first = rank + 1
      }
    }
    if first < starts.count - 1 { groups.append(first..<starts.count - 1) }
    return groups
  }
}
