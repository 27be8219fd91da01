import WordMineText

/// The features used to classify texts.
public enum TextFeatures: Equatable, Sendable {
  /// Strings of 1 to `longest` characters, in lowercase, with runs of blanks replaced by one blank.
  case characters(longest: Int)
  /// The words between blanks.
  case words

  /// Calls `body` with each feature of a text, in order of occurrence; invalid bytes become U+FFFD.
  ///
  /// - Complexity: O(bytes), times the longest string.
  func forEach(in text: ArraySlice<UInt8>, _ body: (Span<UInt8>) -> Void) {
    switch self {
    case .characters(let longest): Self.strings(of: text, longest: longest, body)
    case .words: Self.words(of: text, body)
    }
  }

  private static func strings(
    of text: ArraySlice<UInt8>, longest: Int, _ body: (Span<UInt8>) -> Void
  ) {
    let bytes = folded(text)
    // The starts of the last characters, latest first.
    var starts: [Int] = []
    var position = 0
    while position < bytes.count {
      starts.insert(position, at: 0)
      if starts.count > longest { starts.removeLast() }
      position += UTF8Scanner.next(in: bytes.span, at: position).length
      for start in starts { body(bytes.span.extracting(start..<position)) }
    }
  }

  /// The text in lowercase, with runs of blanks replaced by one blank.
  private static func folded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let bytes = text.span
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      let (scalar, length) = UTF8Scanner.next(in: bytes, at: position)
      if isBlank(scalar) {
        if result.last != 0x20 { result.append(0x20) }
      } else if let scalar, hasCase(scalar) {
        result += Unicode.Scalar(scalar)!.properties.lowercaseMapping.utf8
      } else if scalar == nil {
        result += "\u{FFFD}".utf8
      } else {
        for index in position..<position + length { result.append(bytes[index]) }
      }
      position += length
    }
    return result
  }

  /// Whether a scalar may have a lowercase form; Han characters have none.
  private static func hasCase(_ scalar: UInt32) -> Bool {
    scalar >= 0x80 ? !(0x3000..<0xA000).contains(scalar) : (0x41...0x5A).contains(scalar)
  }

  private static func words(of text: ArraySlice<UInt8>, _ body: (Span<UInt8>) -> Void) {
    let bytes = text.span
    var (start, position, isValid) = (0, 0, true)
    func endWord() {
      guard start < position else { return }
      let word = bytes.extracting(start..<position)
      if isValid { body(word) } else { body(repaired(word).span) }
    }
    while position < bytes.count {
      let (scalar, length) = UTF8Scanner.next(in: bytes, at: position)
      if isBlank(scalar) {
        endWord()
        (start, isValid) = (position + length, true)
      } else if scalar == nil {
        isValid = false
      }
      position += length
    }
    endWord()
  }

  /// A word with U+FFFD for its invalid bytes.
  static func repaired(_ word: Span<UInt8>) -> [UInt8] {
    Array(String(decoding: word.indices.map { word[$0] }, as: UTF8.self).utf8)
  }

  private static func isBlank(_ scalar: UInt32?) -> Bool {
    guard let scalar else { return false }
    return scalar <= 0x20
      || scalar > 0x7F && CharacterTable.standard.characterClass(of: scalar) == .blank
  }
}
