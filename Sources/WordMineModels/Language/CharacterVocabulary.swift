/// Characters as numbers: 0 is the end of a document, 1 all characters that are not known, and the
/// known ones follow.
public struct CharacterVocabulary: Equatable, Sendable {
  public static let end = 0
  public static let unknown = 1

  /// By falling counts, then by code point.
  public let characters: [UInt32]
  private let numbers: [UInt32: Int]

  /// - Parameter minimumCount: Characters seen fewer times are not known.
  public init(_ texts: CharacterTexts, minimumCount: Int) {
    let counts = texts.characters.reduce(into: [UInt32: Int]()) { $0[$1, default: 0] += 1 }
    let kept = counts.filter { $0.value >= minimumCount }
    self.init(
      characters: kept.keys.sorted { (-kept[$0]!, $0) < (-kept[$1]!, $1) })
  }

  /// - Precondition: No character occurs twice.
  init(characters: [UInt32]) {
    self.characters = characters
    numbers = Dictionary(uniqueKeysWithValues: characters.enumerated().map { ($1, $0 + 2) })
  }

  public var count: Int { characters.count + 2 }

  /// The number of a character; ``unknown`` for one that is not known.
  public func number(of character: UInt32) -> Int { numbers[character] ?? Self.unknown }

  /// The character of a number; `nil` for the end and for what is not known.
  public func character(_ number: Int) -> Unicode.Scalar? {
    number < 2 ? nil : Unicode.Scalar(characters[number - 2])
  }
}
