import Testing

@testable import WordMineNumerics

@Suite struct TopicAutoencoderTests {
  private static let counts = SparseMatrix<Double>(
    Matrix([[2, 0, 1, 0, 0], [0, 3, 0, 0, 1], [1, 1, 0, 2, 0], [0, 0, 4, 0, 1]]))

  private static func model() throws -> TopicAutoencoder<Double> {
    try TopicAutoencoder(
      .init(words: 5, hidden: 4, prior: .dirichlet(topics: 3, concentration: 0.5)), seed: 2)
  }

  @Test func gradientsAreThoseOfDifferences() throws {
    let model = try Self.model()
    let noise: Matrix<Double> = random(4, 3, seed: 8)
    let error = try GradientCheck.largestError(model.parameters.map(\.value)) { _, variables in
      let p = TapedParameters(model.parameters, variables: variables, on: variables[0].tape)
      return try model.losses(Self.counts, noise: noise, divergenceWeight: 0.7, p).total
    }
    #expect(error < 1e-6)
  }

  @Test func theLossIsThatOfItsParts() throws {
    let model = try Self.model()
    let p = TapedParameters(model.parameters, on: Tape())
    let noise = Matrix<Double>(rows: 4, columns: 3)
    let losses = try model.losses(Self.counts, noise: noise, divergenceWeight: 2, p)
    let sums = zip(losses.reconstruction.value.elements, losses.divergence.value.elements)
    #expect(abs(losses.total.scalar - sums.reduce(0) { $0 + $1.0 + 2 * $1.1 } / 4) < 1e-12)
    #expect(losses.divergence.value.elements.allSatisfy { $0 >= 0 })
    // The best that any model can do is to tell each document by its own frequencies.
    let dense = Self.counts.dense
    for (row, nats) in losses.reconstruction.value.elements.enumerated() {
      let total = dense.row(row).reduce(0, +)
      #expect(nats >= total * Information.entropy(dense.row(row).map { $0 / total }))
    }
  }

  @Test func codesAreTogetherAsThePriorHasThem() throws {
    let prior = try DiagonalGaussian(mean: [0.5, 0, -1], logVariance: [0, 1, -1])
    let network = try TopicAutoencoder<Double>(.init(words: 5, hidden: 4, prior: prior), seed: 2)
    // Columns of mean 0 and variance 1, and deviations as at rest.
    let mean = Matrix<Double>([[1, 1, -1], [-1, 1, 1], [1, -1, 1], [-1, -1, -1]])
    let codes = try network.codes((mean, Matrix(rows: 4, columns: 3)))
    for topic in 0..<3 {
      let column = codes.mean.columns(topic..<topic + 1).elements
      let centre = column.reduce(0, +) / 4
      let between = column.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / 4
      let variance = Double.exp(prior.logVariance[topic])
      #expect(abs(centre - prior.mean[topic]) < 1e-12)
      #expect(abs(between - 0.3 * variance) < 1e-12)
      #expect(abs(between + Double.exp(codes.logVariance[0, topic]) - variance) < 1e-12)
    }
  }
}
