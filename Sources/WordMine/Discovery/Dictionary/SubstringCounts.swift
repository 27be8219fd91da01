import WordMineBase
import WordMineText

/// How often strings occur in a text, regardless of the segmentation, and how often they are to be
/// expected as words.
struct SubstringCounts: Sendable {
  private var table: WordTable
  private let text: AtomSequence
  private var longest = 1
  /// The sums of the probabilities that an occurrence is a word, by number, in units of 2⁻²⁰; whole numbers, so
  /// that the order of summands does not matter. Empty without probabilities.
  private var uses: [Int] = []

  private static let unit: Float = 0x1p20

  /// - Parameter words: The places of the strings. Their substrings are counted too, so that the
  ///   search for a string can stop at the first unknown prefix.
  /// - Parameter probabilities: Those of cuts; `nil`: uses are not needed.
  /// - Complexity: O(atoms · longest string).
  init(
    _ text: AtomSequence, words: [Range<Int>], probabilities: CutProbabilities? = nil,
    workers: Workers
  ) throws {
    self.text = text
    table = WordTable(text)
    var hashes: [UInt64] = []
    for word in words where word.count > 1 {
      longest = max(longest, word.count)
      for start in word.dropLast() {
        for end in start + 2...word.upperBound {
          let hash = table.hash(start..<end)
          if table.insert(hash, start, end - start) == hashes.count { hashes.append(hash) }
        }
      }
    }
    let chunks = text.clauseChunks(64 * workers.threads)
    let (shared, filter) = (table, BloomFilter(hashes))
    let reach = longest
    let parts = try parallelMap(workers.threads <= 1 ? 1 : chunks.count, on: workers) { index in
      Self.count(
        text, workers.threads <= 1 ? text.range : chunks[index], shared, filter, longest: reach,
        probabilities)
    }
    if probabilities != nil { uses = Array(repeating: 0, count: table.entries.count) }
    for part in parts {
      for (number, count) in part.counts.enumerated() { table.add(count, to: number) }
      for (number, sum) in part.uses.enumerated() { uses[number] += sum }
    }
  }

  private static func count(
    _ text: AtomSequence, _ range: Range<Int>, _ table: WordTable, _ filter: BloomFilter,
    longest: Int, _ probabilities: CutProbabilities?
  ) -> (counts: [Int], uses: [Int]) {
    var counts = [Int](repeating: 0, count: table.entries.count)
    var uses = [Int](repeating: 0, count: probabilities == nil ? 0 : counts.count)
    let ids = text.ids
    for position in range where ids[position] != 0 {
      var hash = WordTable.extend(WordTable.emptyHash, by: ids[position])
      var length = 1
      // The probability of a cut before the string, and of none inside.
      var probability = probabilities?[position] ?? 0
      while length < longest, ids[position + length] != 0 {
        hash = WordTable.extend(hash, by: ids[position + length])
        length += 1
        guard filter.mayHold(hash), let number = table.find(hash, position, length) else { break }
        counts[number] += 1
        guard let probabilities else { continue }
        probability *= 1 - probabilities[position + length - 1]
        uses[number] += Int(probability * probabilities[position + length] * unit)
      }
    }
    return (counts, uses)
  }

  /// The occurrences of one of the given strings.
  func count(_ span: Range<Int>) -> Int {
    if span.count == 1 { return text.atoms.counts[Int(text.ids[span.lowerBound])] }
    return table.number(of: span).map { table.entries[$0].count } ?? 0
  }

  /// The expected number of uses of one of the given strings as a word; `nil` without probabilities.
  func expectedUses(_ span: Range<Int>) -> Double? {
    guard !uses.isEmpty, let number = table.number(of: span) else { return nil }
    return Double(uses[number]) / Double(Self.unit)
  }
}
