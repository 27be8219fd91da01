import WordMineBase
import WordMineText

/// A sparse matrix of counts, by row and key.
struct SparseRows: Sendable {
  private(set) var starts: [Int] = [0]
  private(set) var keys: [UInt32] = []
  private(set) var counts: [UInt32] = []

  var rowCount: Int { starts.count - 1 }

  /// Adds an entry to the current row.
  ///
  /// - Precondition: Keys ascend within a row.
  @inline(__always) mutating func append(_ key: UInt32, _ count: UInt32) {
    keys.append(key)
    counts.append(count)
  }

  mutating func endRow() { starts.append(keys.count) }

  /// Adds rows after the last one.
  mutating func append(contentsOf rows: SparseRows) {
    let offset = keys.count
    starts += rows.starts.dropFirst().map { $0 + offset }
    keys += rows.keys
    counts += rows.counts
  }

  func row(_ row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  /// The first entry of a row whose key is not below `key`.
  ///
  /// - Complexity: O(log entries of the row).
  @inline(__always) func firstEntry(_ row: Int, from key: UInt32) -> Int {
    self.row(row).partitioningIndex { keys[$0] >= key }
  }

  /// The entry of a key in a row.
  @inline(__always) func entry(_ row: Int, _ key: UInt32) -> Int? {
    let entry = firstEntry(row, from: key)
    return entry < starts[row + 1] && keys[entry] == key ? entry : nil
  }

  /// The count of a key in a row.
  @inline(__always) func count(_ row: Int, _ key: UInt32) -> Int {
    entry(row, key).map { Int(counts[$0]) } ?? 0
  }
}
