import Glibc
import SystemPackage

/// The destination of the bytes of a result.
///
/// A named file appears only once it is complete: until `close`, its bytes are in an unnamed file
/// in the same directory (or, if the file system has none, in a file with a temporary name). When it
/// appears, its bytes are on the disk.
public final class ByteSink {
  private enum Target {
    case memory
    case spool(ByteSpool)
    /// A descriptor of someone else.
    case descriptor(FileDescriptor, name: String)
    /// A pipe or device.
    case device(FileDescriptor, path: String)
    /// A file that will be at `path`; until then, it has the name `partial`, or none.
    case file(FileDescriptor, path: String, partial: String, isNamed: Bool)
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

  /// - Throws: `SystemError` if standard output is closed.
  public static func standardOutput() throws(SystemError) -> ByteSink {
    do {
      try checkIsWritable(.standardOutput)
    } catch {
      throw SystemError("write standard output", error)
    }
    return ByteSink(.descriptor(.standardOutput, name: "standard output"))
  }

  /// A sink that writes to a spool, from which the bytes can be read again.
  package static func spool(_ spool: ByteSpool) -> ByteSink { ByteSink(.spool(spool)) }

  package static func temporary(_ file: TemporaryFile) -> ByteSink {
    ByteSink(.descriptor(file.descriptor, name: "a temporary file in \(file.directory)"))
  }

  /// A sink for the file at `path`, which is replaced if it exists and keeps its permissions.
  ///
  /// Symbolic links are followed. What is no regular file is written to as it is: a device, a pipe, or
  /// an open descriptor by its name, such as `/dev/stdout`.
  ///
  /// - Throws: `SystemError` if the file cannot be created.
  public static func file(_ path: String) throws(SystemError) -> ByteSink {
    do {
      switch try OutputPlace(path) {
      case .descriptor(let descriptor):
        try checkIsWritable(descriptor)
        return ByteSink(.descriptor(descriptor, name: path))
      case .device:
        return ByteSink(.device(try open(path, O_WRONLY | O_APPEND | O_CLOEXEC), path: path))
      case .file(let path, let replaced):
        let target = try newFile(path)
        if case .file(let descriptor, _, _, _) = target { replaced?.copyAccess(to: descriptor) }
        return ByteSink(target)
      }
    } catch {
      throw SystemError("create \(path)", error)
    }
  }

  private static func checkIsWritable(_ descriptor: FileDescriptor) throws(Errno) {
    let flags = fcntl(descriptor.rawValue, F_GETFL)
    if flags < 0 || flags & O_ACCMODE == O_RDONLY { throw .badFileDescriptor }
  }

  private static func newFile(_ path: String) throws(Errno) -> Target {
    let directory = FilePath(path).removingLastComponent()
    let partial = directory.appending(partialName()).string
    let folder = directory.isEmpty ? "." : directory.string
    if let unnamed = try? open(folder, O_WRONLY | unnamedFile | O_CLOEXEC) {
      // It is given its name through /proc.
      if unsafe access(procPath(of: unnamed), F_OK) == 0 {
        return .file(unnamed, path: path, partial: partial, isNamed: false)
      }
      try? unnamed.close()
    }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    return .file(try open(partial, flags), path: path, partial: partial, isNamed: true)
  }

  /// A name that nobody can guess, and short, so that it is allowed wherever the final name is.
  private static func partialName() -> String {
    ".wordmine-\(String(UInt64.random(in: .min ... .max), radix: 36))"
  }

  private static func procPath(of descriptor: FileDescriptor) -> String {
    "/proc/self/fd/\(descriptor.rawValue)"
  }

  /// The temporary name that a file may have until it is complete; `nil` if there is no file.
  ///
  /// A process that exits abruptly removes it.
  package var partialPath: String? {
    if case .file(_, _, let partial, _) = target { partial } else { nil }
  }

  /// `O_TMPFILE`, a macro that Swift does not import.
  private static let unnamedFile: Int32 = 0o20_000_000 | O_DIRECTORY

