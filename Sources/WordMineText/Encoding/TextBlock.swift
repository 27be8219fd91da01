/// A block of UTF-8 text that begins and ends between atoms.
package struct TextBlock: Sendable {
  package var bytes: [UInt8]
  /// The label of each line, if lines have labels.
  package var labels: [String] = []
  /// The index of its input in the list of inputs.
  package var source: Int
  /// The offset of its first byte in the text of its input.
  package var byteOffset: Int
  /// Whether it is the last block of its input.
  package var isLast: Bool
  /// Whether the input pauses behind it.
  package var precedesPause = false
  /// Whether a UTF-8 byte order mark, which is not included in the bytes, preceded it.
  package var followsByteOrderMark = false
  /// The number of invalid sequences that transcoding replaced.
  package var replaced = 0
  /// The offset of the first of them in the input, and the number of lines of this block that end
  /// before it.
  package var firstReplaced: (offset: Int, line: Int)?

  package init(bytes: [UInt8], source: Int = 0, byteOffset: Int = 0, isLast: Bool = true) {
    self.bytes = bytes
    self.source = source
    self.byteOffset = byteOffset
    self.isLast = isLast
  }
}

/// Where a text can be split without changing its atoms.
package enum BlockCut {
  /// A text without such a place is split after this many bytes anyway.
  static let limit = 16 << 20

  /// The end of the last complete line; `nil` if there is none.
  static func afterLine(_ bytes: [UInt8]) -> Int? {
    bytes.lastIndex(of: 0x0A).map { $0 + 1 }
  }

  /// The end of the last clause that certainly ends, otherwise the start of the last Han character.
  ///
  /// A clause certainly ends at a control character, a blank or one of 、。，！？；：. An atom always ends
  /// before a Han character (U+4000 and above, which no combining mark precedes in a run).
  package static func betweenAtoms(_ bytes: Span<UInt8>) -> Int? {
    var han: Int?
    var index = bytes.count
    while index > 0 {
      index -= 1
      let byte = bytes[index]
      if byte <= 0x20 { return index + 1 }
      if byte < 0xE3 || byte > 0xEF || index + 2 >= bytes.count { continue }
      switch (byte, bytes[index + 1], bytes[index + 2]) {
      case (0xE3, 0x80, 0x80...0x82), (0xEF, 0xBC, 0x8C), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9A),
        (0xEF, 0xBC, 0x9B), (0xEF, 0xBC, 0x9F):
        return index + 3
      case (0xE4...0xE9, 0x80...0xBF, 0x80...0xBF):
        if han == nil { han = index }
      default:
        break
      }
    }
    return han.flatMap { $0 > 0 ? $0 : nil }
  }

  /// The end of the last character that is not cut.
  package static func betweenCharacters(_ bytes: Span<UInt8>) -> Int {
    for length in 1...max(1, min(3, bytes.count)) where length <= bytes.count {
      let byte = bytes[bytes.count - length]
      if byte & 0xC0 == 0x80 { continue }
      let whole = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      return whole > length ? bytes.count - length : bytes.count
    }
    return bytes.count
  }
}
