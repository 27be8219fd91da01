/// One input of a corpus.
package enum CorpusInput: Sendable {
  case standardInput
  case file(String)
  /// A text in memory, as UTF-8.
  case text([UInt8])
  /// The bytes of a file that was already read, with its name; they may be compressed.
  case spooled(String, SpooledBytes)

  package init(_ source: RereadableSource) {
    self = source.kept.map { .spooled(source.name, $0) } ?? .file(source.name)
  }

  /// The name for error messages.
  package var name: String {
    switch self {
    case .standardInput: "<stdin>"
    case .file(let path): FileName.shown(path)
    case .text: "<text>"
    case .spooled(let name, _): name
    }
  }

  /// - Throws: `InputError` if a file does not exist, is a directory, cannot be read, or is no text.
  package func check() throws(InputError) {
    if case .file(let path) = self { try ByteSource.checkText(path: path) }
  }

  /// The encoding, where it is not to be detected.
  var encoding: Encoding? { if case .text = self { .utf8 } else { nil } }

  /// - Parameter decoderMemory: The most bytes that decompressing may take.
  func open(decoderMemory: Int) throws(InputError) -> ByteSource {
    switch self {
    case .standardInput: return try .standardInput(decoderMemory: decoderMemory)
    case .file(let path): return try ByteSource(path: path, decoderMemory: decoderMemory)
    case .text(let bytes):
      return try ByteSource(plain: name, read: SpooledBytes.memory(bytes).reader())
    case .spooled(_, let bytes):
      return try ByteSource(
        name: name, decoderMemory: decoderMemory, read: bytes.reader())
    }
  }
}
