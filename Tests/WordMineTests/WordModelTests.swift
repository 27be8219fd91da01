import Testing
import WordMineText

@testable import WordMine

@Suite struct WordModelTests {
  private static let words = 9

  /// A model and its twin, a dictionary, after random steps.
  private struct Twin {
    var model: WordModel
    var counts: [WordPair: Int] = [:]

    init(seed: UInt64, steps: Int) {
      let words = WordModelTests.words
      model = try! WordModel(words: words, pairs: words * words)
      var random = TestGenerator(seed: seed)
      for _ in 0..<steps {
        let pair = WordPair(
          before: .random(in: 0..<UInt32(words), using: &random),
          word: .random(in: 1..<UInt32(words), using: &random))
        let isIn = counts[pair, default: 0] > 0
        // A pair without a number is there once at most.
        if isIn, Bool.random(using: &random) || Self.number(pair) == 0 {
          remove(pair)
        } else {
          add(pair)
        }
      }
    }

    /// 0 for some, which stand for those that occur once.
    static func number(_ pair: WordPair) -> UInt32 {
      (pair.before + pair.word) % 3 == 0
        ? 0 : pair.before * UInt32(WordModelTests.words) + pair.word
    }

    mutating func add(_ pair: WordPair) {
      model.add(pair.before, pair.word, pair: Self.number(pair))
      counts[pair, default: 0] += 1
    }

    mutating func remove(_ pair: WordPair) {
      model.remove(pair.before, pair.word, pair: Self.number(pair))
      counts[pair]! -= 1
      if counts[pair] == 0 { counts[pair] = nil }
    }

    func following(_ word: Int) -> [WordPair] { counts.keys.filter { $0.before == word } }
    func preceding(_ word: Int) -> [WordPair] { counts.keys.filter { $0.word == word } }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func countsAreThoseOfADictionary(seed: UInt64) {
    let twin = Twin(seed: seed, steps: Int(seed) * 20)
    var (tables, types) = (0, 0)
    for word in 0..<Self.words {
      let counts = twin.model.words.view[word]
      let preceders = twin.preceding(word).count
      #expect(Int(counts.following) == twin.following(word).reduce(0) { $0 + twin.counts[$1]! })
      #expect(Int(counts.followers) == twin.following(word).count)
      #expect(Int(counts.preceders) == preceders)
      tables += preceders
      types += preceders > 0 ? 1 : 0
    }
    #expect(twin.model.tables == tables)
    #expect(twin.model.types == types)
    for (pair, count) in twin.counts where Twin.number(pair) != 0 {
      #expect(Int(twin.model.pairs.view[Int(Twin.number(pair))]) == count)
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func removingAllLeavesNothing(seed: UInt64) {
    var twin = Twin(seed: seed, steps: 200)
    for (pair, count) in twin.counts { for _ in 0..<count { twin.remove(pair) } }
    #expect(twin.model.tables == 0)
    #expect(twin.model.types == 0)
    #expect(values(twin.model.pairs).allSatisfy { $0 == 0 })
    for counts in values(twin.model.words) {
      #expect((counts.following, counts.followers, counts.preceders) == (0, 0, 0))
    }
  }

  /// With the discounts 0.7 and 0.5 and the strengths 1 and 10.
  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func probabilitiesFollowTheFormula(seed: UInt64) {
    var twin = Twin(seed: seed, steps: Int(seed) * 15)
    let spelling = (0..<Self.words).map { $0 == 0 ? 0 : 0.9 / Double(Self.words - 1) }
    for (word, probability) in spelling.enumerated() { twin.model.setSpelling(word, probability) }
    let tables = Double(twin.model.tables)
    let types = Double(twin.model.types)
    let words = (0..<Self.words).map { word in
      let own = max(Double(twin.preceding(word).count) - 0.5, 0)
      return (own + (10 + 0.5 * types) * spelling[word]) / (tables + 10)
    }
    for word in 0..<Self.words {
      #expect(abs(twin.model.probability(UInt32(word)) - words[word]) < 1e-7)
    }
    #expect(words.reduce(0, +) <= 1)
    for before in 0..<UInt32(Self.words) {
      let following = twin.following(Int(before))
      let count = following.reduce(0.0) { $0 + Double(twin.counts[$1]!) }
      let context = twin.model.context(before)
      var sum = 0.0
      for word in 1..<UInt32(Self.words) {
        let pair = WordPair(before: before, word: word)
        // What has no number gives all of its count to the words in general.
        let own = Twin.number(pair) == 0 ? 0 : max(Double(twin.counts[pair] ?? 0) - 0.7, 0)
        let expected =
          (own + (1 + 0.7 * Double(following.count)) * words[Int(word)]) / (count + 1)
        let found = twin.model.probability(
          context, twin.model.probability(word), pair: Twin.number(pair))
        #expect(abs(found - expected) < 1e-7)
        sum += found
      }
      #expect(sum <= 1 + 1e-6)
    }
  }
}
