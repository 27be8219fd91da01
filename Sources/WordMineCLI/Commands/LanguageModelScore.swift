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
    let costs = try parallelMap(texts.count, on: workers) {
      try meter.costs(texts[$0], workers: workers)
    }
    for document in costs {
      documents += 1
      characters += document.count - 1
      for cost in document {
        bits += cost.bits
        if cost.isUnknown { unknown += 1 }
      }
    }
  }

  /// Ends are characters too: they are predicted like all others.
  private var count: Double { Double(max(1, characters + documents)) }
  var bitsPerCharacter: Double { bits / count }
  /// With the bits to say which characters the unknown ones are.
  var spelledBitsPerCharacter: Double {
    (bits + Double(unknown) * CharacterLanguageModel.spellingBits) / count
  }
}
