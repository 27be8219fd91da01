import Testing
import WordMineBase

@testable import WordMineNumerics

@Suite struct LatentAttentionTests {
  private let golden: Golden
  private var mla: Golden { golden["mla"] }
  private var x: Matrix<Double> { golden["x"].matrix }

  init() throws { golden = try Golden("attention") }

  private var layer: LatentAttention { get throws { try layer(hasQueryLatent: true) } }

  private func layer(hasQueryLatent: Bool) throws -> LatentAttention {
    let dims = mla["dims"]
    return try LatentAttention(
      width: 6, heads: 4, headWidth: 4, valueWidth: dims["d_v"].int, latentWidth: dims["d_c"].int,
      rotaryWidth: dims["d_r"].int, queryLatentWidth: hasQueryLatent ? dims["d_cq"].int : nil)
  }

  private var parameters: [Parameter<Double>] {
    mla["weights"].keys.map { Parameter($0, .kernel, mla["weights"][$0].matrix) }
  }

  private func output(
    _ layer: some AttentionLayer, _ parameters: [Parameter<Double>]
  ) throws -> Matrix<Double> {
    let p = TapedParameters(parameters, on: Tape())
    return try layer.forward(p.tape.constant(x), p, prefix: "", sequences: 1).value
  }

  private func decoded<Element: Scalar>(
    _ layer: LatentAttention, _ parameters: [Parameter<Element>], _ x: Matrix<Element>
  ) throws -> (Matrix<Element>, KeyValueCache<Element>) {
    var cache = KeyValueCache<Element>(for: layer)
    let weights = ParameterTable(parameters)
    let rows = try (0..<x.rows).map {
      try layer.step(x.rows($0..<$0 + 1), weights, prefix: "", cache: &cache)
    }
    return (.stacking(rows), cache)
  }

  @Test(arguments: [false, true])
  func attendsAsTheGoldenValues(normalizes: Bool) throws {
    var layer = try layer
    layer.normalizesLatents = normalizes
    let expected = mla[normalizes ? "output_rmsnorm" : "output"].matrix
    #expect(try difference(output(layer, parameters), expected) < 1e-10)
    #expect(layer.cacheScalarsPerToken == mla["kv_cache_per_token"].int)
  }

  @Test func gradientsAreTheGoldenOnes() throws {
    let p = TapedParameters(parameters, on: Tape())
    let output = try layer.forward(p.tape.constant(x), p, prefix: "", sequences: 1)
    let loss = (output * p.tape.constant(golden["R"].matrix)).sum()
    for (parameter, gradient) in zip(parameters, p.tape.gradients(of: loss, for: p.variables)) {
      let expected = mla["grad"][parameter.name].matrix
      #expect(difference(gradient, expected) < 1e-9, "\(parameter.name)")
    }
  }

  @Test(arguments: [false, true], [false, true])
  func decodingGivesWhatTheWholeGives(absorbs: Bool, normalizes: Bool) throws {
    var layer = try layer
    layer.absorbs = absorbs
    layer.normalizesLatents = normalizes
    let (found, cache) = try decoded(layer, parameters, x)
    let expected = mla[normalizes ? "output_rmsnorm" : "output"].matrix
    #expect(difference(found, expected) < 1e-13)
    if !normalizes {
      #expect(difference(cache.part(0), mla["cache_c"].matrix) < 1e-12)
      #expect(difference(cache.part(1), mla["cache_kr"].matrix) < 1e-12)
    }
    #expect(cache.bytes == 5 * 7 * MemoryLayout<Double>.stride)
  }

  @Test func absorbingInFloatIsClose() throws {
    var layer = try layer
    let weights = parameters.map { Parameter($0.name, $0.kind, Matrix<Float>($0.value)) }
    let absorbed = try decoded(layer, weights, Matrix<Float>(x)).0
    layer.absorbs = false
    let naive = try decoded(layer, weights, Matrix<Float>(x)).0
    #expect(difference(absorbed, naive) / naive.maximumMagnitude < 1e-4)
  }

  @Test func queriesMayComeFromTheInput() throws {
    let layer = try layer(hasQueryLatent: false)
    var generator = SeededGenerator(seed: 1)
    let parameters: [Parameter<Double>] = layer.parameters("", &generator)
    #expect(!parameters.contains { $0.name == "Wdq" })
    #expect(try difference(decoded(layer, parameters, x).0, output(layer, parameters)) < 1e-13)
  }

  /// With c = [x W_k, x W_v] and maps that pick columns, latent attention is grouped attention: it
  /// puts general maps in the place of splitting and repeating.
  @Test func selectionsMakeGroupedAttention() throws {
    let variant = golden["variants"]["gqa"]
    let (wk, wv) = (variant["Wk"].matrix, variant["Wv"].matrix)
    let layer = try LatentAttention(
      width: 6, heads: 4, headWidth: 4, valueWidth: 4, latentWidth: 16, rotaryWidth: 0)
    /// Head s takes the columns of group ⌊s · 2 / 4⌋, which begin at `first` for the first group.
    func selection(from first: Int) -> Matrix<Double> {
      var matrix = Matrix<Double>(rows: 16, columns: 16)
      for head in 0..<4 {
        for i in 0..<4 { matrix[first + head * 2 / 4 * 4 + i, head * 4 + i] = 1 }
      }
      return matrix
    }
    let parameters = [
      Parameter("Wuq", .kernel, golden["Wq"].matrix),
      Parameter("Wdkv", .kernel, .joining([wk, wv])),
      Parameter("Wuk", .kernel, selection(from: 0)), Parameter("Wuv", .kernel, selection(from: 8)),
      Parameter("Wo", .kernel, golden["Wo"].matrix),
    ]
    #expect(try difference(output(layer, parameters), variant["output_no_rope"].matrix) < 1e-10)
    #expect(try difference(decoded(layer, parameters, x).0, output(layer, parameters)) < 1e-13)
  }

  /// What is published about the caches of models, in numbers a token.
  @Test func cachesAreAsLargeAsPublished() throws {
    func grouped(_ heads: Int, _ groups: Int) throws -> Int {
      try GroupedAttention(width: heads * 128, heads: heads, groups: groups, headWidth: 128)
        .cacheScalarsPerToken
    }
    let latent = try LatentAttention(
      width: 5120, heads: 128, headWidth: 128, valueWidth: 128, latentWidth: 512, rotaryWidth: 64,
      queryLatentWidth: 1536
    ).cacheScalarsPerToken
    let layers = try [
      "DeepSeek-V2 (MLA d_c=512 d_r=64)": latent,
      "DeepSeek-V2 if MHA (h=128, 128+128)": grouped(128, 128),
      "DeepSeek-V2-Lite (MLA)": latent, "DeepSeek-V3 (MLA)": latent,
      "DeepSeek 67B (GQA g=8 d=128)": grouped(64, 8), "Llama2-7B (MHA h=32 d=128)": grouped(32, 32),
      "Llama2-70B (GQA g=8 d=128)": grouped(64, 8),
    ]
    let published = golden["cache_sizes"].list
    #expect(published.count == layers.count)
    for entry in published {
      let scalars = layers[entry["model"].string] ?? 0
      #expect(scalars == entry["per_layer"].int, "\(entry["model"].string)")
      #expect(scalars * entry["layers"].int == entry["per_token"].int)
    }
    // As much as 2.25 groups of attention would keep.
    #expect(try Double(latent) / Double(grouped(128, 1)) == 2.25)
  }
}
