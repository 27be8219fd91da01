import WordMineBase
import WordMineNumerics

/// A topic model: the words of each topic, and the topics of documents.
public struct TopicModel: Sendable {
  /// The known words, by column.
  public let words: [String]
  let network: TopicAutoencoder<Float>
  /// The mean and deviation of the codes of all training documents, which normalize codes.
  let meanScaling: ColumnScaling
  let varianceScaling: ColumnScaling

  init(
    words: [String], network: TopicAutoencoder<Float>, meanScaling: ColumnScaling,
    varianceScaling: ColumnScaling
  ) {
    (self.words, self.network) = (words, network)
    (self.meanScaling, self.varianceScaling) = (meanScaling, varianceScaling)
  }

  /// - Parameter counts: The training documents.
  init(
    words: [String], network: TopicAutoencoder<Float>, _ counts: SparseMatrix<Float>
  ) throws(InvalidValue) {
    let codes = try network.encoded(counts)
    self.init(
      words: words, network: network, meanScaling: ColumnScaling(codes.mean),
      varianceScaling: ColumnScaling(codes.logVariance))
  }

  /// The number of topics.
  public var topics: Int { network.configuration.encoder.latent }

  /// The topics of some documents.
  public struct Documents: Sendable {
    /// The topic shares of each document, [documents, topics]: the softmax of the mean of its code.
    public let shares: Matrix<Float>
    /// The information in the code of each document, in bits per topic: [documents, topics].
    public let bits: Matrix<Float>
    /// The number of topics whose code has a variance above 0.01 over the documents.
    public let activeUnits: Int
  }

  /// The topics of documents.
  ///
  /// - Throws: `InvalidValue` if the bags have other words than the model, or if its weights are so large
  ///   that a share overflows.
  /// - Complexity: O(words of the documents · hidden + documents · hidden · topics).
  public func documents(_ bags: BagsOfWords) throws(InvalidValue) -> Documents {
    guard bags.words == words else {
      throw InvalidValue("the bags have other words than the model; count the words of the model")
    }
    let encoded = try network.encoded(bags.counts)
    let (mean, logVariance) = try network.codes(
      (meanScaling.applied(to: encoded.mean), varianceScaling.applied(to: encoded.logVariance)))
    guard mean.isFinite, logVariance.isFinite else {
      throw InvalidValue(
        "the topics of a document are not finite: the weights of the model are too large")
    }
    let prior = network.configuration.prior
    var bits = mean
    for row in 0..<mean.rows {
      let code = DiagonalGaussian(
        mean.row(row).map { Double($0) }, logVariance.row(row).map { Double($0) })
      for (topic, nats) in try code.divergences(from: prior).enumerated() {
        bits[row, topic] = Float(Information.bits(nats))
      }
    }
    return Documents(
      shares: mean.softmaxOfRows(), bits: bits,
      activeUnits: VariationalAutoencoder<Float>.activeUnits(codes: mean))
  }

  /// The most relevant words of a topic, as indices of ``words``.
  ///
  /// Relevance balances the probability of a word in the topic, which favours words that are
  /// frequent in every topic, and its lift over the probability in the corpus, which favours rare
  /// words:
  ///
  ///     r = λ log p(w | k) + (1 − λ) log(p(w | k) / p(w)) = W_kw + λ b_w + const(k)
  ///
  /// with λ = 0.6, at which people identify topics best by their words.
  ///
  /// Reference: Sievert and Shirley 2014, *LDAvis: A Method for Visualizing and Interpreting Topics*.
  ///
  /// - Returns: At most `count` words, in decreasing order of relevance.
  /// - Throws: `InvalidValue` for an unknown topic, or a negative count.
  public func words(of topic: Int, count: Int) throws(InvalidValue) -> [Int] {
    try InvalidValue.check("topic", [topic], below: topics)
    try InvalidValue.check("count", count, atLeast: 0)
    let relevances = zip(network.weights.row(topic), network.bias).map { $0 + 0.6 * $1 }
    return Array(
      relevances.indices.sorted { (-relevances[$0], $0) < (-relevances[$1], $1) }.prefix(count))
  }
}

/// Standardizes columns: subtracts their means and divides by their deviations.
struct ColumnScaling: Equatable, Sendable {
  let means: [Float]
  let scales: [Float]

  init(means: [Float], scales: [Float]) { (self.means, self.scales) = (means, scales) }

  init(_ x: Matrix<Float>) {
    let means = x.columnMeans
    var centred = x
    for row in 0..<x.rows {
      for column in 0..<x.columns { centred[row, column] -= means[column] }
    }
    self.init(
      means: means,
      scales: (centred * centred).columnMeans.map { 1 / ($0 + 1e-3).squareRoot() })
  }

  func applied(to x: Matrix<Float>) -> Matrix<Float> {
    var result = x
    for row in 0..<x.rows {
      for column in 0..<x.columns {
        result[row, column] = (x[row, column] - means[column]) * scales[column]
      }
    }
    return result
  }
}
