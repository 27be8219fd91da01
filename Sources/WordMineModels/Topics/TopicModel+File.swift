import WordMineBase
import WordMineNumerics

extension TopicModel {
  private static let kind = "topics"

  /// The model as an archive that can be saved to a file.
  public var archive: TensorArchive {
    var archive = TensorArchive(kind: Self.kind)
    archive.set("words", lines: words)
    archive.set(network.parameters)
    let prior = network.configuration.prior
    archive.set("prior", Matrix(2, topics, prior.mean + prior.logVariance))
    archive.set("mean scaling", Matrix(2, topics, meanScaling.means + meanScaling.scales))
    archive.set(
      "variance scaling", Matrix(2, topics, varianceScaling.means + varianceScaling.scales))
    return archive
  }

  /// - Throws: `TensorArchive.Failure` if something is missing or inconsistent.
  public init(_ archive: TensorArchive) throws(TensorArchive.Failure) {
    guard archive.kind == Self.kind else {
      throw .otherKind(found: archive.kind, expected: Self.kind)
    }
    let words = try archive.lines("words")
    guard Set(words.map { Array($0.utf8) }).count == words.count else {
      throw .damaged("a word occurs twice")
    }
    let prior: Matrix<Double> = try archive.matrix("prior")
    let first: Matrix<Float> = try archive.matrix("parameter.W1")
    let means: Matrix<Float> = try archive.matrix("parameter.Wm")
    let topics: Matrix<Float> = try archive.matrix("parameter.Wd")
    // Checked before memory is allocated, because a small file could declare a large model.
    guard prior.rows == 2, prior.columns > 1, first.rows == words.count,
      means.shape == (first.columns, prior.columns), topics.shape == (prior.columns, words.count)
    else {
      throw .damaged(
        "\(words.count) words and \(prior.columns) topics, weights of \(first.rows) and "
          + "\(topics.rows)")
    }
    var network = try Self.network(words: words.count, hidden: first.columns, prior)
    try archive.restore(&network.parameters)
    let shape = Matrix<Float>(rows: 2, columns: prior.columns)
    let mean = try archive.matrix("mean scaling", like: shape)
    let variance = try archive.matrix("variance scaling", like: shape)
    self.init(
      words: words, network: network,
      meanScaling: ColumnScaling(means: Array(mean.row(0)), scales: Array(mean.row(1))),
      varianceScaling: ColumnScaling(
        means: Array(variance.row(0)), scales: Array(variance.row(1))))
  }

  private static func network(
    words: Int, hidden: Int, _ prior: Matrix<Double>
  ) throws(TensorArchive.Failure) -> TopicAutoencoder<Float> {
    let gaussian = DiagonalGaussian(Array(prior.row(0)), Array(prior.row(1)))
    do throws(InvalidValue) {
      return try TopicAutoencoder(.init(words: words, hidden: hidden, prior: gaussian), seed: 0)
    } catch {
      throw .damaged(error.description)
    }
  }
}
