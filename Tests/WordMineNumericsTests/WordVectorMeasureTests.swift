import Testing

@testable import WordMineNumerics

/// The values of `word_vectors`.
@Suite struct WordVectorMeasureTests {
  private let golden: Golden

  init() throws { golden = try Golden("word_vectors") }

  @Test(arguments: ["plain", "smoothed075", "smoothed075_shift2"])
  func positiveInformationIsTheGoldenOne(key: String) throws {
    let expected = golden["ppmi"][key]
    var configuration = PointwiseInformation.Configuration()
    configuration.contextExponent = expected["alpha"].number
    configuration.shift = expected["shift"].number
    let found = try PointwiseInformation(configuration)
      .positive(SparseMatrix(golden["counts"].matrix))
    #expect(difference(found.dense, expected["ppmi"].matrix) < 1e-12)
    let values = try SingularValueDecomposition(found.dense).values
    #expect(difference(values, expected["singular_values"].vector) < 1e-12)
    guard !expected["gram_rank3_p05"].list.isEmpty else { return }
    var settings = RandomizedSVD.Configuration()
    settings.rank = 3
    let vectors = try RandomizedSVD(settings).decompose(found).rowVectors()
    let gram = vectors.product(vectors, transposingOther: true)
    #expect(difference(gram, expected["gram_rank3_p05"].matrix) < 1e-10)
  }

  @Test func skipGramLossAndGradientsAreTheGoldenOnes() {
    let sgns = golden["sgns"]
    let tape = Tape<Double>()
    let variables = ["w", "c", "neg"].map { tape.variable(sgns[$0].matrix) }
    let (word, context, negatives) = (variables[0], variables[1], variables[2])
    let loss =
      ((word * context).rowSums() * -1).softplus().sum()
      + word.timesTransposed(negatives).softplus().sum()
    #expect(abs(loss.scalar - sgns["loss"].number) < 1e-12)
    for (name, gradient) in zip(["w", "c", "neg"], tape.gradients(of: loss, for: variables)) {
      #expect(difference(gradient, sgns["grad"][name].matrix) < 1e-12, "\(name)")
    }
  }

  @Test func coherenceIsTheGoldenOne() throws {
    let npmi = golden["npmi"]
    let coherence = try TopicCoherence(npmi["docs"].list.map(\.ints), vocabulary: 6)
    for pair in npmi["pairs"].list.map(\.vector) {
      #expect(try abs(coherence.npmi(Int(pair[0]), Int(pair[1])) - pair[2]) < 1e-12)
    }
    for (topic, value) in zip(npmi["topics"].list.map(\.ints), npmi["topic_npmi"].vector) {
      #expect(try abs(coherence.coherence(topic) - value) < 1e-12)
    }
  }

  @Test func wordsThatAlwaysMeetAreFullyCoherent() throws {
    let coherence = try TopicCoherence([[0, 1, 2], [0, 1], [2]], vocabulary: 3)
    #expect(try abs(coherence.npmi(0, 1) - 1) < 1e-15)
    #expect(try TopicCoherence([[0, 1], [1, 0]], vocabulary: 2).npmi(0, 1) == 1)
  }
}
