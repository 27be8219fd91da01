/// The blocks of a text in UTF-8, whatever its encoding, with line feeds where all its lines end in
/// carriage returns, as those of old Macs do.
private final class DecodedText {
  private var reader: TextReader
  /// Whether a line ends in a carriage return alone; known after the first block.
  private var endsInReturns: Bool?

  init(_ source: consuming ByteSource) throws(InputError) { reader = try TextReader(source) }

  /// The next block; empty at the end.
  ///
  /// - Throws: `InputError` if the text cannot be read, or holds bytes that are not of its encoding.
  func next() throws(InputError) -> [UInt8] {
    while var block = try reader.next() {
      if block.replaced > 0 {
        throw InputError(
          .invalidBytes(encoding: reader.encoding.rawValue),
          at: SourcePosition(source: reader.source.name, byte: block.firstReplaced?.offset))
      }
      if block.bytes.isEmpty { continue }
      if endsInReturns == nil {
        endsInReturns = block.bytes.contains(0x0D) && !block.bytes.contains(0x0A)
      }
      if endsInReturns == true {
        for index in block.bytes.indices where block.bytes[index] == 0x0D {
          block.bytes[index] = 0x0A
        }
      }
      return block.bytes
    }
    return []
  }
}

extension ByteSource {
  /// The text of a source in UTF-8, whose encoding is detected.
  ///
  /// What looks like UTF-8 is passed on as it is, with whatever is invalid in it.
  ///
  /// - Throws: `InputError` if the beginning cannot be read.
  package consuming func decoded() throws(InputError) -> ByteSource {
    let name = name
    let text = try DecodedText(self)
    return try ByteSource(plain: name) { _ in try text.next() }
  }
}
