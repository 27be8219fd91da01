import Glibc
import WordMineBase
import WordMineText

/// Joins neighbouring words that recur together, so that an unknown word of several parts is found.
///
/// In three rounds, from left to right, neighbours *a b* of at most six atoms are joined unless both
/// are single atoms or both are longer words of the dictionary, where, with *n* for counts, *N* the
/// count of all words, and z the mean logit of the gap between them,
///
/// - n_ab ≥ 6;
/// - r ≥ ½, with r = n_ab / n of the longer word where the other is a single atom, else
///   n_ab / min(n_a, n_b);
/// - PMI = ln(n_ab N / (n_a n_b)) ≥ 4;
/// - z < −½ + 4 (r − ½) + 0.3 (PMI − 5): the surer the statistics, the less the boundary model counts.
struct RecurrentWords {
  private static let rounds = 3
  private static let longest = 6
  private static let leastCount = 6

  private let text: AtomSequence
  private let logits: SharedArray<Float>.View
  /// The distinct words.
  private var table: WordTable
  /// How often each of them is used.
  private var counts: [Int] = []
  private var traits: [Traits] = []
  /// The words in order, each as 1 + its number; 0 between clauses.
  private var words: [UInt32] = []
  private var starts: [UInt32] = []
  private let decoder: UnigramDecoder

  /// What matters of a word.
  private struct Traits {
    var length: Int
    var isKnown: Bool
    /// Whether it begins or ends with a class of runs.
    var beginsWithClass: Bool
    var endsWithClass: Bool

    var isSingle: Bool { length == 1 }
  }

  /// Two neighbours.
  private struct Pair {
    var first: UInt32
    var second: UInt32
    var count = 0
    /// The sum of the logits of the gaps between them.
    var logits: Float = 0
  }

  /// - Parameters:
  ///   - cuts: 1 where a word begins.
  ///   - decoder: Knows the words of the dictionary.
  /// - Complexity: O(atoms), about 8 bytes per word.
  init(
    _ text: AtomSequence, _ cuts: SharedArray<UInt8>.View, logits: SharedArray<Float>.View,
    _ decoder: UnigramDecoder
  ) {
    (self.text, self.logits, self.decoder) = (text, logits, decoder)
    table = WordTable(text)
    var end = text.range.lowerBound
    for word in WordSpans(text.ids, text.range, cuts) {
      if word.lowerBound > end { append(0, end) }
      append(number(of: word) + 1, word.lowerBound)
      end = word.upperBound
    }
    append(0, end)
  }

  private mutating func append(_ word: UInt32, _ start: Int) {
    words.append(word)
    starts.append(UInt32(start))
    if word > 0 { counts[Int(word) - 1] += 1 }
  }

  /// The number of the word at a place, assigned now if it is new.
  private mutating func number(of word: Range<Int>) -> UInt32 {
    let number = table.insert(word)
    if number == traits.count {
      let (first, last) = (text.ids[word.lowerBound], text.ids[word.upperBound - 1])
      traits.append(
        Traits(
          length: word.count,
          isKnown: decoder.number(of: word, in: text.ids).map { $0 < decoder.model.knownCount }
            ?? false,
          beginsWithClass: first <= AtomAlphabet.latinClass,
          endsWithClass: last <= AtomAlphabet.latinClass))
      counts.append(0)
    }
    return UInt32(number)
  }

  /// Joins words, and removes the cuts between them.
  ///
  /// - Throws: `Interrupted`.
  mutating func join(_ cuts: SharedArray<UInt8>.View, workers: Workers) throws {
    for round in 0..<Self.rounds {
      let pairs = pairs()
      try workers.report("joining words", (Double(round) + 0.5) / Double(Self.rounds))
      if pairs.count == 0 { break }
      apply(pairs, cuts)
      try workers.report("joining words", Double(round + 1) / Double(Self.rounds))
    }
  }

