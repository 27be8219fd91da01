import WordMineBase

/// The set of lines seen in a corpus, as a 64-bit hash of each.
///
/// The probability that two different lines are considered equal is about *lines*² / 2⁶⁵: one in
/// 370,000 for ten million lines. Takes 16 bytes per distinct line.
struct LineSet {
  private var hashes: Set<UInt64> = []

  /// Bytes that a line takes while the set grows: its hash twice in a table that is at least three
  /// eighths full, and the table before.
  private static let bytesPerLine = 32

  /// - Throws: `MemoryExceeded` if the lines take more than a quarter of the memory.
  func check(_ memory: Int) throws(MemoryExceeded) {
    let most = memory / 4 / Self.bytesPerLine
    guard hashes.count > most else { return }
    throw MemoryExceeded(limit: memory, enoughFor: "\(most) different lines")
  }

  /// Removes lines that occurred before, with their labels. Empty lines are kept.
  ///
  /// Lines with labels are equal only if their labels are, too.
  ///
  /// - Returns: The number of removed lines.
  mutating func removeRepeated(_ block: inout TextBlock) -> Int {
    let (bytes, labels) = (block.bytes, block.labels)
    (block.bytes, block.labels) = ([], [])
    block.bytes.reserveCapacity(bytes.count)
    var (start, line, removed) = (0, 0, 0)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      let label = labels.isEmpty ? nil : labels[line]
      if isNew(Self.withoutBreak(bytes[start..<end]), label: label) {
        block.bytes += bytes[start..<end]
        if let label { block.labels.append(label) }
      } else {
        removed += 1
      }
      (start, line) = (end, line + 1)
    }
    return removed
  }

  private mutating func isNew(_ line: ArraySlice<UInt8>, label: String?) -> Bool {
    var hash = Hash.bytes(line.span)
    if let label {
      hash = Hash.mix(hash ^ Hash.mix(Hash.bytes(Array(label.utf8).span)))
    } else if line.isEmpty {
      return true
    }
    return hashes.insert(hash).inserted
  }

  private static func withoutBreak(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    while let last = line.last, last == 0x0A || last == 0x0D { line.removeLast() }
    return line
  }
}
