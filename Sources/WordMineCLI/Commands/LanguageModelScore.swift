import WordMineBase
import WordMineModels
import WordMineText

/// How well a language model predicts a text.
struct LanguageModelScore {
  private(set) var documents = 0
  private(set) var characters = 0
  private(set) var unknown = 0
  /// Of all characters and ends, with unknown ones as one symbol.
  private(set) var bits = 0.0

  /// Measures documents on several threads.
  mutating func add(
    _ texts: CharacterTexts, _ meter: CharacterLanguageModel.Meter, _ workers: Workers
  ) throws {
    let scores = try parallelMap(texts.count, on: workers) { document in
      var score = LanguageModelScore()
      score.documents = 1
      score.characters = texts[document].count
      try meter.visitCosts(texts[document], workers: workers) { cost in
        score.bits += cost.bits
        if cost.isUnknown { score.unknown += 1 }
      }
      return score
    }
    for score in scores { add(score) }
  }

  private mutating func add(_ other: LanguageModelScore) {
    documents += other.documents
    characters += other.characters
    unknown += other.unknown
    bits += other.bits
  }

  /// Ends are characters too: they are predicted like all others.
  private var count: Double { Double(max(1, characters + documents)) }
  var bitsPerCharacter: Double { bits / count }
  /// With the bits to say which characters the unknown ones are.
  var spelledBitsPerCharacter: Double {
    (bits + Double(unknown) * CharacterLanguageModel.spellingBits) / count
  }
}
