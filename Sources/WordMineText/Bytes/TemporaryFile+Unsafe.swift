import Glibc
import SystemPackage

/// An unnamed file, which disappears with the process, however that ends.
package final class TemporaryFile: Sendable {
  let descriptor: FileDescriptor
  let directory: String

  /// - Parameter expected: The expected size in bytes, which must fit in the free space.
  /// - Throws: `SystemError` if the file cannot be created, or there is too little space.
  package init(in directory: String, expecting expected: Int = 0) throws(SystemError) {
    self.directory = directory
    var path = Array("\(directory)/wordmine-XXXXXX".utf8CString)
    let raw = unsafe path.withUnsafeMutableBufferPointer { unsafe mkstemp($0.baseAddress!) }
    guard raw >= 0 else {
      throw SystemError("create a temporary file in \(directory)", Errno(rawValue: errno))
    }
    _ = unsafe path.withUnsafeBufferPointer { unsafe unlink($0.baseAddress!) }
    descriptor = FileDescriptor(rawValue: raw)
    if let free = Self.freeSpace(in: directory), free < expected {
      let need = "\(expected >> 20) MiB, \(free >> 20) MiB free"
      throw SystemError("create a temporary file in \(directory) (\(need))", .noSpace)
    }
  }

  deinit { try? descriptor.close() }

  /// The free space of a directory in bytes; `nil` if its file system does not say.
  package static func freeSpace(in directory: String) -> Int? {
    var status = statvfs()
    guard unsafe statvfs(directory, &status) == 0, status.f_blocks > 0 else { return nil }
    return space(blocks: UInt64(status.f_bavail), of: UInt64(status.f_frsize))
  }

  /// The bytes of some blocks, or the most that an integer holds.
  static func space(blocks: UInt64, of size: UInt64) -> Int {
    let (bytes, overflows) = blocks.multipliedReportingOverflow(by: size)
    return overflows ? .max : Int(clamping: bytes)
  }

  /// Reads at most `count` bytes from `offset`; none at the end.
  func read(_ count: Int, at offset: Int) throws -> [UInt8] {
    try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      // SAFETY: the system writes the first `initialized` bytes of the buffer.
      initialized = try unsafe descriptor.read(
        fromAbsoluteOffset: Int64(offset), into: UnsafeMutableRawBufferPointer(buffer))
    }
  }

  /// The content from the beginning, as an input. Several can be open at once.
  package func source(name: String = "a temporary file") throws(InputError) -> ByteSource {
    var offset = 0
    return try ByteSource(plain: name) { count in
      let bytes = try self.read(count, at: offset)
      offset += bytes.count
      return bytes
    }
  }
}
