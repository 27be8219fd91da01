import WordMineBase
import WordMineText

/// How often a segmentation uses each word, and after how many distinct words.
struct WordUsage: Sendable {
  private(set) var table: WordTable
  /// The distinct words to the left, by the number of the word.
  private(set) var contexts: [LinearCounter] = []
  /// The numbers of all words of the segmentation, in order.
  private(set) var sequence: [UInt32] = []

  /// - Parameter cuts: 1 where a word begins.
  /// - Throws: `Interrupted`.
  /// - Complexity: O(atoms).
  init(
    _ text: AtomSequence, cuts: SharedArray<UInt8>.View, workers: Workers = Workers()
  ) throws {
    table = WordTable(text)
    let ids = text.ids
    var position = text.range.lowerBound
    var previous = WordTable.emptyHash
    var check = InterruptCheck(workers)
    while position < text.range.upperBound {
      try check.step()
      if ids[position] == 0 {
        previous = WordTable.emptyHash
        position += 1
        continue
      }
      var end = position
      var hash = WordTable.emptyHash
      repeat {
        hash = WordTable.extend(hash, by: ids[end])
        end += 1
      } while ids[end] != 0 && cuts[end] == 0
      let number = table.insert(hash, position, end - position)
      if number == contexts.count { contexts.append(LinearCounter()) }
      table.add(1, to: number)
      contexts[number].insert(previous &* Hash.golden)
      sequence.append(UInt32(truncatingIfNeeded: number))
      previous = hash
      position = end
    }
  }

  func usage(_ number: Int) -> WordRecord.Usage {
    .init(count: table.entries[number].count, contexts: contexts[number])
  }
}
