import Glibc
import SystemPackage

/// A directory in which a long run keeps finished results, so that it can resume after a kill.
///
/// A manifest records the input and options of the run; each file appears only once it is complete.
package struct WorkDirectory: Sendable {
  package let path: String
  private static let manifest = "manifest"

  /// - Throws: `SystemError` if the directory does not exist and cannot be created.
  package init(_ path: String) throws(SystemError) {
    self.path = path
    var error: CInt = 0
    if unsafe mkdir(path, 0o777) != 0 { error = errno }
    if error == EEXIST { error = Self.isDirectory(path) ? 0 : ENOTDIR }
    if error != 0 {
      throw SystemError("create the directory \(path)", Errno(rawValue: error))
    }
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Writes the manifest, or compares it with the existing one.
  ///
  /// - Parameter lines: Everything that results depend on, one item per line.
  /// - Throws: `InputError` if the directory belongs to a run with other input or options.
  package func claim(_ lines: [String]) throws {
    guard isFinished(Self.manifest) else {
      let sink = try sink(Self.manifest)
      try sink.write(lines.joined(separator: "\n") + "\n")
      return try sink.close()
    }
    var source = try source(Self.manifest)
    var bytes: [UInt8] = []
    while case let part = try source.read(1 << 16), !part.isEmpty { bytes += part }
    let found = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    if found == lines { return }
    let other = zip(found, lines).first { $0 != $1 }
    throw InputError(
      .mismatch(
        "this directory belongs to another run"
          + (other.map { " (\($0), now \($1))" } ?? "") + "; name an empty one"),
      at: SourcePosition(source: file(Self.manifest)))
  }

  private func file(_ stage: String) -> String { "\(path)/\(stage)" }

  /// Whether the result of a stage exists.
  package func isFinished(_ stage: String) -> Bool {
    var status = stat()
    return unsafe stat(file(stage), &status) == 0
  }

  /// The sink for the result of a stage, which exists once the sink is closed.
  package func sink(_ stage: String) throws(SystemError) -> ByteSink { try .file(file(stage)) }

  /// The result of a finished stage.
  package func source(_ stage: String) throws(InputError) -> ByteSource {
    try ByteSource(path: file(stage))
  }
}
