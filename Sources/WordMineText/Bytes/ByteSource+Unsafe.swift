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
  /// The checksum of the stored bytes that were read, if it is asked for.
  package private(set) var storedChecksum: Checksum?

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
  private let decoderMemory: Int

  /// What decompressing may take where nothing else is said: enough for all but the widest windows.
  package static let standardDecoderMemory = 128 << 20

  /// Opens a file.
  ///
  /// - Throws: `InputError` if the file does not exist, is a directory, or cannot be read.
  public init(path: String) throws(InputError) {
    try self.init(path: path, decoderMemory: Self.standardDecoderMemory)
  }

  /// - Parameter decoderMemory: The most bytes that decompressing may take.
  package init(path: String, decoderMemory: Int) throws(InputError) {
    try Self.check(path: path)
    let descriptor: FileDescriptor
    do {
      descriptor = try unsafe FileDescriptor.open(FileName.system(path), .readOnly)
    } catch {
      throw InputError(
        Self.reason(for: error as? Errno ?? .ioError), at: SourcePosition(source: path))
    }
    try self.init(
      name: path, descriptor: descriptor, decoderMemory: decoderMemory,
      waits: { descriptor.waits }, read: { try descriptor.readWaiting($0) })
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

  /// Whether nothing has this name.
  package static func isMissing(_ path: String) -> Bool {
    unsafe access(FileName.system(path), F_OK) != 0
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
      beginning = try descriptor.readWaiting(FileSignature.length)
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
    try standardInput(decoderMemory: standardDecoderMemory)
  }

  package static func standardInput(decoderMemory: Int) throws(InputError) -> ByteSource {
    try ByteSource(
      name: "<stdin>", descriptor: nil, decoderMemory: decoderMemory,
      waits: { FileDescriptor.standardInput.waits },
      read: { try FileDescriptor.standardInput.readWaiting($0) })
  }

  /// Reads from a closure, which returns at most the given number of bytes, and none at the end.
  public init(name: String, read: @escaping (Int) throws -> [UInt8]) throws(InputError) {
    try self.init(
      name: name, descriptor: nil, decoderMemory: Self.standardDecoderMemory, waits: { false },
      read: read)
  }

  /// - Parameter decoderMemory: The most bytes that decompressing may take.
  init(
    name: String, decoderMemory: Int, read: @escaping (Int) throws -> [UInt8]
  ) throws(InputError) {
    try self.init(
      name: name, descriptor: nil, decoderMemory: decoderMemory, waits: { false }, read: read)
  }

  /// Reads from a closure that may have to wait.
  init(
    name: String, waits: @escaping () -> Bool, read: @escaping (Int) throws -> [UInt8]
  ) throws(InputError) {
    try self.init(
      name: name, descriptor: nil, decoderMemory: Self.standardDecoderMemory, waits: waits,
      read: read)
  }

  /// Reads from a closure, without detecting what its bytes are.
  init(plain name: String, read: @escaping (Int) throws -> [UInt8]) throws(InputError) {
    self.name = name
    self.descriptor = nil
    self.decoderMemory = 0
    self.readStored = read
    (self.waits, self.isText) = ({ false }, true)
  }

  private init(
    name: String, descriptor: FileDescriptor?, decoderMemory: Int, waits: @escaping () -> Bool,
    read: @escaping (Int) throws -> [UInt8]
  ) throws(InputError) {
    self.name = name
    self.descriptor = descriptor
    self.decoderMemory = decoderMemory
    self.readStored = read
    (self.waits, self.isText) = (waits, false)
    while !storedEnded, Compression.isOpen(stored) { try fill() }
    compression = Compression(magic: Array(stored.prefix(Compression.magicLength)))
    if let compression {
      decompressor = Decompressor(compression, memory: decoderMemory)
      if decompressor == nil { throw error(.noDecoderMemory("\(compression)")) }
    }
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
      if case .memberEnd = step.next { isInsideMember = false }
      try check(step.next, isStuck: storedEnded && before == 0 && step.written == 0)
    }
    output.removeLast(count - written)
    return output
  }

  /// - Parameter isStuck: Whether a step had nothing to read and nothing to write.
  private func check(_ next: Decompressor.Step, isStuck: Bool) throws(InputError) {
    let kind = compression.map { "\($0)" } ?? ""
    switch next {
    case .memberEnd: return
    case .more where !isStuck: return
    case .more, .damaged: throw error(.damagedCompression(kind))
    case .noMemory: throw error(.noDecoderMemory(kind))
    case .overLimit(let needed):
      throw error(.decoderMemory(kind, needed: needed, allowed: decoderMemory))
    }
  }

  private func error(_ reason: InputError.Reason) -> InputError {
    InputError(reason, at: SourcePosition(source: name))
  }

  /// Takes the checksum of all stored bytes; nothing may have been read yet.
  package mutating func takeChecksum() {
    var checksum = Checksum()
    checksum.update(stored)
    storedChecksum = checksum
  }

  private mutating func fill() throws(InputError) {
    let bytes: [UInt8]
    do {
      bytes = try readStored(1 << 20)
    } catch let error as InputError {
      throw error
    } catch {
      throw InputError(
        Self.reason(for: error as? Errno ?? .ioError), at: SourcePosition(source: name))
    }
    storedBytesRead += bytes.count
    storedChecksum?.update(bytes)
    storedEnded = bytes.isEmpty
    stored = stored.isEmpty ? bytes[...] : stored + bytes
  }

  private static func reason(for errno: Errno) -> InputError.Reason {
    switch errno {
    case .noSuchFileOrDirectory, .fileNameTooLong: .notFound
    case .permissionDenied, .notPermitted: .notPermitted
    case .isDirectory: .isDirectory
    default: .unreadable("\(errno)")
    }
  }
}
