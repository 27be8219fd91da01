import WordMineText

/// Documents as characters, that is as Unicode scalars.
public struct CharacterTexts: Equatable, Sendable {
  /// Those of all documents, one after the other; U+FFFD for each invalid sequence of bytes.
  public private(set) var characters: [UInt32] = []
  /// Where each document begins in `characters`, and the end.
  public private(set) var starts = [0]

  public init() {}

  public var count: Int { starts.count - 1 }

  public subscript(document: Int) -> ArraySlice<UInt32> {
    characters[starts[document]..<starts[document + 1]]
  }

  /// Adds a document of UTF-8.
  public mutating func append(_ text: ArraySlice<UInt8>) {
    let bytes = text.span
    var position = 0
    while position < bytes.count {
      let (scalar, length) = UTF8Scanner.next(in: bytes, at: position)
      characters.append(scalar ?? 0xFFFD)
      position += length
    }
    starts.append(characters.count)
  }

  public mutating func append(_ other: CharacterTexts) {
    let offset = characters.count
    characters += other.characters
    starts += other.starts.dropFirst().lazy.map { $0 + offset }
  }
}
