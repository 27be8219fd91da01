extension String {
  /// Compares the UTF-8 bytes, which gives the order of the code points.
  package func utf8Precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }

  /// The first eight bytes as a number with the same order, which saves most string comparisons.
  package var utf8Start: UInt64 {
    var start: UInt64 = 0
    var count: UInt64 = 0
    for byte in utf8.prefix(8) {
      start = start << 8 | UInt64(byte)
      count += 1
    }
    return start << (8 * (8 - count))
  }
}
