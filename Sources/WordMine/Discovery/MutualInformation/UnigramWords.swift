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

  private static var stepsPerNat: Double { 0x1p24 }

  /// - Parameter longest: The greatest word length in atoms.
  init(_ text: AtomSequence, longest: Int) {
    self.text = text
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

  /// - Complexity: O(atoms of the string · longest word).
  mutating func parts(of word: Range<Int>) -> [Range<Int>] {
    findPaths(word)
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
  /// - Complexity: O(atoms · longest word).
  mutating func segment(into cuts: SharedArray<UInt8>.View) {
    var start = text.range.lowerBound
    while start < text.range.upperBound {
      var end = start
      while text.ids[end] != 0 {
        cuts[end] = 0
        end += 1
      }
      if end > start { segment(start..<end, into: cuts) }
      start = end + 1
    }
  }

  private mutating func segment(_ clause: Range<Int>, into cuts: SharedArray<UInt8>.View) {
    findPaths(clause)
    var end = clause.count
    while end > 0 {
      end = starts[end]
      cuts[clause.lowerBound + end] = 1
    }
  }

  private mutating func findPaths(_ string: Range<Int>) {
    reset(string.count)
    let logTotal = log(Double(max(1, total)))
    for start in 0..<string.count {
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
