import Glibc
import WordMineBase
import WordMineText

/// Counts and branching entropies of given strings, read from the counts of a corpus.
struct StringMeasures: Sendable {
  /// The measures of a string in one direction.
  struct Measure: Sendable {
    var count = 0
    var plain = 0.0
    var correction = 0.0
  }

  /// The keys by length − 1, ascending, and what was measured of each.
  private(set) var keys: [[UInt128]]
  private(set) var measures: [[Measure]]
  private let direction: BranchingEntropy.Direction

  /// - Parameter strings: Strings of one to four atoms, padded with zeros.
  /// - Throws: `InputError` if the counts are damaged; `Interrupted`.
  /// - Complexity: O(strings of the corpus + strings · log).
  init(
    _ strings: some Sequence<SIMD4<UInt32>>, in counts: DirectedCounts, workers: Workers
  ) throws {
    direction = counts.direction
    var keys = [[UInt128]](repeating: [], count: AtomSequence.longestWord)
    for string in strings {
      let (key, length) = Self.key(string, counts.direction)
      keys[length - 1].append(key)
    }
    for index in keys.indices {
      try keys[index].sort(on: workers, by: <)
      keys[index] = keys[index].uniqued()
    }
    self.keys = keys
    measures = keys.map { Array(repeating: Measure(), count: $0.count) }
    try read(counts, workers)
  }

  /// Measures of ranges of atoms, in their order.
  init(_ direction: BranchingEntropy.Direction) {
    self.direction = direction
    keys = Array(repeating: [], count: AtomSequence.longestWord)
    measures = Array(repeating: [], count: AtomSequence.longestWord)
  }

  /// Adds a string whose key is greater than those of the strings of its length before.
  mutating func append(_ key: UInt128, length: Int, _ measure: Measure) {
    keys[length - 1].append(key)
    measures[length - 1].append(measure)
  }

  private mutating func read(_ counts: DirectedCounts, _ workers: Workers) throws {
    var reader = try counts.reader()
    var open = (0..<AtomSequence.longestWord).map { _ in Open() }
    var windows = 0
    while let window = try reader.next() {
      if windows & 0xFFFF == 0 {
        try workers.report("measuring words", Double(window.atoms[0]) / Double(counts.ids.count))
      }
      windows &+= 1
      var key: UInt128 = 0
      for length in 1...AtomSequence.longestWord {
        let atom = window.atoms[length - 1]
        if atom == 0 { break }
        key |= UInt128(counts.ids[Int(atom)]) &<< UInt128(32 * (4 - length))
        let index = length - 1
        while open[index].next < keys[index].count, keys[index][open[index].next] < key {
          close(&open[index], index)
        }
        if open[index].next < keys[index].count, keys[index][open[index].next] == key {
          open[index].add(window.atoms[length], window.count)
        }
      }
    }
    for index in keys.indices {
      while open[index].next < keys[index].count { close(&open[index], index) }
    }
    try workers.report("measuring words", 1)
  }

  /// The state of the scan for one string length.
  private struct Open {
    var next = 0
    private var continuation: UInt32 = 0
    private var continuationCount = 0
    private var measure = Measure()
    private var sum = 0.0
    private var kinds = 0

    mutating func add(_ atom: UInt32, _ count: Int) {
      measure.count += count
      // Each border counts as a continuation of its own.
      if atom == 0 {
        kinds += count
        return
      }
      if atom != continuation { endContinuation() }
      continuation = atom
      continuationCount += count
    }

    private mutating func endContinuation() {
      if continuationCount > 0 {
        sum += Double(continuationCount) * log(Double(continuationCount))
        kinds += 1
      }
      continuationCount = 0
    }

    mutating func end() -> Measure {
      endContinuation()
      if measure.count > 0 {
        let count = Double(measure.count)
        measure.plain = max(0, log(count) - sum / count)
        measure.correction = Double(kinds - 1) / count
      }
      return measure
    }
  }

  private mutating func close(_ open: inout Open, _ index: Int) {
    measures[index][open.next] = open.end()
    let next = open.next + 1
    open = Open()
    open.next = next
  }

  /// The measures of a string; empty if it is not one of the given strings.
  subscript(string: SIMD4<UInt32>) -> Measure {
    place(string).map { measures[string.wordLength - 1][$0] } ?? Measure()
  }

  /// Whether it is one of the given strings.
  func holds(_ string: SIMD4<UInt32>) -> Bool { place(string) != nil }

  private func place(_ string: SIMD4<UInt32>) -> Int? {
    let (key, length) = Self.key(string, direction)
    let keys = keys[length - 1]
    let low = keys.partitioningIndex { $0 >= key }
    return low < keys.count && keys[low] == key ? low : nil
  }

  /// The id that a string is counted from: its first, or, to the left, its last.
  static func first(_ string: SIMD4<UInt32>, _ direction: BranchingEntropy.Direction) -> UInt32 {
    string[direction == .right ? 0 : string.wordLength - 1]
  }

  private static func key(
    _ string: SIMD4<UInt32>, _ direction: BranchingEntropy.Direction
  ) -> (key: UInt128, length: Int) {
    let length = string.wordLength
    var key: UInt128 = 0
    for index in 0..<length {
      let place = direction == .right ? index : length - 1 - index
      key |= UInt128(string[index]) &<< UInt128(32 * (3 - place))
    }
    return (key, length)
  }
}

extension SIMD4<UInt32> {
  /// The number of atoms before the first zero.
  var wordLength: Int {
    for index in 0..<4 where self[index] == 0 { return index }
    return 4
  }
}

extension Array where Element: Equatable {
  /// The elements without consecutive duplicates.
  func uniqued() -> [Element] {
    var result: [Element] = []
    for element in self where result.last != element { result.append(element) }
    return result
  }
}
