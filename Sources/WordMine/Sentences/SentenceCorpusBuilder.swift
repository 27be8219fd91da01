import WordMineBase
import WordMineText

/// Collects the sentences of a corpus, block by block.
///
/// Blocks are made on any thread and appended in the order of the text; the corpus depends on nothing
/// but the text.
public struct SentenceCorpusBuilder {
  private var forms = StringTable()
  private var counts: [Int] = []
  private var words: [UInt32] = []
  private var ends: [UInt32] = []
  private var documents: [UInt32] = []
  private var line = 0
  private var isOpen = false

  public init() {}

  /// - Parameter reserved: Room kept for so many words from the beginning: it costs addresses, memory
  ///   only when they come, and then they need not be moved.
  package init(reserving reserved: Int) { words.reserveCapacity(min(reserved, 1 << 26)) }

  /// Bytes of memory that the corpus takes up, about, while its vocabulary is put in order.
  package var memory: Int {
    4 * words.count + 8 * ends.capacity + 2 * forms.memory + 33 * counts.capacity
  }

  package var wordCount: Int { words.count }

  /// Adds the next block of the text.
  ///
  /// - Throws: `InputError.Reason` if the corpus would have 2³² words or more.
  public mutating func append(_ block: WordBlock) throws(InputError.Reason) {
    guard words.count + block.numbers.count < UInt32.max else {
      throw .mismatch("the text has 2³² words or more; give less text")
    }
    let numbers = intern(block)
    let start = words.count
    for number in block.numbers { words.append(numbers[Int(number)]) }
    for sentence in block.sentences {
      let end = UInt32(start + sentence.words.upperBound)
      if isOpen, sentence.line == 0, sentence.words.lowerBound == 0 {
        ends[ends.count - 1] = end
      } else {
        ends.append(end)
        documents.append(UInt32(line + sentence.line))
      }
    }
    line += block.lines
    isOpen = block.isOpen && !block.sentences.isEmpty
  }

  /// The number in `forms` of each word of a block.
  private mutating func intern(_ block: WordBlock) -> [UInt32] {
    let numbers = (0..<block.forms.count).map {
      UInt32(forms.insert(block.forms[$0].span, hash: block.forms.hash(of: $0)))
    }
    counts += Array(repeating: 0, count: forms.count - counts.count)
    for number in block.numbers { counts[Int(numbers[Int(number)])] += 1 }
    return numbers
  }

  /// The corpus, with its words numbered by count.
  ///
  /// - Complexity: O(words + different words · log).
  public consuming func finish() -> SentenceCorpus {
    let (vocabulary, ids) = WordVocabulary.ranked(forms, counts: counts)
    for index in words.indices { words[index] = ids[Int(words[index])] }
    return SentenceCorpus(
      vocabulary: vocabulary, words: words, ends: ends, documents: documents)
  }
}
