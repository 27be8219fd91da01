import Testing
import WordMineBase
import WordMineNumerics

@testable import WordMineModels

@Suite struct WordVectorsTests {
  private func train(threads: Int = 1) throws -> WordVectors {
    var configuration = WordVectorTraining.Configuration()
    configuration.dimensions = 4
    configuration.window = 1
    return try WordVectorTraining(configuration).train(
      EncodedDocuments(planted), workers: Workers(threads: threads))
  }

  @Test func wordsThatAreUsedAlikeAreSimilar() throws {
    let vectors = try train()
    #expect(vectors.similar(to: "a", count: 1)?.map(\.word) == ["b"])
    #expect(vectors.similar(to: "d", count: 1)?.map(\.word) == ["c"])
    #expect(vectors.similar(to: "a")?.contains { $0.word == "a" } == false)
    #expect(vectors.similar(to: "unknown") == nil)
    let cosines = try #require(vectors.similar(to: "x")).map(\.cosine)
    #expect(cosines == cosines.sorted(by: >))
    #expect(cosines.allSatisfy { $0 <= 1.0001 })
  }

  @Test func threadsChangeNothing() throws {
    #expect(try train(threads: 3) == train())
  }

  @Test func sentencesAreWeightedMeans() throws {
    let vocabulary = try VectorVocabulary(words: ["a", "b"], counts: [3, 1])
    let words = try WordVectors(vocabulary: vocabulary, vectors: Matrix([[1, 0], [0, 2]]))
    let texts = EncodedDocuments([["a", "b", "b"], ["new"]], vocabulary: vocabulary)
    // a / (a + p) with a = 1: 1 / 1.75 and 1 / 1.25.
    let weighted = try SentenceVectors(words, smoothing: 1).vectors(texts)
    let expected: [Float] = [1 / 1.75 / 3, 2 * 2 / 1.25 / 3, 0, 0]
    for (found, value) in zip(weighted.elements, expected) { #expect(abs(found - value) < 1e-6) }
    let plain = try SentenceVectors(words, smoothing: nil).vectors(texts)
    #expect(abs(plain[0, 0] - 1.0 / 3) < 1e-6)
  }
}
