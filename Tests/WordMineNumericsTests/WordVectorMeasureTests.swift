import Testing

@testable import WordMineNumerics

/// The values of `word_vectors`.
@Suite struct WordVectorMeasureTests {
  private let golden: Golden

  init() throws { golden = try Golden("word_vectors") }

  @Test(arguments: ["plain", "smoothed075", "smoothed075_shift2"])
  func positiveInformationIsTheGoldenOne(key: String) {
    let expected = golden["ppmi"][key]
    var configuration = PointwiseInformation.Configuration()
    configuration.contextExponent = expected["alpha"].number
    configuration.shift = expected["shift"].number
    let found = PointwiseInformation(configuration)
      .positive(SparseMatrix(golden["counts"].matrix))
    #expect(difference(found.dense, expected["ppmi"].matrix) < 1e-12)
    let values = SingularValueDecomposition(found.dense).values
    #expect(difference(values, expected["singular_values"].vector) < 1e-12)
    guard !expected["gram_rank3_p05"].list.isEmpty else { return }
    var settings = RandomizedSVD.Configuration()
    settings.rank = 3
    let vectors = RandomizedSVD(settings).decompose(found).rowVectors()
    let gram = vectors.product(vectors, transposingOther: true)
    #expect(difference(gram, expected["gram_rank3_p05"].matrix) < 1e-10)
  }

  @Test func skipGramLossAndGradientsAreTheGoldenOnes() {
    let sgns = golden["sgns"]
    let contexts = Matrix.stacking([sgns["c"].matrix, sgns["neg"].matrix])
    let found = SkipGramLoss.evaluate(word: sgns["w"].matrix, contexts: contexts)
    #expect(abs(found.loss - sgns["loss"].number) < 1e-12)
    #expect(difference(found.word, sgns["grad"]["w"].matrix) < 1e-12)
    #expect(difference(found.contexts.rows(0..<1), sgns["grad"]["c"].matrix) < 1e-12)
    #expect(difference(found.contexts.rows(1..<4), sgns["grad"]["neg"].matrix) < 1e-12)
  }

  @Test func coherenceIsTheGoldenOne() {
    let npmi = golden["npmi"]
    let coherence = TopicCoherence(npmi["docs"].list.map(\.ints), vocabulary: 6)
    for pair in npmi["pairs"].list.map(\.vector) {
      #expect(abs(coherence.npmi(Int(pair[0]), Int(pair[1])) - pair[2]) < 1e-12)
    }
    for (topic, value) in zip(npmi["topics"].list.map(\.ints), npmi["topic_npmi"].vector) {
      #expect(abs(coherence.coherence(topic) - value) < 1e-12)
    }
  }

  @Test func wordsThatAlwaysMeetAreFullyCoherent() {
    let coherence = TopicCoherence([[0, 1, 2], [0, 1], [2]], vocabulary: 3)
    #expect(abs(coherence.npmi(0, 1) - 1) < 1e-15)
    #expect(TopicCoherence([[0, 1], [1, 0]], vocabulary: 2).npmi(0, 1) == 1)
  }
}
