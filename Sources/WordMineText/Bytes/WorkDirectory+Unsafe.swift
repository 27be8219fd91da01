import Glibc
import Synchronization
import SystemPackage
import WordMineBase

/// A directory in which a long run keeps finished results, so that it can resume after a kill.
///
/// A manifest records the input and options of the run. Each stage appears only once it is complete, and
/// ends with a seal: the checksum of its content and that of the manifest. A stage whose seal does not fit
/// is not there: it was damaged, or is of another run. One run at a time has the directory.
package final class WorkDirectory: Sendable {
  package let path: String
  /// Holds the lock as long as it is open.
  private let descriptor: FileDescriptor
  private let state = Mutex(State())
  private static let manifest = "manifest"

  private struct State {
    /// The checksum of the manifest.
    var run: UInt64 = 0
    var discarded: Set<String> = []
  }

  /// - Throws: `SystemError` if the directory does not exist and cannot be created; `InputError` if another
  ///   run has it.
  package init(_ path: String) throws {
    self.path = path
    let operation = "create the directory \(path)"
    if unsafe mkdir(FileName.system(path), 0o777) != 0, errno != EEXIST {
      throw SystemError(operation, Errno(rawValue: errno))
    }
    do {
      descriptor = try unsafe FileDescriptor.open(
        FileName.system(path), .readOnly, options: [.directory, .closeOnExec])
    } catch let error as Errno {
      throw SystemError(operation, error)
    }
    guard flock(descriptor.rawValue, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK else { return }
    throw InputError(
      .mismatch("another run works in this directory; wait for it, or name another one"),
      at: SourcePosition(source: path))
  }

  deinit { try? descriptor.close() }

  /// The stages that were there, but damaged or of another run, and so are made anew.
  package var discarded: [String] { state.withLock { $0.discarded.sorted() } }

  /// Writes the manifest, or compares it with the existing one.
  ///
  /// - Parameter lines: Everything that results depend on, one item per line.
  /// - Throws: `InputError` if the directory belongs to a run with other input or options.
  package func claim(_ lines: [String]) throws {
    let text = lines.joined(separator: "\n") + "\n"
    guard isFinished(Self.manifest) else {
      try requireOwn(firstLine: lines[0])
      try write(Self.manifest) { try $0.write(text) }
      return begin(text)
    }
    var source = try source(Self.manifest)
    var bytes: [UInt8] = []
    while case let part = try source.read(1 << 16), !part.isEmpty { bytes += part }
    let found = String(decoding: bytes, as: UTF8.self)
    if found == text { return begin(text) }
    let other = zip(found.split(separator: "\n").map(String.init), lines).first { $0 != $1 }
    throw InputError(
      .mismatch(
        "this directory belongs to another run"
          + (other.map { " (\($0), now \($1))" } ?? "") + "; name an empty one"),
      at: SourcePosition(source: file(Self.manifest)))
  }

  /// - Throws: `InputError` if there is a manifest that no run has written, damaged or not.
  private func requireOwn(firstLine: String) throws {
    guard discarded.contains(Self.manifest) else { return }
    let start = Array(firstLine.prefix { $0 != " " }.utf8)
    let found = try StageContent(file(Self.manifest)).start(start.count)
    if start.starts(with: found) { return }
    throw InputError(
      .mismatch("this file is of another program; name an empty directory"),
      at: SourcePosition(source: file(Self.manifest)))
  }

  private func begin(_ manifest: String) {
    state.withLock { $0.run = Hash.bytes(Array(manifest.utf8).span) }
  }

  private func file(_ stage: String) -> String { "\(path)/\(stage)" }

  /// Writes a stage, which exists once it is complete.
  ///
  /// - Parameter body: Writes the content.
  package func write(_ stage: String, _ body: (ByteSink) throws -> Void) throws {
    let sink = try ByteSink.file(file(stage))
    try body(sink)
    try sink.write(seal(sink.checksum))
    try sink.close()
  }

  /// Whether a stage is complete, undamaged and of this run.
  package func isFinished(_ stage: String) -> Bool {
    var status = stat()
    guard unsafe stat(file(stage), &status) == 0 else { return false }
    if (try? isSealed(stage)) == true { return true }
    state.withLock { _ = $0.discarded.insert(stage) }
    return false
  }

  private func isSealed(_ stage: String) throws -> Bool {
    let content = try StageContent(file(stage))
    var checksum = Checksum()
    var offset = 0
    while case let bytes = try content.read(1 << 20, at: offset), !bytes.isEmpty {
      checksum.update(bytes)
      offset += bytes.count
    }
    return try content.seal() == seal(checksum)
  }

  /// What follows the content of a stage.
  private func seal(_ checksum: Checksum) -> [UInt8] {
    LittleEndian.bytes(checksum.value) + LittleEndian.bytes(state.withLock { $0.run })
  }

  fileprivate static let sealLength = 12

  /// The content of a finished stage.
  package func source(_ stage: String) throws(InputError) -> ByteSource {
    let path = file(stage)
    let content: StageContent
    do {
      content = try StageContent(path)
    } catch {
      throw InputError(.unreadable("\(error)"), at: SourcePosition(source: path))
    }
    var offset = 0
    return try ByteSource(plain: path) { count in
      let bytes = try content.read(count, at: offset)
      offset += bytes.count
      return bytes
    }
  }
}

/// The file of a stage: its content, without the seal.
private final class StageContent {
  private let descriptor: FileDescriptor
  private let count: Int

  init(_ path: String) throws {
    descriptor = try unsafe FileDescriptor.open(FileName.system(path), .readOnly)
    count = Int(try descriptor.seek(offset: 0, from: .end)) - WorkDirectory.sealLength
  }

  deinit { try? descriptor.close() }

  func read(_ most: Int, at offset: Int) throws -> [UInt8] {
    try bytes(min(most, count - offset), at: offset)
  }

  /// The first bytes of the file, or fewer.
  func start(_ count: Int) throws -> [UInt8] { try bytes(count, at: 0) }

  /// Empty if the file is shorter than a seal.
  func seal() throws -> [UInt8] { count < 0 ? [] : try bytes(WorkDirectory.sealLength, at: count) }

  private func bytes(_ count: Int, at offset: Int) throws -> [UInt8] {
    if count <= 0 { return [] }
    return try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      // SAFETY: the system writes the first `initialized` bytes of the buffer.
      initialized = try unsafe descriptor.read(
        fromAbsoluteOffset: Int64(offset), into: UnsafeMutableRawBufferPointer(buffer))
    }
  }
}
