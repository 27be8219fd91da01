/// A piece of UTF-8 text, cut where no atom is cut.
package struct TextBlock: Sendable {
  package var bytes: [UInt8]
  /// The label of each line, where lines have labels.
  package var labels: [String] = []
  /// The input it comes from, by its place in the list of inputs.
  package var source: Int
  /// The offset of its first byte in the text of its input.
  package var byteOffset: Int
  /// Nothing of this input follows.
  package var isLast: Bool
  /// The byte order mark of UTF-8 stood before it, which is not among its bytes.
  package var followsByteOrderMark = false
  /// Invalid sequences that transcoding already replaced.
  package var replaced = 0
  /// The offset of the first of them in the input, and the lines that end before it in this block.
  package var firstReplaced: (offset: Int, line: Int)?

  package init(bytes: [UInt8], source: Int = 0, byteOffset: Int = 0, isLast: Bool = true) {
    self.bytes = bytes
    self.source = source
    self.byteOffset = byteOffset
    self.isLast = isLast
  }
}

/// Where a text may be cut in two without changing its atoms.
enum BlockCut {
  /// A text in which no cut is found is cut after this many bytes all the same.
  static let limit = 16 << 20

  /// The end of the last whole line; `nil` if there is none.
  static func afterLine(_ bytes: [UInt8]) -> Int? {
    bytes.lastIndex(of: 0x0A).map { $0 + 1 }
  }

  /// The end of the last clause that surely ends; else the start of the last Han character.
  ///
  /// A clause surely ends at a control, a blank or one of 、。，！？；：. Before a Han character
  /// (U+4000 and above, which no combining mark precedes in a run) an atom always ends.
  static func betweenAtoms(_ bytes: [UInt8]) -> Int? {
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
}
