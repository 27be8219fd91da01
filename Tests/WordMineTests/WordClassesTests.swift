import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct WordClassesTests {
  /// Sentences of three kinds of words, in a fixed order.
  static func text(seed: UInt64 = 1, sentences: Int = 600) -> ClauseText {
    var generator = SeededGenerator(seed: seed)
    let kinds = [["甲", "乙", "丙", "丁"], ["吃", "喝", "看", "听"], ["饭", "水", "书", "歌"]]
    var text = ""
    for _ in 0..<sentences {
      text += kinds.map { $0.randomElement(using: &generator)! }.joined(separator: " ") + " 。\n"
    }
    return try! ClauseText(SentenceAtomSpoolTests.corpus(text))
  }

  @Test func findsWordsOfOneKind() throws {
    let text = Self.text()
    var configuration = WordClasses.Configuration()
    configuration.classes = 3
    var classes = WordClasses(text, try text.positions(), configuration)
    try classes.exchange()
    func all(_ words: String) -> Set<UInt8> {
      Set(words.map { classes.classes[Int(text.words.id(ofForm: Array(String($0).utf8)[...]))] })
    }
    #expect(all("甲乙丙丁").count == 1 && all("吃喝看听").count == 1 && all("饭水书歌").count == 1)
    #expect(all("甲吃饭").count == 3)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func likelihoodNeverFalls(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let words = (0..<30).map { _ in
      (0..<40).map { _ in String("天地人你我他来去".randomElement(using: &generator)!) }
        .joined(separator: " ")
    }
    let text = try ClauseText(SentenceAtomSpoolTests.corpus(words.joined(separator: "\n")))
    var configuration = WordClasses.Configuration()
    configuration.classes = 4
    var classes = WordClasses(text, try text.positions(), configuration)
    try classes.exchange()
    for (one, next) in zip(classes.likelihoods, classes.likelihoods.dropFirst()) {
      #expect(next >= one - 1e-6)
    }
    // What was kept up to date is what the classes give.
    let anew = ClassBigrams(text, classes.classes, count: 4).likelihood
    #expect(abs(anew - classes.likelihoods.last!) < 1e-6)
  }

  @Test func isTheSameEachTime() throws {
    let text = Self.text(seed: 3)
    let results = try (0..<2).map { _ in
      var classes = WordClasses(text, try text.positions())
      try classes.exchange()
      return classes.classes
    }
    #expect(results[0] == results[1])
  }
}
