import CCompression

/// The supported compression formats, recognized by their first bytes.
package enum Compression: Int32, Sendable, CaseIterable {
  case gzip = 1
  case zstd = 2
  case xz = 3
  case bzip2 = 4

  /// The length of the longest magic number.
  static let magicLength = 10

  /// What data of each format begins with; the fourth byte of bzip2 is the size of its blocks.
  private static let magics: [(compression: Compression, bytes: [UInt8?])] = [
    (.gzip, [0x1F, 0x8B]), (.zstd, [0x28, 0xB5, 0x2F, 0xFD]),
    (.xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
    (.bzip2, [0x42, 0x5A, 0x68, nil, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59]),
    // Of nothing.
    (.bzip2, [0x42, 0x5A, 0x68, nil, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90]),
  ]

  /// The format of data that begins with `bytes`; `nil` for plain data.
  package init?(magic bytes: [UInt8]) {
    let found = Self.magics.first { $0.bytes.count <= bytes.count && Self.agree($0.bytes, bytes) }
    guard let found else { return nil }
    self = found.compression
  }

  /// Whether more bytes could show that data which begins with `bytes` is compressed.
  static func isOpen(_ bytes: ArraySlice<UInt8>) -> Bool {
    magics.contains { $0.bytes.count > bytes.count && agree($0.bytes, Array(bytes)) }
  }

  private static func agree(_ magic: [UInt8?], _ bytes: [UInt8]) -> Bool {
    zip(magic, bytes).allSatisfy { $0 == nil || $0 == $1 }
  }
}

/// Decompresses a stream; consecutive members form one stream.
@safe struct Decompressor: ~Copyable {
  enum Step {
    case more
    case memberEnd
    case damaged
    case noMemory
    /// The data needs more memory than is allowed: so many bytes, if it says so.
    case overLimit(Int?)
  }

  private let handle: OpaquePointer

  /// - Parameter memory: The most bytes that the data may need to be decompressed.
  /// - Returns: `nil` if the system refuses memory.
  init?(_ compression: Compression, memory: Int) {
    guard let handle = unsafe wm_decompressor_open(compression.rawValue, UInt64(max(0, memory)))
    else { return nil }
    unsafe self.handle = handle
  }

  deinit { unsafe wm_decompressor_close(handle) }

  /// Decompresses from `input` into `output`.
  ///
  /// - Returns: The number of bytes that were read and written, and what to do next.
  func step(
    from input: ArraySlice<UInt8>, into output: inout [UInt8], at start: Int
  ) -> (used: Int, written: Int, next: Step) {
    var used = 0
    var written = 0
    let room = output.count - start
    let status = unsafe input.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        // SAFETY: `room` counts the bytes from `start` to the end of the output.
        unsafe wm_decompress(
          handle, input.baseAddress, input.count, &used, output.baseAddress! + start, room,
          &written)
      }
    }
    return (used, written, next(after: Int(status)))
  }

  private func next(after status: Int) -> Step {
    switch status {
    case WM_MORE: return .more
    case WM_MEMBER_END: return .memberEnd
    case WM_NO_MEMORY: return .noMemory
    case WM_OVER_LIMIT:
      let need = unsafe Int(clamping: wm_decompressor_need(handle))
      return .overLimit(need > 0 ? need : nil)
    default: return .damaged
    }
  }
}
