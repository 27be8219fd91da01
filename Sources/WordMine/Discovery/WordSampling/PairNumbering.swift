import WordMineBase
import WordMineText

/// Numbers, from 1, the pairs of words that occur more than once in a lattice.
///
/// A pair that occurs once needs no count, since it is its own only use.
struct PairNumbering {
  let pairs: SharedArray<UInt32>
  let firstPairs: SharedArray<UInt32>
  /// For each region, the index of the first pair with the fixed word after it.
  let firstAfterPairs: [UInt32]
  let fixedPairs: [FixedPair]
  /// One more than the greatest number.
  let count: Int

  init(_ lattice: LatticeEdges, fixed: [FixedPair]) throws(OutOfMemory) {
    var fixedPairs = fixed
    var size = 0
    lattice.visitPairs { _, _ in size += 1 }
    let seen = try RepeatFilter(expecting: size + fixedPairs.count)
    for pair in fixedPairs { seen.insert(Self.key(pair.before, pair.word)) }
    var delay = DelayLine()
    lattice.visitPairs { before, word in
      let key = Self.key(before, word)
      seen.prefetch(key)
      if let due = delay.exchange(key) { seen.insert(due) }
    }
    while let due = delay.exchange(nil) { seen.insert(due) }

    var table = IDTable(expecting: size / 8)
    _ = table.insert(0)
    func number(_ key: UInt64) -> UInt32 { seen.isRepeated(key) ? table.insert(key) : 0 }
    for index in fixedPairs.indices {
      fixedPairs[index].pair = number(Self.key(fixedPairs[index].before, fixedPairs[index].word))
    }
    let pairs = try SharedArray<UInt32>(zeros: size)
    let firstPairs = try SharedArray<UInt32>(zeros: lattice.words.count)
    var firstAfterPairs: [UInt32] = []
    var (visited, numbered, edge) = (0, 0, 0)
    lattice.visitPairs(
      edge: {
        firstPairs.view[edge] = UInt32(visited)
        edge += 1
      },
      after: { firstAfterPairs.append(UInt32(visited)) },
      pair: {
        let key = Self.key($0, $1)
        seen.prefetch(key)
        table.prefetch(key)
        visited += 1
        guard let due = delay.exchange(key) else { return }
        pairs.view[numbered] = number(due)
        numbered += 1
      })
    while let due = delay.exchange(nil) {
      pairs.view[numbered] = number(due)
      numbered += 1
    }
    (self.pairs, self.firstPairs) = (pairs, firstPairs)
    (self.firstAfterPairs, self.fixedPairs, count) = (firstAfterPairs, fixedPairs, table.count)
  }

  private static func key(_ before: UInt32, _ word: UInt32) -> UInt64 {
    // Words are numbered from 1, so no pair has the key 0.
    UInt64(before) &<< 32 | UInt64(word)
  }
}

/// Delays keys by a few steps, so that prefetched data has time to arrive.
private struct DelayLine {
  private var keys = InlineArray<16, UInt64>(repeating: 0)
  private var next = 0

  /// Exchanges a key for the one that is due, or drains the line; `nil` if none is due.
  @inline(__always) mutating func exchange(_ key: UInt64?) -> UInt64? {
    if key == nil {
      // Drains the remaining keys in order.
      for _ in 0..<16 {
        let due = keys[next]
        keys[next] = 0
        next = (next + 1) & 15
        if due != 0 { return due }
      }
      return nil
    }
    let due = keys[next]
    keys[next] = key!
    next = (next + 1) & 15
    return due == 0 ? nil : due
  }
}

/// A filter for keys that were inserted more than once: two bitmaps, with a few false positives.
struct RepeatFilter {
  private let once: SharedArray<UInt64>.View
  private let again: SharedArray<UInt64>.View
  private let storage: (SharedArray<UInt64>, SharedArray<UInt64>)

  init(expecting count: Int) throws(OutOfMemory) {
    var words = 1 << 10
    while words * 8 < count { words *= 2 }
    storage = (try SharedArray(zeros: words), try SharedArray(zeros: words))
    (once, again) = (storage.0.view, storage.1.view)
  }

  @inline(__always) private func place(_ key: UInt64) -> (Int, UInt64) {
    let hash = Hash.mix(key)
    return (Int(truncatingIfNeeded: hash &>> 6) & (once.count - 1), 1 &<< (hash & 63))
  }

  @inline(__always) func insert(_ key: UInt64) {
    let (word, bit) = place(key)
    if once[word] & bit != 0 { again[word] |= bit } else { once[word] |= bit }
  }

  @inline(__always) func prefetch(_ key: UInt64) {
    let (word, _) = place(key)
    once.prefetch(word)
    again.prefetch(word)
  }

  @inline(__always) func isRepeated(_ key: UInt64) -> Bool {
    let (word, bit) = place(key)
    return again[word] & bit != 0
  }
}
