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
    sequence.reserveCapacity(text.range.count)
    let waiting = try SharedArray<Word>(zeros: Self.block)
    var count = 0
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
      table.prefetchNumber(hash)
      waiting.view[count] = Word(
        hash: hash, context: previous &* Hash.golden, position: UInt32(position),
        length: UInt32(end - position))
      count += 1
      if count == Self.block {
        add(waiting.view)
        count = 0
      }
      previous = hash
      position = end
    }
    add(waiting.view.slice(0..<count))
  }

  /// A word of the segmentation whose number is on its way from memory.
  private struct Word: BitwiseCopyable, Sendable {
    var hash: UInt64
    /// What tells the word before.
    var context: UInt64
    var position: UInt32
    var length: UInt32
  }

  /// So many words are counted at once.
  private static var block: Int { 32 }

  private mutating func add(_ words: SharedArray<Word>.View) {
    for index in 0..<words.count {
      if let number = table.prefetchEntry(words[index].hash) { contexts.prefetch(number) }
    }
    for index in 0..<words.count {
      let word = words[index]
      let number = table.insert(word.hash, Int(word.position), Int(word.length))
      if number == contexts.count { contexts.append(LinearCounter()) }
      table.add(1, to: number)
      contexts[number].insert(word.context)
      sequence.append(UInt32(truncatingIfNeeded: number))
    }
  }

  func usage(_ number: Int) -> WordRecord.Usage {
    .init(count: table.entries[number].count, contexts: contexts[number])
  }
}
