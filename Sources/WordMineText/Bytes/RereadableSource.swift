/// A file that can be read more than once. A pipe is read at once, and its bytes are kept.
package struct RereadableSource: Sendable {
  /// The name for error messages.
  package let name: String
  private let path: String
  /// The bytes of a pipe.
  package let kept: SpooledBytes?

  /// - Parameters:
  ///   - path: `-` is standard input.
  ///   - memory: The bytes of a pipe that may stay in memory.
  ///   - directory: Where the others go.
  /// - Throws: `InputError` if it cannot be read; `SystemError` if its bytes cannot be kept.
  package init(_ path: String, memory: Int, directory: String) throws {
    self.path = path
    guard path == "-" || ByteSource.size(ofFile: path) == nil else {
      (name, kept) = (path, nil)
      return
    }
    var source = try ByteSource.named(path)
    name = source.name
    let spool = ByteSpool(limit: memory, directory: directory)
    while case let bytes = try source.read(1 << 20), !bytes.isEmpty { try spool.append(bytes[...]) }
    kept = try spool.frozen()
  }

  /// - Throws: `InputError` if the file cannot be read.
  package func open() throws(InputError) -> ByteSource {
    guard let kept else { return try ByteSource(path: path) }
    return try ByteSource(name: name, read: kept.reader())
  }
}
