import Testing

@testable import WordMineModels

@Suite struct VectorVocabularyTests {
  @Test func ranksByCountThenByText() {
    let vocabulary = VectorVocabulary(
      counting: ["茶": 3, "水": 5, "a": 3, "rare": 1], minimumCount: 2)
    #expect(vocabulary.words == ["水", "a", "茶"])
    #expect(vocabulary.counts == [5, 3, 3])
    #expect(vocabulary["茶"] == 2)
    #expect(vocabulary["rare"] == nil)
    #expect(vocabulary.total == 11)
  }

  @Test func textsKeepTheirDocuments() {
    let texts = NumberedTexts([["b", "a", "b"], [], ["rare"], ["a"]], minimumCount: 2)
    #expect(texts.count == 4)
    #expect((0..<4).map { Array(texts[$0]) } == [[1, 0, 1], [], [], [0]])
    let others = NumberedTexts([["a", "new"]], vocabulary: texts.vocabulary)
    #expect(Array(others[0]) == [0])
  }
}
