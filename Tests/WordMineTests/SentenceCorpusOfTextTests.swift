import Testing
import WordMineBase

@testable import WordMine

/// The front door to sentences: a corpus, and how its words are found.
struct SentenceCorpusOfTextTests {
  private static let text = "他 在 山上 喝茶 。 我们 也 喝茶 。\n山上 有 茶园"

  private func words(_ corpus: SentenceCorpus) -> [[String]] {
    (0..<corpus.sentenceCount).map {
      corpus.words[corpus.sentence($0)].map(corpus.vocabulary.text)
    }
  }

  @Test func segmentedTextAndASegmenterAgree() throws {
    let blanks = try SentenceCorpus(Corpus(Self.text), words: .blanks)
    #expect(words(blanks).map(\.count) == [5, 4, 3])

    var lexicon = LexiconBuilder()
    for word in ["他", "在", "山上", "喝茶", "我们", "也", "有", "茶园"] { lexicon.add(word) }
    let segmented = try SentenceCorpus(
      Corpus(Self.text.replacing(" ", with: "")), words: .segmenter(Segmenter(lexicon.build())))
    #expect(words(segmented) == words(blanks))
  }

  @Test func wordsAreDiscovered() throws {
    let text = Array(repeating: "春茶的叶子比秋茶厚，味道也好。", count: 40).joined(separator: "\n")
    let found = try SentenceCorpus(Corpus(text), words: .discovery())
    #expect(found.sentenceCount == 40)
    #expect(words(found)[0].joined() == "春茶的叶子比秋茶厚，味道也好。")
    #expect(words(found)[0].count < 15)
  }

  @Test func refusesWhatIsNotSegmentedAndTooLittleMemory() {
    let line = String(repeating: "春茶的叶子比秋茶厚味道也好他们说", count: 20)
    #expect(throws: InputError.self) { try SentenceCorpus(Corpus(line), words: .blanks) }
    #expect(throws: InvalidValue.self) {
      try SentenceCorpus(Corpus(line), words: .discovery(), memory: -1)
    }
  }
}
