import WordMineBase
import WordMineNumerics

extension CharacterLanguageModel.Meter {
  /// How characters are sampled.
  public struct Sampling: Sendable {
    /// Values below 1 favour likely characters; at 0 or below, the most likely one is always taken.
    public var temperature = 1.0
    /// The maximum number of characters to sample.
    public var length = 100

    public init() {}
  }

  /// Samples a continuation of a prompt until the document ends; reports the stage `generating`.
  ///
  /// The attention caches the characters read so far. When the cache is full, it is rebuilt from
  /// the last half of the context. The unknown character is never sampled.
  ///
  /// - Parameter prompt: The prompt as Unicode scalars.
  /// - Returns: The Unicode scalars after the prompt.
  /// - Throws: `Interrupted` between characters; `InvalidValue` if the weights of the model are so large
  ///   that its output overflows.
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
      let logits = try logits(next, &state)
      let token = Self.draw(
        logits.row(logits.rows - 1), sampling.temperature, generator.uniform())
      if token == CharacterVocabulary.end { break }
      tokens.append(token)
      next = [token]
    }
    return tokens[first...].compactMap { model.vocabulary.character(of: $0)?.value }
  }

  /// The first token at which the cumulative probability exceeds a number.
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
