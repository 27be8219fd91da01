import Glibc
import SystemPackage

/// The plain bytes of one input: a file, standard input, or the results of a closure.
///
/// Compressed data is recognized by its first bytes and decompressed.
public struct ByteSource: ~Copyable {
  /// The name for error messages.
  public let name: String
  /// The number of stored bytes that were read.
  public private(set) var storedBytesRead = 0

  private let readStored: (Int) throws -> [UInt8]
  private let descriptor: FileDescriptor?
  /// Whether a read would wait.
  private let waits: () -> Bool
  /// Whether it is a text at hand, which is nothing else.
  let isText: Bool
  private var stored: ArraySlice<UInt8> = []
  /// Plain bytes that were looked at, and not read yet.
  private var peeked: [UInt8] = []
  private var storedEnded = false
  private var decompressor: Decompressor?
  private var compression: Compression?
  private var isInsideMember = false

  /// Opens a file.
  ///
  /// - Throws: `InputError` if the file does not exist, is a directory, or cannot be read.
  public init(path: String) throws(InputError) {
    try Self.check(path: path)
    let descriptor: FileDescriptor
    do {
      descriptor = try unsafe FileDescriptor.open(FileName.system(path), .readOnly)
    } catch {
      throw InputError(
        Self.reason(for: error as? Errno ?? .ioError), at: SourcePosition(source: path))
    }
    try self.init(
      name: path, descriptor: descriptor, waits: { Self.waits(descriptor) },
      read: { try Self.read($0, from: descriptor) })
  }

  /// Opens a file; `-` stands for standard input.
  package static func named(_ path: String) throws(InputError) -> ByteSource {
    path == "-" ? try .standardInput() : try ByteSource(path: path)
  }

  /// Checks that a file can be read, without opening it, because a pipe can be opened only once.
  ///
  /// - Throws: `InputError` if the file does not exist, is a directory, or cannot be read.
  package static func check(path: String) throws(InputError) {
    let position = SourcePosition(source: path)
    var status = stat()
    let name = FileName.system(path)
    guard unsafe stat(name, &status) == 0, unsafe access(name, R_OK) == 0 else {
      throw InputError(Self.reason(for: Errno(rawValue: Glibc.errno)), at: position)
    }
    if status.st_mode & S_IFMT == S_IFDIR { throw InputError(.isDirectory, at: position) }
  }

  /// Checks that a file can be read and, unless it is a pipe, that it does not begin as what is no text.
  ///
  /// - Throws: `InputError`.
  package static func checkText(path: String) throws(InputError) {
    try check(path: path)
    guard size(ofFile: path) != nil else { return }
    let beginning: [UInt8]
    do {
      let descriptor = try unsafe FileDescriptor.open(FileName.system(path), .readOnly)
      defer { try? descriptor.close() }
      beginning = try Self.read(FileSignature.length, from: descriptor)
    } catch {
      throw InputError(
        Self.reason(for: error as? Errno ?? .ioError), at: SourcePosition(source: path))
    }
    try FileSignature.check(beginning[...], source: path)
  }

  /// The stored size of a regular file in bytes; `nil` for a pipe, which is not opened.
  public static func size(ofFile path: String) -> Int? {
    var status = stat()
    guard unsafe stat(FileName.system(path), &status) == 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return Int(status.st_size)
  }

  /// Reads standard input.
  public static func standardInput() throws(InputError) -> ByteSource {
    try ByteSource(
      name: "<stdin>", descriptor: nil, waits: { Self.waits(.standardInput) },
      read: { try Self.read($0, from: .standardInput) })
  }

  /// Reads from a closure, which returns at most the given number of bytes, and none at the end.
  public init(name: String, read: @escaping (Int) throws -> [UInt8]) throws(InputError) {
    try self.init(name: name, descriptor: nil, waits: { false }, read: read)
  }

  /// Reads from a closure that may have to wait.
  init(
    name: String, waits: @escaping () -> Bool, read: @escaping (Int) throws -> [UInt8]
  ) throws(InputError) {
    try self.init(name: name, descriptor: nil, waits: waits, read: read)
  }

  /// Reads from a closure, without detecting what its bytes are.
  init(plain name: String, read: @escaping (Int) throws -> [UInt8]) throws(InputError) {
    self.name = name
    self.descriptor = nil
    self.readStored = read
    (self.waits, self.isText) = ({ false }, true)
  }

