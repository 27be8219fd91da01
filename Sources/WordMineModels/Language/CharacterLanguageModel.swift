import WordMineBase
import WordMineNumerics

/// Predicts the next character of a document from the preceding ones.
///
/// Each document is read separately: the end mark precedes its first character, and is predicted
/// after its last one.
public struct CharacterLanguageModel: Sendable {
  /// The architecture and size of the model.
  public let shape: LanguageModelShape
  /// The known characters.
  public let vocabulary: CharacterVocabulary
  var decoder: DecoderLanguageModel<Float>

  init(
    shape: LanguageModelShape, vocabulary: CharacterVocabulary,
    decoder: DecoderLanguageModel<Float>
  ) {
    self.shape = shape
    self.vocabulary = vocabulary
    self.decoder = decoder
  }

  /// The bits that identify an unknown character among equally likely Unicode scalars.
  public static let spellingBits = Information.bits(Double.log(1_112_064))

  /// The cost of one character of a document.
  public struct Cost: Equatable, Sendable {
    /// −log₂ of the probability of the character.
    public var bits: Double
    /// The expected cost, −Σ p log₂ p: the branching entropy before the character, in bits.
    public var entropy: Double
    /// Whether the character is unknown; its bits are then those of the unknown character.
    public var isUnknown: Bool
  }

  /// Computes costs and generates texts with a model; many threads can share it.
  public struct Meter: Sendable {
    let model: CharacterLanguageModel
    let weights: ParameterTable<Float>
  }

  /// A meter for this model.
  public var meter: Meter { Meter(model: self, weights: ParameterTable(decoder.parameters)) }
}

extension CharacterLanguageModel.Meter {
  /// The cost of each character of a document, then that of its end.
  ///
  /// A document longer than the context is read in windows that overlap by half: each character is
  /// counted once, with at least half a window before it (except in the first window).
  ///
  /// - Parameter document: The document as Unicode scalars.
  /// - Throws: `Interrupted` between windows; `InvalidValue` if the weights of the model are so large that
  ///   its output overflows.
  /// - Complexity: O(characters · (parameters + context · width)), twice that for long documents.
  public func costs(
    _ document: ArraySlice<UInt32>, workers: Workers = Workers()
  ) throws -> [CharacterLanguageModel.Cost] {
    var costs: [CharacterLanguageModel.Cost] = []
    try visitCosts(document, workers: workers) { costs.append($0) }
    return costs
  }

  /// Calls `body` with each of `costs`, of which only those of a window are held.
  package func visitCosts(
    _ document: ArraySlice<UInt32>, workers: Workers,
    _ body: (CharacterLanguageModel.Cost) -> Void
  ) throws {
    let context = model.shape.context
    let (first, count) = (document.startIndex, document.count + 1)
    var (start, visited) = (0, 0)
    while visited < count {
      try workers.checkInterrupt()
      let end = min(start + context, count)
      // Each number is predicted from the one before it; the end mark is before the first, and last.
      let numbers =
        (start == 0 ? [CharacterVocabulary.end] : [])
        + document[first + max(0, start - 1)..<first + min(end, count - 1)]
        .map(model.vocabulary.id(of:)) + (end == count ? [CharacterVocabulary.end] : [])
      var state = model.decoder.start(capacity: end - start)
      let logits = try logits(Array(numbers.dropLast()), &state)
      for place in visited - start..<end - start {
        body(Self.cost(logits.row(place), numbers[place + 1]))
      }
      visited = end
      start += context - context / 2
    }
  }

  /// The logits after each of the next tokens.
  func logits(
    _ tokens: [Int], _ state: inout DecoderLanguageModel<Float>.State
  ) throws(InvalidValue) -> Matrix<Float> {
    let logits = try model.decoder.step(tokens, &state, weights: weights)
    guard logits.isFinite else {
      throw InvalidValue("the output is not finite: the weights of the model are too large")
    }
    return logits
  }

  private static func cost(
    _ logits: ArraySlice<Float>, _ target: Int
  ) -> CharacterLanguageModel.Cost {
    let top = logits.max() ?? 0
    var (total, weighted): (Float, Float) = (0, 0)
    for logit in logits {
      let power = Float.exp(logit - top)
      total += power
      weighted += power * (logit - top)
    }
    // log p = x − top − log Σ, so −Σ p log p = log Σ − Σ p (x − top).
    let logTotal = Double.log(Double(total))
    let distance = Double(logits[logits.startIndex + target] - top)
    return CharacterLanguageModel.Cost(
      bits: Information.bits(logTotal - distance),
      entropy: Information.bits(logTotal - Double(weighted / total)),
      isUnknown: target == CharacterVocabulary.unknown)
  }
}
