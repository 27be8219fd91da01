import WordMineText

/// A cell dictionary of Sogou's input method, `.scel`: a table of syllables, then groups of words that are
/// read alike. It has no counts.
struct SCELFormat: DictionaryDocument {
  private static let wordCount = 0x124
  private static let syllables = 0x1540
  private static let blackList = "DELTBL".utf8.flatMap { [$0, UInt8(0)] }

  func begins(_ beginning: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(beginning.prefix(8))
    return bytes.count == 8 && bytes[..<4] == [0x40, 0x15, 0, 0] && bytes[6...] == [0x53, 0x01]
  }

  func decode(_ bytes: [UInt8], source: String) throws(InputError) -> [LexiconEntry] {
    var reader = SCELReader(bytes)
    do {
      return try Self.entries(&reader)
    } catch {
      throw InputError(error, at: SourcePosition(source: source, byte: reader.position))
    }
  }

  private static func entries(
    _ reader: inout SCELReader
  ) throws(InputError.Reason) -> [LexiconEntry] {
    try reader.move(to: wordCount)
    let expected = Int(try reader.number()) | Int(try reader.number()) << 16
    try reader.move(to: syllables)
    try skipSyllables(&reader)
    var entries: [LexiconEntry] = []
    while !reader.isAtEnd, !reader.isAt(blackList) {
      let words = try reader.number()
      try reader.skip(Int(try reader.number()))
      for _ in 0..<words { entries.append(LexiconEntry(word: try word(&reader))) }
    }
    guard entries.count >= expected else {
      throw .damaged("\(entries.count) words, but the header says \(expected)")
    }
    return entries
  }

  /// The syllables are numbered, and end where the next number is another.
  private static func skipSyllables(_ reader: inout SCELReader) throws(InputError.Reason) {
    try reader.skip(4)
    var next: UInt16 = 0
    while !reader.isAtEnd, reader.isAt(LittleEndian.bytes(next)) {
      try reader.skip(2)
      try reader.skip(Int(try reader.number()))
      next &+= 1
    }
  }

  /// A word, and an extension, of which nothing is known.
  private static func word(_ reader: inout SCELReader) throws(InputError.Reason) -> String {
    let text = try reader.text(Int(try reader.number()))
    try reader.skip(Int(try reader.number()))
    let word = String(DictionaryField.trim(text[...]))
    try DictionaryField.requireWord(word)
    return word
  }
}

/// Reads 16-bit numbers and texts, lowest byte first.
private struct SCELReader {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  func isAt(_ part: [UInt8]) -> Bool { bytes[position...].starts(with: part) }

  mutating func move(to place: Int) throws(InputError.Reason) {
    guard place <= bytes.count else { throw .damaged("the file ends too early") }
    position = place
  }

  mutating func skip(_ count: Int) throws(InputError.Reason) { try move(to: position + count) }

  mutating func number() throws(InputError.Reason) -> UInt16 {
    let start = position
    try skip(2)
    return UInt16(bytes[start]) | UInt16(bytes[start + 1]) << 8
  }

  /// - Parameter count: Of bytes.
  mutating func text(_ count: Int) throws(InputError.Reason) -> String {
    var units: [UInt16] = []
    for _ in 0..<count / 2 { units.append(try number()) }
    guard count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
      throw .damaged("a word that is not UTF-16")
    }
    return text
  }
}
