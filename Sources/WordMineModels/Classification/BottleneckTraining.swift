import WordMineBase
import WordMineNumerics

/// Learns a classifier with a penalty on the information that it takes from each token.
///
/// Without noise, the logits of `TokenBottleneck` are linear in the shares of the tokens, so the
/// result is stored as the weights μWc.
struct BottleneckTraining {
  /// λ, the weight of the divergence.
  var divergenceWeight: Double
  var epochs: Int
  var seed: UInt64
  var batch = 32
  /// The initial learning rate of AdamW, which falls to a twentieth.
  var learningRate = 0.02

  /// - Parameter texts: The tokens of each text; texts without tokens are ignored.
  /// - Returns: The weights of token shares, and the cost of each token in bits.
  /// - Throws: `InvalidValue`; `TrainingDiverged`; `Interrupted` between batches.
  func train(
    _ texts: [[Int]], vocabulary: Int, labels: [Int], classes: Int, workers: Workers
  ) throws -> (MaximumEntropyModel, [Double]) {
    var configuration = TokenBottleneck<Float>.Configuration(
      vocabulary: vocabulary, classes: classes)
    configuration.divergenceWeight = divergenceWeight
    var model = try TokenBottleneck<Float>(configuration, seed: seed)
    var generator = SeededGenerator(seed: seed, stream: 1)
    var order = texts.indices.filter { !texts[$0].isEmpty }
    let steps = epochs * ((order.count + batch - 1) / batch)
    var optimizer = try optimizer(steps: steps)
    for _ in 0..<epochs {
      order.shuffle(using: &generator)
      for start in stride(from: 0, to: order.count, by: batch) {
        try workers.report("training", Double(optimizer.steps) / Double(steps))
        let members = order[start..<min(start + batch, order.count)]
        let batch = TokenBatch(members.map { texts[$0] })
        let p = TapedParameters(batch.parameters(of: model), on: Tape())
        let noise: Matrix<Float> = generator.normal(
          rows: batch.count, columns: configuration.latent)
        let loss = try model.loss(
          batch.texts, labels: members.map { labels[$0] }, noise: noise, p)
        try optimizer.descend(
          loss, for: p.variables, &model.parameters, touched: batch.tokens)
      }
    }
    try optimizer.check(model.parameters)
    try workers.report("training", 1)
    let weights = model.parameters[0].value • model.parameters[2].value
    let intercept = model.parameters[3].value.elements.map { Double($0) }
    return (
      try MaximumEntropyModel(weights: Matrix<Double>(weights), intercept: intercept), model.bits
    )
  }

  private func optimizer(steps: Int) throws(InvalidValue) -> Optimizer<Float> {
    var settings = Optimizer<Float>.Configuration([
      ParameterGroup(rule: AdamW(), learningRate: learningRate)
    ])
    settings.schedule = Schedule([
      .init(step: 0, factor: 1), .init(step: max(1, steps), factor: 0.05),
    ])
    return try Optimizer(settings)
  }
}

/// Some texts, in the numbering of the tokens that they have: a step costs as much as these, not as the
/// vocabulary.
private struct TokenBatch {
  /// The different tokens, ascending.
  let tokens: [Int]
  /// The texts, with each token as an index of `tokens`.
  let texts: [[Int]]
  /// The number of tokens, with repetitions.
  let count: Int

  init(_ texts: [[Int]]) {
    let tokens = Set(texts.joined()).sorted()
    let places = Dictionary(uniqueKeysWithValues: tokens.enumerated().map { ($1, $0) })
    self.tokens = tokens
    self.texts = texts.map { text in text.map { places[$0]! } }
    count = texts.reduce(0) { $0 + $1.count }
  }

  /// The parameters, of whose tables only the rows of these tokens remain.
  func parameters(of model: TokenBottleneck<Float>) -> [Parameter<Float>] {
    model.parameters.map { parameter in
      guard parameter.kind == .embedding else { return parameter }
      return Parameter(parameter.name, parameter.kind, parameter.value.rows(at: tokens))
    }
  }
}
