import Testing
import WordMineLexicon
import WordMineText

@Suite struct LexiconTests {
  @Test func addsUpTheCountsOfAllFiles() throws {
    var builder = LexiconBuilder()
    for text in ["云 5\n雨 2\n", "word\tcount\n云\t3\n雪\t\n", "雪\n风\n"] {
      builder.add("晴", knownCount: 1)
      try builder.add(contentsOf: try RecordReader(dictionary: try source(text)))
    }
    let lexicon = builder.build()
    #expect(lexicon.count == 5)
    #expect(lexicon.hasCounts)
    #expect(
      ["云", "雨", "雪", "风", "晴", "霜"].map { lexicon.count(of: $0) } == [8, 2, nil, nil, 3, nil])
    #expect(["云", "风", "霜", ""].map { lexicon.contains($0) } == [true, true, false, false])
  }

  @Test func aLaterLexiconOverridesAnEarlierOne() throws {
    var builder = LexiconBuilder()
    for text in ["云 5\n雨 2\n雪 1\n", "云 3\n雨\n风 4\n"] {
      builder.override(with: try Lexicon(RecordReader(dictionary: try source(text))))
    }
    let lexicon = builder.build()
    #expect(["云", "雨", "雪", "风"].map { lexicon.count(of: $0) } == [3, nil, 1, 4])
    #expect(lexicon.count == 4)
  }

  @Test func hasNoCountsWhereNoWordHas() {
    var builder = LexiconBuilder()
    builder.add("云")
    #expect(!builder.build().hasCounts)
    #expect(!LexiconBuilder().build().hasCounts)
  }

  @Test func countsDoNotOverflow() {
    var builder = LexiconBuilder()
    for _ in 1...3 { builder.add("云", knownCount: .max) }
    #expect(builder.build().count(of: "云") == .max)
    var ends: [Int] = []
    var workspace = LexiconSegmenter.Workspace()
    LexiconSegmenter(builder.build())
      .segment(Array("云雨".utf8).span, with: &workspace, into: &ends)
    #expect(ends == [3, 6])
  }
}
