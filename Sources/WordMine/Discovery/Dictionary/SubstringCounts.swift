import WordMineBase
import WordMineText

/// How often strings occur in a text, regardless of the segmentation.
struct SubstringCounts: Sendable {
  private var table: WordTable
  private let text: AtomSequence
  private var longest = 1

  /// - Parameter words: The places of the strings. Their substrings are counted too, so that the
  ///   search for a string can stop at the first unknown prefix.
  /// - Complexity: O(atoms · longest string).
  init(_ text: AtomSequence, words: [Range<Int>], workers: Workers) throws {
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
    let counts = try parallelMap(workers.threads <= 1 ? 1 : chunks.count, on: workers) { index in
      Self.count(
        text, workers.threads <= 1 ? text.range : chunks[index], shared, filter, longest: reach)
    }
    for part in counts { for (number, count) in part.enumerated() { table.add(count, to: number) } }
  }

  private static func count(
    _ text: AtomSequence, _ range: Range<Int>, _ table: WordTable, _ filter: BloomFilter,
    longest: Int
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: table.entries.count)
    let ids = text.ids
    for position in range where ids[position] != 0 {
      var hash = WordTable.extend(WordTable.emptyHash, by: ids[position])
      var length = 1
      while length < longest, ids[position + length] != 0 {
        hash = WordTable.extend(hash, by: ids[position + length])
        length += 1
        guard filter.mayHold(hash), let number = table.find(hash, position, length) else { break }
        counts[number] += 1
      }
    }
    return counts
  }

  /// The occurrences of one of the given strings.
  func count(_ span: Range<Int>) -> Int {
    if span.count == 1 { return text.atoms.counts[Int(text.ids[span.lowerBound])] }
    return table.number(of: span).map { table.entries[$0].count } ?? 0
  }
}
