import Testing

@testable import WordMineModels

@Suite struct VectorVocabularyTests {
  @Test func ranksByCountThenByText() throws {
    let vocabulary = try VectorVocabulary(
      counting: ["茶": 3, "水": 5, "a": 3, "rare": 1], minimumCount: 2)
    #expect(vocabulary.words == ["水", "a", "茶"])
    #expect(vocabulary.counts == [5, 3, 3])
    #expect(vocabulary.id(of: "茶") == 2)
    #expect(vocabulary.id(of: "rare") == nil)
    #expect(vocabulary.total == 11)
  }

  @Test func theLargestCountsAreAdded() throws {
    let vocabulary = try VectorVocabulary(words: ["a", "b"], counts: [.max, .max])
    #expect(vocabulary.total == 0x1p64)
    let words = try WordVectors(vocabulary: vocabulary, vectors: .identity(2))
    let texts = EncodedDocuments([["a"], ["b"]], vocabulary: vocabulary)
    let vectors = try SentenceVectors(words).vectors(texts)
    #expect(vectors[0, 0] > 0 && vectors[0, 0] == vectors[1, 1])
  }

  @Test func textsKeepTheirDocuments() {
    let texts = EncodedDocuments([["b", "a", "b"], [], ["rare"], ["a"]], minimumCount: 2)
    #expect(texts.count == 4)
    #expect((0..<4).map { Array(texts[$0]) } == [[1, 0, 1], [], [], [0]])
    let others = EncodedDocuments([["a", "new"]], vocabulary: texts.vocabulary)
    #expect(Array(others[0]) == [0])
  }

  /// U+F900 is U+8C48 to Unicode; in a text they are two characters.
  @Test func equivalentFormsAreDifferentWords() {
    let texts = EncodedDocuments([["\u{F900}", "\u{8C48}", "\u{8C48}"]], minimumCount: 1)
    #expect(texts.vocabulary.count == 2)
    #expect(Array(texts[0]) == [1, 0, 0])
    #expect(texts.counts == [2, 1])
  }

  @Test func invalidBytesOfOneTextAreOneWord() {
    var block = DocumentBlock()
    block.append(words: [[0xFF], [0xFE], [0x61]])
    let texts = EncodedDocuments(block, minimumCount: 2)
    #expect(texts.vocabulary.words == ["\u{FFFD}"])
    #expect(texts.counts == [2])
  }

  @Test func blocksOfDocumentsAreTheirWords() {
    let documents = [["b", "a", "b"], [], ["c"]]
    #expect(
      EncodedDocuments(DocumentBlock(words: documents), minimumCount: 1)
        == EncodedDocuments(documents, minimumCount: 1))
  }
}
