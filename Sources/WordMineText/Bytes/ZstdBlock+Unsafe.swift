import CCompression

/// One block of bytes, compressed with zstd at its fastest level.
enum ZstdBlock {
  static func compress(_ bytes: [UInt8]) -> [UInt8] {
    let capacity = wm_zstd_bound(bytes.count)
    return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      // SAFETY: the bound is the most that the compressor writes.
      count = unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe wm_zstd_compress(buffer.baseAddress, capacity, bytes.baseAddress, bytes.count)
      }
    }
  }

  /// - Returns: `nil` if the bytes are not a complete block.
  static func decompress(_ bytes: [UInt8]) -> [UInt8]? {
    unsafe bytes.withUnsafeBufferPointer { bytes -> [UInt8]? in
      let size = unsafe wm_zstd_size(bytes.baseAddress, bytes.count)
      guard size >= 0 else { return nil }
      var written = -1
      let text = unsafe [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
        // SAFETY: the decompressor writes at most `size` bytes.
        let result = unsafe wm_zstd_decompress(
          buffer.baseAddress, Int(size), bytes.baseAddress, bytes.count)
        written = Int(result)
        count = max(0, written)
      }
      return written == Int(size) ? text : nil
    }
  }
}
