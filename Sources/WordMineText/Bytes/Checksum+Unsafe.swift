import CCompression

/// An incremental CRC-32.
package struct Checksum: Sendable {
  package private(set) var value: UInt32 = 0

  package init() {}

  /// Eight hexadecimal digits.
  package var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  package mutating func update(_ bytes: [UInt8]) { update(bytes[...]) }

  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    value = unsafe bytes.withUnsafeBufferPointer {
      // An empty slice may have no address, which zlib would interpret as "start again".
      $0.isEmpty ? value : unsafe wm_crc32(value, $0.baseAddress, $0.count)
    }
  }
}
