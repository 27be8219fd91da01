import Glibc
import SystemPackage

/// The destination of the bytes of a result.
///
/// A named file appears only once it is complete: until `close`, its bytes are in an unnamed file
/// in the same directory (or, if the file system has none, in a file with a temporary name).
public final class ByteSink {
  private enum Target {
    case memory
    case spool(ByteSpool)
    /// A descriptor of someone else.
    case descriptor(FileDescriptor, name: String)
    /// A pipe or device.
    case device(FileDescriptor, path: String)
    case file(FileDescriptor, path: String, beside: String?)
  }

  private let target: Target
  private var buffer: [UInt8] = []
  private var isClosed = false
  /// The checksum of everything written so far.
  package private(set) var checksum = Checksum()
  public private(set) var bytesWritten = 0
  /// Whether bytes for a pipe that nobody reads any more are dropped; else writing them is an error.
  package var outlivesReader = false
  private static let flushSize = 256 << 10

  private init(_ target: Target) { self.target = target }

  /// A sink that collects the bytes, available as `bytes`.
  public static func memory() -> ByteSink { ByteSink(.memory) }

  public static func standardOutput() -> ByteSink {
    ByteSink(.descriptor(.standardOutput, name: "standard output"))
  }

  /// A sink that writes to a spool, from which the bytes can be read again.
  package static func spool(_ spool: ByteSpool) -> ByteSink { ByteSink(.spool(spool)) }

  package static func temporary(_ file: TemporaryFile) -> ByteSink {
    ByteSink(.descriptor(file.descriptor, name: "a temporary file in \(file.directory)"))
  }

  /// - Throws: `SystemError` if the file cannot be created.
  public static func file(_ path: String) throws(SystemError) -> ByteSink {
    let operation = "create \(path)"
    var path = path
    var mode: mode_t?
    var status = stat()
    if unsafe stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { throw SystemError(operation, .isDirectory) }
      // A device or a pipe is written to directly.
      if status.st_mode & S_IFMT != S_IFREG {
        let descriptor = try Self.open(path, [], operation)
        return ByteSink(.device(descriptor, path: path))
      }
      // A replaced file keeps its mode, and symbolic links are followed.
      mode = status.st_mode & 0o7777
      path = resolved(path)
    }
    let directory = FilePath(path).removingLastComponent().string
    let unnamed = unsafe Glibc.open(
      directory.isEmpty ? "." : directory, O_WRONLY | Self.unnamedFile | O_CLOEXEC, 0o666)
    if unnamed >= 0 {
      if let mode { _ = fchmod(unnamed, mode) }
      return ByteSink(.file(FileDescriptor(rawValue: unnamed), path: path, beside: nil))
    }
    let beside = partialPath(path)
    let descriptor = try Self.open(beside, [.create, .truncate], operation)
    if let mode { _ = fchmod(descriptor.rawValue, mode) }
    return ByteSink(.file(descriptor, path: path, beside: beside))
  }

  private static func partialPath(_ path: String) -> String { "\(path).\(getpid()).partial" }

  /// The temporary name that a file may have until it is complete; `nil` if there is no file.
  ///
  /// A process that exits abruptly removes it.
  package var partialPath: String? {
    if case .file(_, let path, _) = target { Self.partialPath(path) } else { nil }
  }

  /// The path with all symbolic links resolved.
  private static func resolved(_ path: String) -> String {
    guard let found = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }

  /// `O_TMPFILE`, a macro that Swift does not import.
  private static let unnamedFile: Int32 = 0o20_000_000 | O_DIRECTORY

  private static func open(
    _ path: String, _ options: FileDescriptor.OpenOptions, _ operation: String
  ) throws(SystemError) -> FileDescriptor {
    do {
      return try unsafe FileDescriptor.open(
        path, .writeOnly, options: options,
        permissions: [
          .ownerReadWrite, .groupRead, .otherRead, .groupWrite, .otherWrite,
        ])
    } catch {
      throw SystemError(operation, error as? Errno ?? .ioError)
    }
  }

  /// The bytes written to a `memory` sink.
  public var bytes: [UInt8] { buffer }

  public func write(_ bytes: [UInt8]) throws(SystemError) { try write(bytes[...]) }

  public func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) {
    checksum.update(bytes)
    bytesWritten += bytes.count
    buffer += bytes
    if buffer.count >= Self.flushSize { try flush() }
  }

  public func write(_ text: String) throws(SystemError) { try write(Array(text.utf8)) }

  /// Writes all buffered bytes.
  public func flush() throws(SystemError) {
    switch target {
    case .memory: return
    case .spool(let spool):
      try spool.append(buffer[...])
      buffer.removeAll(keepingCapacity: true)
    case .descriptor(let descriptor, let name): try flush(to: descriptor, "write \(name)")
    case .device(let descriptor, let path), .file(let descriptor, let path, _):
      try flush(to: descriptor, "write \(path)")
    }
  }

  private func flush(to descriptor: FileDescriptor, _ operation: String) throws(SystemError) {
    do {
      _ = try descriptor.writeAll(buffer)
    } catch {
      let error = error as? Errno ?? .ioError
      if error != .brokenPipe || !outlivesReader { throw SystemError(operation, error) }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Completes the result; a named file now appears, and the reader of a named pipe finds its end.
  public func close() throws(SystemError) {
    guard !isClosed else { return }
    try flush()
    isClosed = true
    defer { closeDescriptor() }
    guard case .file(let descriptor, let path, let beside) = target else { return }
    let operation = "create \(path)"
    let name = beside ?? Self.partialPath(path)
    if beside == nil {
      let link = "/proc/self/fd/\(descriptor.rawValue)"
      _ = unsafe unlink(name)
      guard unsafe linkat(AT_FDCWD, link, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 else {
        throw SystemError(operation, Errno(rawValue: errno))
      }
    }
    guard unsafe rename(name, path) == 0 else {
      let error = Errno(rawValue: errno)
      _ = unsafe unlink(name)
      throw SystemError(operation, error)
    }
  }

  /// Closes the descriptor if this sink opened it.
  private func closeDescriptor() {
    switch target {
    case .memory, .spool, .descriptor: break
    case .device(let descriptor, _), .file(let descriptor, _, _): try? descriptor.close()
    }
  }

  deinit {
    if isClosed { return }
    closeDescriptor()
    if case .file(_, _, let beside?) = target { _ = unsafe unlink(beside) }
  }
}
