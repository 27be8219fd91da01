import WordMineBase

/// The lines of a corpus that were seen, by a 64-bit hash of each.
///
/// Two unlike lines are taken for equal with a chance of about *lines*² / 2⁶⁵: one in 370,000 for
/// ten million lines. 16 bytes a distinct line.
struct LineSet {
  private var hashes: Set<UInt64> = []

  /// Removes the lines that came before, with their labels. Empty lines stay.
  ///
  /// Lines with labels are equal if their labels are, too.
  ///
  /// - Returns: How many were removed.
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
