/// Bytes that are written once and read again: in memory at first, then in a temporary file.
package final class ByteSpool {
  private var memory: [UInt8] = []
  private var file: ByteSink?
  private var temporary: TemporaryFile?
  private let limit: Int
  private let directory: String

  /// - Parameters:
  ///   - limit: The most bytes to keep in memory.
  ///   - directory: The directory of the temporary file.
  package init(limit: Int, directory: String) {
    self.limit = limit
    self.directory = directory
  }

  package func append(_ bytes: ArraySlice<UInt8>) throws(SystemError) {
    if file == nil, memory.count + bytes.count <= limit {
      memory += bytes
      return
    }
    if file == nil {
      let temporary = try TemporaryFile(in: directory, expecting: memory.count + bytes.count)
      let sink = ByteSink.temporary(temporary)
      try sink.write(memory)
      (self.temporary, file) = (temporary, sink)
      memory = []
    }
    try file?.write(bytes)
  }

  /// The stored bytes; nothing may be appended afterwards.
  package func frozen() throws -> SpooledBytes {
    try file?.flush()
    return temporary.map(SpooledBytes.file) ?? .memory(memory)
  }

  /// A source that reads from the beginning. Several can be read at once, but not while bytes are
  /// appended.
  package func source(name: String = "a temporary file") throws -> ByteSource {
    try frozen().source(name: name)
  }
}

/// Stored bytes, which any number of threads can read.
package enum SpooledBytes: Sendable {
  case memory([UInt8])
  case file(TemporaryFile)

  package func source(name: String = "a temporary file") throws -> ByteSource {
    try ByteSource(plain: name, read: reader())
  }

  /// A reader from the beginning: each call returns at most the given number of bytes, none at the
  /// end.
  package func reader() -> (Int) throws -> [UInt8] {
    var position = 0
    switch self {
    case .file(let file):
      return { count in
        let bytes = try file.read(count, at: position)
        position += bytes.count
        return bytes
      }
    case .memory(let bytes):
      return { count in
        let end = min(bytes.count, position + count)
        defer { position = end }
        return Array(bytes[position..<end])
      }
    }
  }
}
