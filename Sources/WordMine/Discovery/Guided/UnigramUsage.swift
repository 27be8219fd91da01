import WordMineBase
import WordMineLexicon

/// How a segmentation by a unigram model uses its words, gathered part by part.
struct UnigramUsage: Sendable {
  /// How a word that no dictionary has is used.
  struct NewWord: Sendable {
    /// How often its string occurs, as a word or not.
    var rawCount = 0
    /// The distinct words before and after it; the border is one.
    var before = LinearCounter()
    var after = LinearCounter()
  }

  /// The words of a part of a text.
  struct Part: Sendable {
    /// In order: the number of each word, or `atom` and the id of an atom that is no word; `border`
    /// between clauses.
    var words: [UInt32] = []
    /// The places where the string of a new word occurs, each by the number of the word.
    var occurrences: [UInt32] = []

    static let atom: UInt32 = 1 << 31
    static let border = UInt32.max
  }

  /// By the number of the word.
  private(set) var counts: [Int]
  /// The uses of atoms that are no words, by id.
  private(set) var unlisted: [UInt32: Int] = [:]
  /// From the first word on that no dictionary has.
  private(set) var newWords: [NewWord]
  /// The number of words, with atoms that are no words.
  private(set) var total = 0
  private let knownCount: Int

  init(_ model: UnigramModel) {
    counts = Array(repeating: 0, count: model.count)
    knownCount = model.knownCount
    newWords = Array(repeating: NewWord(), count: model.count - model.knownCount)
  }

  /// The uses of all words that are used.
  var usedCounts: [Int] { counts.filter { $0 > 0 } + unlisted.values }

  /// The uses of the words that no dictionary has.
  var newCounts: ArraySlice<Int> { counts[knownCount...] }

  /// Adds the words of a part.
  mutating func add(_ part: Part) {
    let words = part.words
    for (index, word) in words.enumerated() where word != Part.border {
      total += 1
      if word >= Part.atom {
        unlisted[word - Part.atom, default: 0] += 1
        continue
      }
      counts[Int(word)] += 1
      guard Int(word) >= knownCount else { continue }
      newWords[Int(word) - knownCount].before.insert(Hash.mix(UInt64(words[index - 1])))
      newWords[Int(word) - knownCount].after.insert(Hash.mix(UInt64(words[index + 1])))
    }
    for number in part.occurrences { newWords[Int(number) - knownCount].rawCount += 1 }
  }
}

/// Reads the words of a text that a unigram model has cut.
struct UsageReader: Sendable {
  private let decoder: UnigramDecoder
  /// The words that no dictionary has: few, so that their places are found quickly.
  private var newWords: WordTrie

  init(_ decoder: UnigramDecoder) {
    self.decoder = decoder
    let model = decoder.model
    newWords = WordTrie(expecting: model.count - model.knownCount)
    for number in model.knownCount..<model.count {
      newWords.insert(model[number], value: UInt32(number))
    }
  }

  /// The words of a part of the text.
  ///
  /// - Parameters:
  ///   - range: Whole clauses.
  ///   - cuts: 1 where a word begins.
  /// - Complexity: O(atoms · longest word).
  func words(
    _ ids: SharedArray<UInt32>.View, _ range: Range<Int>, _ cuts: SharedArray<UInt8>.View
  ) -> UnigramUsage.Part {
    var part = UnigramUsage.Part()
    part.words.reserveCapacity(range.count * 3 / 4)
    part.words.append(UnigramUsage.Part.border)
    var end = range.lowerBound
    for word in WordSpans(ids, range, cuts) {
      if word.lowerBound > end { part.words.append(UnigramUsage.Part.border) }
      part.words.append(
        decoder.number(of: word, in: ids).map(UInt32.init)
          ?? UnigramUsage.Part.atom + ids[word.lowerBound])
      end = word.upperBound
    }
    part.words.append(UnigramUsage.Part.border)
    for position in range where ids[position] != 0 {
      newWords.forEachWord(
        in: position..<range.upperBound, of: { ids[$0] },
        { _, number in part.occurrences.append(number) })
    }
    return part
  }

  /// The uses of all words in a text.
  func usage(
    _ text: AtomSequence, _ cuts: SharedArray<UInt8>.View, workers: Workers
  ) throws -> UnigramUsage {
    var usage = UnigramUsage(decoder.model)
    let chunks = text.clauseChunks(8 * workers.threads)
    let parts = try parallelMap(chunks.count, on: workers) { words(text.ids, chunks[$0], cuts) }
    for part in parts { usage.add(part) }
    return usage
  }
}