  private init(
    name: String, descriptor: FileDescriptor?, waits: @escaping () -> Bool,
    read: @escaping (Int) throws -> [UInt8]
  ) throws(InputError) {
    self.name = name
    self.descriptor = descriptor
    self.readStored = read
    (self.waits, self.isText) = (waits, false)
    while !storedEnded, Compression.isOpen(stored) { try fill() }
    compression = Compression(magic: Array(stored.prefix(Compression.magicLength)))
    if let compression { decompressor = Decompressor(compression) }
  }

  deinit { try? descriptor?.close() }

  /// Whether nothing can be read now, because whoever writes the input pauses.
  var isPaused: Bool {
    compression == nil && stored.isEmpty && !storedEnded && waits()
  }

  /// The next bytes, at most `count`; none at the end.
  ///
  /// - Throws: `InputError` if reading or decompression fails.
  public mutating func read(_ count: Int) throws(InputError) -> [UInt8] {
    if peeked.isEmpty { return try readOn(count) }
    let taken = Array(peeked.prefix(count))
    peeked.removeFirst(taken.count)
    return taken
  }

  /// The next bytes, which will be read again: `count` of them, unless the input ends before.
  ///
  /// - Throws: `InputError` if reading or decompression fails.
  package mutating func peek(_ count: Int) throws(InputError) -> ArraySlice<UInt8> {
    while peeked.count < count {
      let bytes = try readOn(count - peeked.count)
      if bytes.isEmpty { break }
      peeked += bytes
    }
    return peeked.prefix(count)
  }

  private mutating func readOn(_ count: Int) throws(InputError) -> [UInt8] {
    guard compression != nil else {
      if stored.isEmpty { try fill() }
      let taken = Array(stored.prefix(count))
      stored = stored.dropFirst(count)
      return taken
    }
    return try decompress(count)
  }

  /// All bytes that are left.
  ///
  /// - Throws: `InputError` if reading or decompression fails.
  package consuming func all() throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let part = try read(1 << 20)
      if part.isEmpty { return bytes }
      bytes += part
    }
  }

  private mutating func decompress(_ count: Int) throws(InputError) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: count)
    var written = 0
    while written < count {
      if stored.isEmpty, !storedEnded { try fill() }
      if !isInsideMember {
        // Zeros between and after members are padding.
        stored = stored.drop { $0 == 0 }
        if stored.isEmpty {
          if storedEnded { break }
          continue
        }
        isInsideMember = true
      }
      let before = stored.count
      guard let step = decompressor?.step(from: stored, into: &output, at: written) else { break }
      stored = stored.dropFirst(step.used)
      written += step.written
      if step.next == .memberEnd { isInsideMember = false }
      let isStuck = storedEnded && before == 0 && step.written == 0 && step.next == .more
      if step.next == .damaged || isStuck {
        throw InputError(
          .damagedCompression("\(compression!)"), at: SourcePosition(source: name))
      }
    }
    output.removeLast(count - written)
    return output
  }

  private mutating func fill() throws(InputError) {
    let bytes: [UInt8]
    do {
      bytes = try readStored(1 << 20)
    } catch {
      throw InputError(
        Self.reason(for: error as? Errno ?? .ioError), at: SourcePosition(source: name))
    }
    storedBytesRead += bytes.count
    storedEnded = bytes.isEmpty
    stored = stored.isEmpty ? bytes[...] : stored + bytes
  }

  /// Whether a pipe has no byte in the next two milliseconds; a file is never waited for.
  private static func waits(_ descriptor: FileDescriptor) -> Bool {
    var request = pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&request, 1, 2) == 0
  }

  private static func read(_ count: Int, from descriptor: FileDescriptor) throws -> [UInt8] {
    try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      // SAFETY: the system writes the first `initialized` bytes of the buffer.
      initialized = try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
    }
  }

  private static func reason(for errno: Errno) -> InputError.Reason {
    switch errno {
    case .noSuchFileOrDirectory: .notFound
    case .permissionDenied, .notPermitted: .notPermitted
    case .isDirectory: .isDirectory
    default: .unreadable("\(errno)")
    }
  }
}