  private static func open(_ path: String, _ flags: Int32) throws(Errno) -> FileDescriptor {
    while true {
      let descriptor = unsafe Glibc.open(FileName.system(path), flags, 0o666)
      if descriptor >= 0 { return FileDescriptor(rawValue: descriptor) }
      if errno != EINTR { throw Errno(rawValue: errno) }
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
    case .device(let descriptor, let path), .file(let descriptor, let path, _, _):
      try flush(to: descriptor, "write \(path)")
    }
  }

  private func flush(to descriptor: FileDescriptor, _ operation: String) throws(SystemError) {
    do {
      try descriptor.writeWaiting(buffer)
    } catch {
      if error != .brokenPipe || !outlivesReader { throw SystemError(operation, error) }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Completes the result; a named file now appears, and the reader of a named pipe finds its end.
  ///
  /// - Throws: `SystemError` if the bytes do not reach their place.
  public func close() throws(SystemError) {
    guard !isClosed else { return }
    try flush()
    isClosed = true
    switch target {
    case .memory, .spool, .descriptor: return
    case .device(let descriptor, let path): try Self.close(descriptor, path)
    case .file(let descriptor, let path, let partial, let isNamed):
      do {
        try Self.publish(descriptor, path, partial, isNamed: isNamed)
      } catch {
        try? descriptor.close()
        _ = unsafe unlink(FileName.system(partial))
        throw error
      }
      try Self.close(descriptor, path)
    }
  }

  /// Puts the bytes of a file on the disk, and only then the file in its place.
  private static func publish(
    _ descriptor: FileDescriptor, _ path: String, _ partial: String, isNamed: Bool
  ) throws(SystemError) {
    try synchronize(descriptor, path)
    let operation = "create \(path)"
    let isInPlace = isNamed ? false : try link(descriptor, to: path, operation)
    if !isInPlace {
      // Only a file with a name can take the place of another.
      if !isNamed { _ = try link(descriptor, to: partial, operation) }
      guard unsafe rename(FileName.system(partial), FileName.system(path)) == 0 else {
        throw SystemError(operation, Errno(rawValue: errno))
      }
    }
    try synchronizeFolder(of: path)
  }

  /// Names an unnamed file.
  ///
  /// - Returns: `false` if there is a file of the name already.
  private static func link(
    _ descriptor: FileDescriptor, to name: String, _ operation: String
  ) throws(SystemError) -> Bool {
    if unsafe linkat(
      AT_FDCWD, procPath(of: descriptor), AT_FDCWD, FileName.system(name), AT_SYMLINK_FOLLOW) == 0
    {
      return true
    }
    if errno == EEXIST { return false }
    throw SystemError(operation, Errno(rawValue: errno))
  }

  /// Has the disk know the name of a file.
  private static func synchronizeFolder(of path: String) throws(SystemError) {
    let folder = FilePath(path).removingLastComponent()
    let name = folder.isEmpty ? "." : folder.string
    // A folder that may be written but not read cannot be opened.
    guard let descriptor = try? open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) else { return }
    defer { try? descriptor.close() }
    try synchronize(descriptor, path)
  }

  private static func synchronize(
    _ descriptor: FileDescriptor, _ path: String
  ) throws(SystemError) {
    while fsync(descriptor.rawValue) != 0 {
      switch errno {
      case EINTR: continue
      // Some file systems cannot.
      case EINVAL, ENOSYS, EROFS: return
      default: throw SystemError("write \(path)", Errno(rawValue: errno))
      }
    }
  }

  private static func close(_ descriptor: FileDescriptor, _ path: String) throws(SystemError) {
    // After an interrupt the descriptor is closed all the same.
    if Glibc.close(descriptor.rawValue) != 0, errno != EINTR {
      throw SystemError("write \(path)", Errno(rawValue: errno))
    }
  }

  deinit {
    if isClosed { return }
    switch target {
    case .memory, .spool, .descriptor: break
    case .device(let descriptor, _): try? descriptor.close()
    case .file(let descriptor, _, let partial, let isNamed):
      try? descriptor.close()
      if isNamed { _ = unsafe unlink(FileName.system(partial)) }
    }
  }
}
