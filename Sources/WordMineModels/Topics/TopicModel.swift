import WordMineNumerics

/// Topics: which words they bring, and which documents have them.
public struct TopicModel: Sendable {
  public let words: [String]
  let network: TopicAutoencoder<Float>
  /// What the codes of documents are normalized by: means and deviations of all that were learnt from.
  let meanScaling: ColumnScaling
  let varianceScaling: ColumnScaling

  init(
    words: [String], network: TopicAutoencoder<Float>, meanScaling: ColumnScaling,
    varianceScaling: ColumnScaling
  ) {
    (self.words, self.network) = (words, network)
    (self.meanScaling, self.varianceScaling) = (meanScaling, varianceScaling)
  }

  /// - Parameter counts: The documents that were learnt from.
  init(words: [String], network: TopicAutoencoder<Float>, _ counts: SparseMatrix<Float>) {
    let codes = network.encoded(counts)
    self.init(
      words: words, network: network, meanScaling: ColumnScaling(codes.mean),
      varianceScaling: ColumnScaling(codes.logVariance))
  }

  public var topics: Int { network.configuration.encoder.latent }

  /// What a document is about.
  public struct Documents: Sendable {
    /// The shares of topics of each document, [documents, topics]: softmax of the mean of its code.
    public let shares: Matrix<Float>
    /// What the code of each document takes, in bits, by topics: [documents, topics].
    public let bits: Matrix<Float>
    /// Topics whose code varies from document to document, by more than .01.
    public let activeUnits: Int
  }

  /// - Precondition: The bags have the words of the model.
  public func documents(_ bags: BagsOfWords) -> Documents {
    precondition(bags.words == words, "bags of other words than those of the model")
    let encoded = network.encoded(bags.counts)
    let (mean, logVariance) = network.codes(
      (meanScaling.applied(to: encoded.mean), varianceScaling.applied(to: encoded.logVariance)))
    let prior = network.configuration.prior
    var bits = mean
    for row in 0..<mean.rows {
      let code = DiagonalGaussian(
        mean: mean.row(row).map { Double($0) },
        logVariance: logVariance.row(row).map { Double($0) })
      for (topic, nats) in code.divergences(from: prior).enumerated() {
        bits[row, topic] = Float(Information.bits(nats))
      }
    }
    return Documents(
      shares: mean.softmaxOfRows(), bits: bits,
      activeUnits: VariationalAutoencoder<Float>.activeUnits(codes: mean))
  }

  /// The words that are most relevant to a topic, then by their number.
  ///
  /// The relevance of a word is between its probability in the topic, which frequent words lead that
  /// any topic has, and how many times that is its probability in all, which rare words lead:
  ///
  ///     r = λ log p(w | k) + (1 − λ) log(p(w | k) / p(w)) = W_kw + λ b_w + a number for each k
  ///
  /// with λ = 0.6, at which people best tell topics by their words.
  ///
  /// Reference: Sievert and Shirley 2014, *LDAvis: A Method for Visualizing and Interpreting Topics*.
  public func words(of topic: Int, count: Int) -> [Int] {
    let relevances = zip(network.weights.row(topic), network.bias).map { $0 + 0.6 * $1 }
    return Array(
      relevances.indices.sorted { (-relevances[$0], $0) < (-relevances[$1], $1) }.prefix(count))
  }
}

/// Takes the means of columns off, and divides by their deviations.
struct ColumnScaling: Equatable, Sendable {
  let means: [Float]
  let scales: [Float]

  init(means: [Float], scales: [Float]) { (self.means, self.scales) = (means, scales) }

  init(_ x: Matrix<Float>) {
    let means = x.columnMeans
    var squares = [Float](repeating: 0, count: x.columns)
    for row in 0..<x.rows {
      for (column, value) in x.row(row).enumerated() {
        squares[column] += (value - means[column]) * (value - means[column])
      }
    }
    self.init(
      means: means,
      scales: squares.map { 1 / ($0 / Float(x.rows) + 1e-3).squareRoot() })
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
