/// A Bloom filter with one bit per entry and at least sixteen times as many bits as entries: it
/// rejects most hashes that are not in the set, and none that are.
struct BloomFilter: Sendable {
  private var bits: [UInt64]

  init(_ hashes: [UInt64]) {
    var size = 64
    while size < 16 * hashes.count { size *= 2 }
    bits = Array(repeating: 0, count: size / 64)
    for hash in hashes { bits[place(hash)] |= 1 &<< (hash & 63) }
  }

  @inline(__always) func mayHold(_ hash: UInt64) -> Bool {
    bits[place(hash)] &>> (hash & 63) & 1 != 0
  }

  @inline(__always) private func place(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> 6) & (bits.count - 1)
  }
}
