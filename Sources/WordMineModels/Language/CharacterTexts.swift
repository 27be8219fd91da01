import WordMineText

/// Documents as characters, that is, Unicode scalars.
public struct CharacterTexts: Equatable, Sendable {
  /// The characters of all documents, concatenated; U+FFFD for each invalid sequence of bytes.
  public private(set) var characters: [UInt32] = []
  /// The start of each document in `characters`, and the end.
  public private(set) var starts = [0]

  public init() {}

  /// The number of documents.
  public var count: Int { starts.count - 1 }

  /// The characters of a document, whose index is in 0 ..< ``count``.
  public subscript(document: Int) -> ArraySlice<UInt32> {
    characters[starts[document]..<starts[document + 1]]
  }

  /// Appends a document in UTF-8.
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

  /// Appends the documents of another collection.
  public mutating func append(_ other: CharacterTexts) {
    let offset = characters.count
    characters += other.characters
    starts += other.starts.dropFirst().lazy.map { $0 + offset }
  }
}
