import WordMineNumerics

/// Tells the next character of a document from those before it.
///
/// Each document is read by itself: the end mark stands before its first character, and is foretold
/// after its last one.
public struct CharacterLanguageModel: Sendable {
  public let shape: LanguageModelShape
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

  /// The bits to say which of all Unicode scalars an unknown character is, where all are as likely.
  public static let spellingBits = Information.bits(Double.logarithm(1_112_064))

  /// What a character of a document costs.
  public struct Cost: Equatable, Sendable {
    /// −log₂ of the probability of what came.
    public var bits: Double
    /// What was expected before it came: −Σ p log₂ p, the branching entropy of the place.
    public var entropy: Double
    /// Whether the character is not known; its bits are those of any unknown one.
    public var isUnknown: Bool
  }

  /// A weighing of documents, that many tasks can share.
  public struct Meter: Sendable {
    let model: CharacterLanguageModel
    let weights: ParameterTable<Float>
  }

  public var meter: Meter { Meter(model: self, weights: ParameterTable(decoder.parameters)) }
}

extension CharacterLanguageModel.Meter {
  /// What each character of a document costs, and at last its end.
  ///
  /// A document longer than the context is read in windows that overlap by half: each character is
  /// counted once, where it has half a window before it at least (but for the first window).
  ///
  /// - Complexity: O(characters · (parameters + context · width)), twice that for long documents.
  public func costs(_ document: ArraySlice<UInt32>) -> [CharacterLanguageModel.Cost] {
    let numbers = document.map(model.vocabulary.number(of:))
    let inputs = [CharacterVocabulary.end] + numbers
    let targets = numbers + [CharacterVocabulary.end]
    let context = model.shape.context
    var costs: [CharacterLanguageModel.Cost] = []
    var start = 0
    while costs.count < targets.count {
      let end = min(start + context, inputs.count)
      var state = model.decoder.start(capacity: end - start)
      let logits = model.decoder.step(Array(inputs[start..<end]), &state, weights: weights)
      for place in costs.count..<end {
        costs.append(Self.cost(logits.row(place - start), targets[place]))
      }
      start += context - context / 2
    }
    return costs
  }

  private static func cost(
    _ logits: ArraySlice<Float>, _ target: Int
  ) -> CharacterLanguageModel.Cost {
    let top = logits.max() ?? 0
    var (total, weighted): (Float, Float) = (0, 0)
    for logit in logits {
      let power = Float.exponential(logit - top)
      total += power
      weighted += power * (logit - top)
    }
    // log p = x − top − log Σ, so −Σ p log p = log Σ − Σ p (x − top).
    let logTotal = Double.logarithm(Double(total))
    let distance = Double(logits[logits.startIndex + target] - top)
    return CharacterLanguageModel.Cost(
      bits: Information.bits(logTotal - distance),
      entropy: Information.bits(logTotal - Double(weighted / total)),
      isUnknown: target == CharacterVocabulary.unknown)
  }
}
