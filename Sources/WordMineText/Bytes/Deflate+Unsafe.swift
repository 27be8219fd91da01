import CCompression
import WordMineBase

/// The deflate format without a header, as browsers read it (`deflate-raw`).
package enum Deflate {
  /// - Throws: `OutOfMemory`, also for 4 GiB and more.
  package static func compress(_ bytes: [UInt8]) throws(OutOfMemory) -> [UInt8] {
    let capacity = wm_deflate_bound(bytes.count)
    let compressed = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      // SAFETY: at most `capacity` bytes are written.
      count = unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe wm_deflate(buffer.baseAddress, capacity, bytes.baseAddress, bytes.count)
      }
    }
    guard !compressed.isEmpty else { throw OutOfMemory(bytes: capacity) }
    return compressed
  }
}
