import Testing
import WordMineBase

@testable import WordMineNumerics

@Suite struct DecoderLanguageModelTests {
  typealias Model = DecoderLanguageModel<Double>

  /// The block of `charlm_block`, whose parameters have no number of a layer.
  private func goldenModel(_ golden: Golden) throws -> Model {
    let dims = golden["dims"]
    var configuration = try Model.Configuration(
      vocabulary: dims["V"].int,
      attention: .grouped(
        GroupedAttention(
          width: dims["d"].int, heads: dims["h"].int, groups: dims["g"].int,
          headWidth: dims["d_k"].int)))
    configuration.width = dims["d"].int
    configuration.layers = 1
    configuration.feedForward = dims["ff"].int
    var model = try Model(configuration, seed: 1)
    for index in model.parameters.indices {
      model.parameters[index].value = golden["params"][name(model.parameters[index])].matrix
    }
    return model
  }

  private func name(_ parameter: Parameter<Double>) -> String {
    parameter.name.hasPrefix("0.") ? String(parameter.name.dropFirst(2)) : parameter.name
  }

  @Test func aBlockHasTheGoldenLossAndGradients() throws {
    let golden = try Golden("charlm_block")
    let model = try goldenModel(golden)
    let p = TapedParameters(model.parameters, on: Tape())
    let loss = try model.loss([golden["ids"].ints], p)
    #expect(abs(loss.scalar - golden["loss"].number) < 1e-10)
    #expect(abs(Information.bits(loss.scalar) - golden["bits_per_token"].number) < 1e-10)
    let gradients = p.tape.gradients(of: loss, for: p.variables)
    for (parameter, gradient) in zip(model.parameters, gradients) {
      let expected = golden["grad"][name(parameter)].matrix
      #expect(difference(gradient, expected) < 1e-9, "\(parameter.name)")
    }
  }

  @Test func aBlockHasTheGoldenEntropies() throws {
    let golden = try Golden("charlm_block")
    let model = try goldenModel(golden)
    let entropies = try branchingEntropies(model, golden["ids"].ints.dropLast())
    #expect(difference(entropies, golden["branching_entropy_nats"].vector) < 1e-10)
    var state = model.start()
    let logits = try model.step(
      golden["ids"].ints.dropLast(), &state, weights: ParameterTable(model.parameters))
    #expect(difference(Array(logits.row(8)), golden["logits_last"].vector) < 1e-10)
  }

  static let attentions: [Model.Attention] = [
    .grouped(try! GroupedAttention(width: 8, heads: 2, groups: 2, headWidth: 4)),
    .grouped(try! GroupedAttention(width: 8, heads: 4, groups: 2, headWidth: 2)),
    .grouped(try! GroupedAttention(width: 8, heads: 2, groups: 1, headWidth: 4)),
    .latent(
      try! LatentAttention(
        width: 8, heads: 2, headWidth: 4, valueWidth: 4, latentWidth: 6, rotaryWidth: 2)),
  ]

  private func model(_ attention: Model.Attention) throws -> Model {
    var configuration = Model.Configuration(vocabulary: 6, attention: attention)
    configuration.width = 8
    configuration.feedForward = 8
    return try Model(configuration, seed: 3)
  }

  @Test(arguments: attentions)
  func stepsGiveWhatTheWholeGives(attention: Model.Attention) throws {
    let model = try model(attention)
    let tokens = [0, 3, 5, 1, 1, 2]
    let p = TapedParameters(model.parameters, on: Tape())
    let whole = try model.logits([tokens, tokens], p).value
    var state = model.start(capacity: 6)
    let weights = ParameterTable(model.parameters)
    let rows = try tokens.map { try model.step([$0], &state, weights: weights) }
    #expect(difference(.stacking(rows), whole.rows(0..<6)) < 1e-13)
    #expect(difference(.stacking(rows), whole.rows(6..<12)) < 1e-13)
    #expect(state.count == 6)
    #expect(state.bytes == 6 * model.cacheScalarsPerToken * MemoryLayout<Double>.stride)
  }

  /// 0 1 2 3 4 5 0 1 …: after training, what follows is known.
  @Test(arguments: attentions)
  func learnsACycle(attention: Model.Attention) throws {
    var model = try model(attention)
    let text = (0..<9).map { $0 % 6 }
    var optimizer = try Optimizer<Double>(
      .init([ParameterGroup(rule: AdamW(), learningRate: 0.02)]))
    for _ in 0..<60 {
      let p = TapedParameters(model.parameters, on: Tape())
      let loss = try model.loss([text, text.map { ($0 + 3) % 6 }], p)
      try optimizer.step(&model.parameters, gradients: p.tape.gradients(of: loss, for: p.variables))
    }
    let p = TapedParameters(model.parameters, on: Tape())
    #expect(try model.loss([text], p).scalar < 0.1)
    #expect(try branchingEntropies(model, text).allSatisfy { $0 < 0.5 })
    #expect(try continuation(model, after: [0, 1, 2], count: 5) == [3, 4, 5, 0, 1])
  }

  /// The entropy of what follows each token, in nats.
  private func branchingEntropies(_ model: Model, _ tokens: [Int]) throws -> [Double] {
    var state = model.start()
    let logits = try model.step(tokens, &state, weights: ParameterTable(model.parameters))
    let probabilities = logits.softmaxOfRows()
    return (0..<tokens.count).map { Information.entropy(Array(probabilities.row($0))) }
  }

  /// The likeliest tokens after a prompt.
  private func continuation(_ model: Model, after prompt: [Int], count: Int) throws -> [Int] {
    var state = model.start()
    let weights = ParameterTable(model.parameters)
    var (tokens, next) = ([Int](), prompt)
    for _ in 0..<count {
      let logits = try model.step(next, &state, weights: weights)
      let last = Array(logits.row(logits.rows - 1))
      next = [last.indices.max { last[$0] < last[$1] }!]
      tokens += next
    }
    return tokens
  }

  @Test(arguments: [[[6]], [[-1, 0]], [[]], [], [[0, 1], [0]]])
  func otherTokensAreRefused(sequences: [[Int]]) throws {
    let model = try model(Self.attentions[0])
    let p = TapedParameters(model.parameters, on: Tape())
    #expect(throws: InvalidValue.self) { try model.logits(sequences, p) }
    #expect(throws: InvalidValue.self) { try model.loss(sequences, p) }
    var state = model.start()
    #expect(throws: InvalidValue.self) {
      try model.step([6], &state, weights: ParameterTable(model.parameters))
    }
  }
}
