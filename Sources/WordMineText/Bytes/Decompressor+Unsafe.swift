import CCompression

/// The supported compression formats, recognized by their first bytes.
package enum Compression: Int32, Sendable, CaseIterable {
  case gzip = 1
  case zstd = 2
  case xz = 3

  /// The length of the longest magic number.
  static let magicLength = 6

  /// The format of data that begins with `bytes`; `nil` for plain data.
  package init?(magic bytes: [UInt8]) {
    if bytes.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .zstd
    } else if bytes.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
      self = .xz
    } else {
      return nil
    }
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
