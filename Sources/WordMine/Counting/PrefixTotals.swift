import WordMineBase
import WordMineText

/// How often each n-gram that begins a window of a counts file occurs, if it is shorter than the file's order: for each
/// length, in the order of the file.
struct PrefixTotals: ~Copyable {
  private final class Reader {
    var numbers: BinaryReader
    init(_ source: consuming ByteSource) { numbers = BinaryReader(source) }
  }

  /// By length - 1.
  private let readers: [Reader]

  /// What the totals of one length may take in memory.
  private static let limit = 1 << 20
  private static let block = 1 << 16

  /// - Parameter directory: Where temporary files are.
  /// - Throws: `InputError` if the file is damaged; `SystemError` if a temporary file cannot be written; `Interrupted`.
  /// - Complexity: O(windows) time.
  init(_ counts: consuming NGramCountsReader, in directory: String, workers: Workers) throws {
    let order = counts.header.order
    let spools = (1..<max(1, order)).map { _ in ByteSpool(limit: Self.limit, directory: directory) }
    var pending = spools.map { _ in [UInt8]() }
    var open = InlineArray<8, Int>(repeating: 0)
    var previous = NGramWindow()
    var check = InterruptCheck(workers, every: 1 << 16)
    /// Ends the prefixes that are longer than `shared` atoms.
    func close(to shared: Int) throws {
      for length in (shared + 1..<max(shared + 1, order)) where open[length - 1] > 0 {
        LEB128.append(UInt64(open[length - 1]), to: &pending[length - 1])
        open[length - 1] = 0
        guard pending[length - 1].count >= Self.block else { continue }
        try spools[length - 1].append(pending[length - 1][...])
        pending[length - 1].removeAll(keepingCapacity: true)
      }
    }
    while let window = try counts.next() {
      try check.step()
      try close(to: window.sharedPrefix(previous))
      for length in 0..<min(window.length, order - 1) { open[length] += window.count }
      previous = window
    }
    try close(to: 0)
    for (spool, bytes) in zip(spools, pending) { try spool.append(bytes[...]) }
    readers = try spools.map { Reader(try $0.source()) }
  }

  /// The count of the next n-gram of a length.
  mutating func next(_ length: Int) throws(InputError) -> Int {
    try readers[length - 1].numbers.number()
  }
}
