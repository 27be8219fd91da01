import Glibc
import WordMineBase
import WordMineText

/// Words with counts, and segmentation by their unigram probabilities.
///
/// A word with count *n* costs ln(*T* / *n*), where *T* is the sum of all counts, in steps of 2⁻²⁴
/// nats: sums of whole numbers do not depend on the order of addition, so ties are exact. An atom
/// that is no word counts as seen once. Of two equally cheap segmentations, the one with the longer
/// last word is taken, and so on towards the front.
struct UnigramWords: Sendable {
  private let text: AtomSequence
  private var table: WordTable
  /// The sum of all counts.
  private(set) var total = 0
  /// The length of the longest word to look for, in atoms.
  private let longest: Int
  /// The cost of the best path to each position of a string, and where its last word begins.
  private var costs: [Int] = []
  private var starts: [Int] = []
  private let workers: Workers
  private var check: InterruptCheck

  private static var stepsPerNat: Double { 0x1p24 }

  /// - Parameters:
  ///   - longest: The greatest word length in atoms.
  ///   - workers: Only the interrupt and the progress are used.
  init(_ text: AtomSequence, longest: Int, workers: Workers = Workers()) {
    self.text = text
    self.workers = workers
    check = InterruptCheck(workers, every: 1 << 14)
    self.longest = longest
    table = WordTable(text)
  }

  func count(of word: Range<Int>) -> Int {
    table.number(of: word).map { table.entries[$0].count } ?? 0
  }

  mutating func add(_ count: Int, to word: Range<Int>) {
    table.add(count, to: table.insert(word))
    total += count
  }

  /// - Throws: `Interrupted`.
  /// - Complexity: O(atoms of the string · longest word).
  mutating func parts(of word: Range<Int>) throws -> [Range<Int>] {
    try findPaths(word)
    var parts: [Range<Int>] = []
    var end = word.count
    while end > 0 {
      parts.append(word.lowerBound + starts[end]..<word.lowerBound + end)
      end = starts[end]
    }
    return parts.reversed()
  }

  /// Sets `cuts` to 1 where a word begins and to 0 elsewhere.
  ///
  /// - Throws: `Interrupted`.
  /// - Complexity: O(atoms · longest word).
  mutating func segment(into cuts: SharedArray<UInt8>.View) throws {
    let range = text.range
    var reported = range.lowerBound
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start
      while text.ids[end] != 0 {
        cuts[end] = 0
        end += 1
      }
      if end > start { try segment(start..<end, into: cuts) }
      start = end + 1
      if start - reported >= 1 << 16 {
        reported = start
        let done = min(start, range.upperBound) - range.lowerBound
        try workers.report("segmenting", Double(done) / Double(range.count))
      }
    }
    try workers.report("segmenting", 1)
  }

  private mutating func segment(_ clause: Range<Int>, into cuts: SharedArray<UInt8>.View) throws {
    try findPaths(clause)
    var end = clause.count
    while end > 0 {
      end = starts[end]
      cuts[clause.lowerBound + end] = 1
    }
  }

  private mutating func findPaths(_ string: Range<Int>) throws {
    reset(string.count)
    let logTotal = log(Double(max(1, total)))
    for start in 0..<string.count {
      try check.step()
      var hash = WordTable.emptyHash
      for length in 1...min(longest, string.count - start) {
        hash = WordTable.extend(hash, by: text.ids[string.lowerBound + start + length - 1])
        let number = table.find(hash, string.lowerBound + start, length)
        let count = number.map { table.entries[$0].count } ?? 0
        guard count > 0 || length == 1 else { continue }
        relax(start, start + length, logTotal - log(Double(max(1, count))))
      }
    }
  }

  private mutating func reset(_ count: Int) {
    if costs.count <= count {
      costs = Array(repeating: 0, count: 2 * count + 1)
      starts = Array(repeating: 0, count: 2 * count + 1)
    }
    for place in 1...count { costs[place] = .max }
  }

  /// Words arrive in the order of their starts, so a tie keeps the path with the longer last word.
  private mutating func relax(_ start: Int, _ end: Int, _ nats: Double) {
    let cost = costs[start] + Int((nats * Self.stepsPerNat).rounded())
    guard cost < costs[end] else { return }
    (costs[end], starts[end]) = (cost, start)
  }
}
