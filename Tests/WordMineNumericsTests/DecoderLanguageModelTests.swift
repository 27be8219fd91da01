import Testing
import WordMineBase

@testable import WordMineNumerics

@Suite struct DecoderLanguageModelTests {
  typealias Model = DecoderLanguageModel<Double>

  /// The block of `charlm_block`, whose parameters have no number of a layer.
  private func goldenModel(_ golden: Golden) -> Model {
    let dims = golden["dims"]
    var configuration = Model.Configuration(
      vocabulary: dims["V"].int,
      attention: .grouped(
        GroupedAttention(
          width: dims["d"].int, heads: dims["h"].int, groups: dims["g"].int,
          headWidth: dims["d_k"].int)))
    configuration.width = dims["d"].int
    configuration.layers = 1
    configuration.feedForward = dims["ff"].int
    var model = Model(configuration, seed: 1)
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
    let model = goldenModel(golden)
    let p = TapedParameters(model.parameters, on: Tape())
    let loss = model.loss([golden["ids"].ints], p)
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
    let model = goldenModel(golden)
    let entropies = model.branchingEntropies(golden["ids"].ints.dropLast())
    #expect(difference(entropies, golden["branching_entropy_nats"].vector) < 1e-10)
    var state = model.start()
    let logits = model.step(
      golden["ids"].ints.dropLast(), &state, weights: ParameterTable(model.parameters))
    #expect(difference(Array(logits.row(8)), golden["logits_last"].vector) < 1e-10)
  }

  static let attentions: [Model.Attention] = [
    .grouped(GroupedAttention(width: 8, heads: 2, groups: 2, headWidth: 4)),
    .grouped(GroupedAttention(width: 8, heads: 4, groups: 2, headWidth: 2)),
    .grouped(GroupedAttention(width: 8, heads: 2, groups: 1, headWidth: 4)),
    .latent(
      LatentAttention(
        width: 8, heads: 2, headWidth: 4, valueWidth: 4, latentWidth: 6, rotaryWidth: 2)),
  ]

  private func model(_ attention: Model.Attention) -> Model {
    var configuration = Model.Configuration(vocabulary: 6, attention: attention)
    configuration.width = 8
    configuration.feedForward = 8
    return Model(configuration, seed: 3)
  }

  @Test(arguments: attentions)
  func stepsGiveWhatTheWholeGives(attention: Model.Attention) {
    let model = model(attention)
    let tokens = [0, 3, 5, 1, 1, 2]
    let p = TapedParameters(model.parameters, on: Tape())
    let whole = model.logits([tokens, tokens], p).value
    var state = model.start(capacity: 6)
    let weights = ParameterTable(model.parameters)
    let rows = tokens.map { model.step([$0], &state, weights: weights) }
    #expect(difference(.stacking(rows), whole.rows(0..<6)) < 1e-13)
    #expect(difference(.stacking(rows), whole.rows(6..<12)) < 1e-13)
    #expect(state.count == 6)
    #expect(state.bytes == 6 * model.cacheScalarsPerToken * MemoryLayout<Double>.stride)
  }

  /// 0 1 2 3 4 5 0 1 …: after training, what follows is known.
  @Test(arguments: attentions)
  func learnsACycle(attention: Model.Attention) {
    var model = model(attention)
    let text = (0..<9).map { $0 % 6 }
    var optimizer = Optimizer<Double>(
      .init([ParameterGroup(rule: AdamW(), learningRate: 0.02)]))
    for _ in 0..<60 {
      let p = TapedParameters(model.parameters, on: Tape())
      let loss = model.loss([text, text.map { ($0 + 3) % 6 }], p)
      optimizer.step(&model.parameters, gradients: p.tape.gradients(of: loss, for: p.variables))
    }
    let p = TapedParameters(model.parameters, on: Tape())
    #expect(model.loss([text], p).scalar < 0.1)
    #expect(model.branchingEntropies(text).allSatisfy { $0 < 0.5 })
    var generator = SeededGenerator(seed: 1)
    let generated = model.generate(
      after: [0, 1, 2], count: 5, temperature: 0.3, &generator)
    #expect(generated == [3, 4, 5, 0, 1])
  }
}
