/// One input of a corpus.
package enum CorpusInput: Hashable, Sendable {
  case standardInput
  case file(String)
  /// Text at hand; its bytes are UTF-8.
  case text([UInt8])
  /// The bytes of a file at hand, with its name; they may be compressed.
  case stream(String, [UInt8])

  /// The name for messages.
  package var name: String {
    switch self {
    case .standardInput: "<stdin>"
    case .file(let path): path
    case .text: "<text>"
    case .stream(let name, _): name
    }
  }

  /// - Throws: `InputError` if a file does not exist, is a directory, or may not be read.
  package func check() throws(InputError) {
    if case .file(let path) = self { try ByteSource.check(path: path) }
  }

  func open() throws(InputError) -> ByteSource {
    switch self {
    case .standardInput: return try .standardInput()
    case .file(let path): return try ByteSource(path: path)
    case .text(let bytes): return try ByteSource(plain: name, read: Self.reading(bytes))
    case .stream(_, let bytes): return try ByteSource(name: name, read: Self.reading(bytes))
    }
  }

  private static func reading(_ bytes: [UInt8]) -> (Int) -> [UInt8] {
    var rest = bytes[...]
    return { count in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
  }
}
