import WordMineBase

/// The lines of a corpus that were seen, by a 64-bit hash of each.
///
/// Two unlike lines are taken for equal with a chance of about *lines*² / 2⁶⁵: one in 370,000 for
/// ten million lines. 16 bytes a distinct line.
struct LineSet {
  private var hashes: Set<UInt64> = []

  /// Removes the lines that came before, and gives their number. Empty lines stay.
  mutating func removeRepeated(_ bytes: inout [UInt8]) -> Int {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var (start, removed) = (0, 0)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      var length = end - start
      while length > 0, bytes[start + length - 1] == 0x0A || bytes[start + length - 1] == 0x0D {
        length -= 1
      }
      let hash = Hash.bytes(bytes.span.extracting(start..<start + length))
      if length == 0 || hashes.insert(hash).inserted {
        kept += bytes[start..<end]
      } else {
        removed += 1
      }
      start = end
    }
    bytes = kept
    return removed
  }
}
