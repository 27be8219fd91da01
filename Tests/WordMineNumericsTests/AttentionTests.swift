import Testing

@testable import WordMineNumerics

@Suite struct AttentionTests {
  private let golden: Golden
  private var x: Matrix<Double> { golden["x"].matrix }

  init() throws { golden = try Golden("attention") }

  private func layer(_ variant: String, rotary: Rotary? = Rotary()) throws -> GroupedAttention {
    try GroupedAttention(
      width: 6, heads: 4, groups: golden["variants"][variant]["g"].int, headWidth: 4,
      rotary: rotary)
  }

  private func parameters(_ variant: String) -> [Parameter<Double>] {
    let v = golden["variants"][variant]
    return [
      Parameter("Wq", .kernel, golden["Wq"].matrix), Parameter("Wk", .kernel, v["Wk"].matrix),
      Parameter("Wv", .kernel, v["Wv"].matrix), Parameter("Wo", .kernel, golden["Wo"].matrix),
    ]
  }

  private func output(
    _ layer: some AttentionLayer, _ parameters: [Parameter<Double>], _ x: Matrix<Double>,
    sequences: Int = 1
  ) throws -> Matrix<Double> {
    let p = TapedParameters(parameters, on: Tape())
    return try layer.forward(p.tape.constant(x), p, prefix: "", sequences: sequences).value
  }

  /// The outputs token by token, or some at a time.
  private func steps<Element: Scalar>(
    _ layer: some AttentionLayer, _ parameters: [Parameter<Element>], _ x: Matrix<Element>,
    by size: Int = 1
  ) throws -> (output: Matrix<Element>, cache: KeyValueCache<Element>) {
    var cache = KeyValueCache<Element>(for: layer)
    let weights = ParameterTable(parameters)
    let parts = try stride(from: 0, to: x.rows, by: size).map { start in
      try layer.step(
        x.rows(start..<min(start + size, x.rows)), weights, prefix: "", cache: &cache)
    }
    return (.stacking(parts), cache)
  }

  @Test(arguments: ["mha", "gqa", "mqa"])
  func attendsAsTheGoldenValues(variant: String) throws {
    let expected = golden["variants"][variant]
    let found = try output(layer(variant), parameters(variant), x)
    #expect(difference(found, expected["output"].matrix) < 1e-10)
    #expect(try layer(variant).cacheScalarsPerToken == expected["kv_cache_per_token"].int)
  }

  @Test func otherRotationsAttendAsTheGoldenValues() throws {
    let expected = golden["variants"]["gqa"]
    let plain = try output(layer("gqa", rotary: nil), parameters("gqa"), x)
    #expect(difference(plain, expected["output_no_rope"].matrix) < 1e-10)
    let halves = try output(
      layer("gqa", rotary: Rotary(layout: .halves)), parameters("gqa"), x)
    #expect(difference(halves, expected["output_half_split_rope"].matrix) < 1e-10)
  }

  @Test func gradientsAreTheGoldenOnes() throws {
    let p = TapedParameters(parameters("gqa"), on: Tape())
    let input = p.tape.variable(x)
    let output = try layer("gqa").forward(input, p, prefix: "", sequences: 1)
    let loss = (output * p.tape.constant(golden["R"].matrix)).sum()
    let gradients = p.tape.gradients(of: loss, for: p.variables + [input])
    let expected = golden["variants"]["gqa"]
    for (name, gradient) in zip(["Wq", "Wk", "Wv", "Wo"], gradients) {
      #expect(difference(gradient, expected["grad"][name].matrix) < 1e-9)
    }
    #expect(difference(gradients[4], expected["grad_x"].matrix) < 1e-9)
  }

  @Test func weightsAreTheGoldenOnesAndSumToOne() throws {
    let layer = try layer("gqa")
    let weights = ParameterTable(parameters("gqa"))
    let positions = Array(0..<5)
    let part = CausalAttention.Part(
      queries: Rotary().rotated(x • weights["Wq"], width: 4, positions: positions),
      keys: Rotary().rotated(x • weights["Wk"], width: 4, positions: positions), groups: 2)
    let all = layer.attention(sequences: 1).forward([part], values: x • weights["Wv"]).weights
    let expected = golden["variants"]["gqa"]["attention_head0"].matrix
    #expect(difference(all[0], expected) < 1e-10)
    for weight in all { #expect(weight.rowSums.allSatisfy { abs($0 - 1) < 1e-14 }) }
  }

  @Test(arguments: ["mha", "gqa", "mqa"], [1, 2, 3])
  func theCacheGivesWhatTheWholeGives(variant: String, size: Int) throws {
    let (found, cache) = try steps(layer(variant), parameters(variant), x, by: size)
    #expect(difference(found, golden["variants"][variant]["output"].matrix) < 1e-14)
    let layer = try layer(variant)
    #expect(cache.bytes == 5 * layer.cacheScalarsPerToken * MemoryLayout<Double>.stride)
  }

  @Test(arguments: ["gqa", "mqa"])
  func groupsAreHeadsWithTheSameWeights(variant: String) throws {
    var many = parameters(variant)
    let groups = golden["variants"][variant]["g"].int
    for index in [1, 2] {
      let blocks = (0..<4).map { head in
        many[index].value.columns(head * groups / 4 * 4..<(head * groups / 4 + 1) * 4)
      }
      many[index].value = .joining(blocks)
    }
    let found = try output(layer("mha"), many, x)
    #expect(try difference(found, output(layer(variant), parameters(variant), x)) < 1e-14)
  }

  @Test func laterTokensChangeNothingBefore() throws {
    let before = try output(layer("gqa"), parameters("gqa"), x)
    var changed = x
    for column in 0..<6 { changed[3, column] += 5 }
    let after = try output(layer("gqa"), parameters("gqa"), changed)
    #expect(before.rows(0..<3) == after.rows(0..<3))
    #expect(before.row(3) != after.row(3))
  }

  @Test func sequencesDoNotSeeEachOther() throws {
    let other = random(5, 6, seed: 1)
    let both = try output(layer("gqa"), parameters("gqa"), .stacking([x, other]), sequences: 2)
    #expect(try difference(both.rows(0..<5), output(layer("gqa"), parameters("gqa"), x)) < 1e-15)
    #expect(
      try difference(both.rows(5..<10), output(layer("gqa"), parameters("gqa"), other)) < 1e-15)
  }

  @Test func theOrderOfHeadsDoesNotMatter() throws {
    var permuted = parameters("mha")
    let order = [2, 0, 3, 1]
    for index in 0..<3 {
      permuted[index].value = .joining(
        order.map { permuted[index].value.columns($0 * 4..<($0 + 1) * 4) })
    }
    permuted[3].value = .stacking(order.map { permuted[3].value.rows($0 * 4..<($0 + 1) * 4) })
    let found = try output(layer("mha"), permuted, x)
    #expect(try difference(found, output(layer("mha"), parameters("mha"), x)) < 1e-14)
  }
}
