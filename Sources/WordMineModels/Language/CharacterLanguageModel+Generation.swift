import WordMineBase
import WordMineNumerics

extension CharacterLanguageModel.Meter {
  /// How characters are sampled.
  public struct Sampling: Sendable {
    /// Below 1, likely characters become likelier; at 0 or below, the likeliest is taken.
    public var temperature = 1.0
    /// The most characters that are sampled.
    public var length = 100

    public init() {}
  }

  /// Samples a document that starts with a prompt, up to its end; reports the stage `generating`.
  ///
  /// The cache of the attention holds what was read. When it is full, it is rebuilt from the last half of
  /// a context. The unknown character is never sampled.
  ///
  /// - Parameter prompt: Unicode scalars.
  /// - Returns: The Unicode scalars after the prompt.
  /// - Throws: `Interrupted` between characters.
  /// - Complexity: O(characters · (parameters + context · width)).
  public func generate(
    after prompt: [UInt32], _ sampling: Sampling = Sampling(),
    _ generator: inout SeededGenerator, workers: Workers = Workers()
  ) throws -> [UInt32] {
    var tokens = [CharacterVocabulary.end] + prompt.map(model.vocabulary.id(of:))
    let first = tokens.count
    let context = model.shape.context
    var state = model.decoder.start(capacity: context)
    var next = Array(tokens.suffix(context))
    while tokens.count - first < sampling.length {
      try workers.report(
        "generating", Double(tokens.count - first) / Double(sampling.length))
      if state.count + next.count > context {
        state = model.decoder.start(capacity: context)
        next = Array(tokens.suffix(context - context / 2))
      }
      let logits = try model.decoder.step(next, &state, weights: weights)
      let token = Self.draw(
        logits.row(logits.rows - 1), sampling.temperature, generator.uniform())
      if token == CharacterVocabulary.end { break }
      tokens.append(token)
      next = [token]
    }
    return tokens[first...].compactMap { model.vocabulary.character(of: $0)?.value }
  }

  /// The first token at which the sum of probabilities exceeds the number.
  private static func draw(
    _ logits: ArraySlice<Float>, _ temperature: Double, _ uniform: Double
  ) -> Int {
    var logits = logits.map { Double($0) }
    logits[CharacterVocabulary.unknown] = -.infinity
    let top = logits.max() ?? 0
    let likeliest = logits.firstIndex(of: top) ?? CharacterVocabulary.end
    guard temperature > 0 else { return likeliest }
    let powers = logits.map { Double.exp(($0 - top) / temperature) }
    var rest = uniform * powers.reduce(0, +)
    for (token, power) in powers.enumerated() {
      rest -= power
      if rest < 0 { return token }
    }
    return likeliest
  }
}
