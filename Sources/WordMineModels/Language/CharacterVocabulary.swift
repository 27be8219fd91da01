/// The characters known to a language model. Their ids start at 2: 0 is the end of a document, 1
/// any unknown character.
public struct CharacterVocabulary: Equatable, Sendable {
  /// The id of the end of a document.
  public static let end = 0
  /// The id of any unknown character.
  public static let unknown = 1

  /// The known characters in order of decreasing count, then by code point.
  public let characters: [UInt32]
  private let ids: [UInt32: Int]

  /// - Parameter minimumCount: The least count of a known character.
  public init(_ texts: CharacterTexts, minimumCount: Int) {
    let counts = texts.characters.reduce(into: [UInt32: Int]()) { $0[$1, default: 0] += 1 }
    let kept = counts.filter { $0.value >= minimumCount }
    self.init(
      characters: kept.keys.sorted { (-kept[$0]!, $0) < (-kept[$1]!, $1) })
  }

  /// - Precondition: Characters are distinct.
  init(characters: [UInt32]) {
    self.characters = characters
    ids = Dictionary(uniqueKeysWithValues: characters.enumerated().map { ($1, $0 + 2) })
  }

  /// The number of ids.
  public var count: Int { characters.count + 2 }

  /// The id of a character; ``unknown`` if it is not known.
  public func id(of character: UInt32) -> Int { ids[character] ?? Self.unknown }

  /// The character of an id; `nil` for ``end``, ``unknown`` and any number that is not an id.
  public func character(of id: Int) -> Unicode.Scalar? {
    2..<count ~= id ? Unicode.Scalar(characters[id - 2]) : nil
  }
}