  private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 32 | UInt64(second)
  }

  /// The pairs of words to join.
  ///
  /// Most pairs are rare. How often one occurs at most is counted by hash first, in one byte each, so
  /// that only those are numbered which may be frequent enough.
  private func pairs() -> IDTable {
    let frequencies = pairFrequencies()
    var (table, pairs) = (IDTable(), [Pair]())
    for index in words.indices.dropLast() where mayJoin(words[index], words[index + 1]) {
      let (first, second) = (words[index] - 1, words[index + 1] - 1)
      let slot = Hash.slot(Self.key(first, second), mask: frequencies.count - 1)
      if frequencies[slot] < Self.leastCount { continue }
      let pair = Int(table.insert(Self.key(first, second)))
      if pair == pairs.count { pairs.append(Pair(first: first, second: second)) }
      pairs[pair].count += 1
      pairs[pair].logits += logits[Int(starts[index + 1])]
    }
    var joined = IDTable()
    let total = Double(words.reduce(0) { $0 + ($1 > 0 ? 1 : 0) })
    for pair in pairs where isRecurrent(pair, total) {
      _ = joined.insert(Self.key(pair.first, pair.second))
    }
    return joined
  }

  /// At least how often the pairs of each hash occur, up to 255.
  private func pairFrequencies() -> [UInt8] {
    var size = 1 << 10
    while size < words.count { size *= 2 }
    var frequencies = [UInt8](repeating: 0, count: size)
    for index in words.indices.dropLast() where mayJoin(words[index], words[index + 1]) {
      let slot = Hash.slot(Self.key(words[index] - 1, words[index + 1] - 1), mask: size - 1)
      if frequencies[slot] < 255 { frequencies[slot] += 1 }
    }
    return frequencies
  }

  @inline(__always) private func mayJoin(_ first: UInt32, _ second: UInt32) -> Bool {
    guard first > 0, second > 0 else { return false }
    let (a, b) = (Int(first) - 1, Int(second) - 1)
    guard counts[a] >= Self.leastCount, counts[b] >= Self.leastCount else { return false }
    let (before, after) = (traits[a], traits[b])
    if before.length + after.length > Self.longest { return false }
    if before.beginsWithClass || after.endsWithClass { return false }
    if before.isSingle || after.isSingle { return !(before.isSingle && after.isSingle) }
    return !(before.isKnown && after.isKnown)
  }

  private func isRecurrent(_ pair: Pair, _ total: Double) -> Bool {
    guard pair.count >= Self.leastCount else { return false }
    let (first, second) = (Int(pair.first), Int(pair.second))
    let (before, after) = (Double(counts[first]), Double(counts[second]))
    let count = Double(pair.count)
    let whole =
      traits[first].isSingle ? after : traits[second].isSingle ? before : min(before, after)
    let share = count / whole
    let information = log(count * total / (before * after))
    let logit = Double(pair.logits) / count
    return share >= 0.5 && information >= 4
      && logit < -0.5 + 4 * (share - 0.5) + 0.3 * (information - 5)
  }

  private mutating func apply(_ pairs: IDTable, _ cuts: SharedArray<UInt8>.View) {
    var (newWords, newStarts) = ([UInt32](), [UInt32]())
    newWords.reserveCapacity(words.count)
    newStarts.reserveCapacity(words.count)
    var index = 0
    while index < words.count {
      var word = words[index]
      newStarts.append(starts[index])
      if index + 1 < words.count, word > 0, words[index + 1] > 0,
        pairs.id(of: Self.key(word - 1, words[index + 1] - 1)) != nil
      {
        word = join(index)
        cuts[Int(starts[index + 1])] = 0
        index += 1
      }
      newWords.append(word)
      index += 1
    }
    (words, starts) = (newWords, newStarts)
  }

  /// The word that a word makes with the next.
  private mutating func join(_ index: Int) -> UInt32 {
    let (first, second) = (Int(words[index]) - 1, Int(words[index + 1]) - 1)
    let start = Int(starts[index])
    let word = number(of: start..<start + traits[first].length + traits[second].length)
    counts[first] -= 1
    counts[second] -= 1
    counts[Int(word)] += 1
    return word + 1
  }

  /// A word that is not in the dictionary, by a place where it occurs.
  struct NewWord {
    var span: Range<Int>
    /// Its uses.
    var count: Int
  }

  /// The words of two atoms or more that the dictionary does not have, in the order of their first
  /// places.
  func newWords(leastCount: Int) -> [NewWord] {
    traits.indices.lazy.filter {
      let traits = traits[$0]
      return !traits.isKnown && counts[$0] >= leastCount
        && 2...UnigramModel.longestWord ~= traits.length
    }.map { NewWord(span: table.span($0), count: counts[$0]) }
  }
}
