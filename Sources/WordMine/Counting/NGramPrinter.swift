import WordMineBase
import WordMineText

/// Prints a counts file as a TSV: all n-grams of all orders, a prefix before what it begins.
///
/// The count of a prefix is known only after all windows that begin with it, so the file is read twice: to
/// add up the prefixes, and to print.
package struct NGramPrinter {
  private let source: () throws -> ByteSource
  private let workers: Workers
  private let memory: Int
  private let directory: String

  /// - Parameters:
  ///   - memory: What may be used, in bytes.
  ///   - directory: Where temporary files are.
  ///   - workers: Only the interrupt and the progress are used.
  ///   - source: Opens the counts file; called twice.
  package init(
    memory: Int = .max, directory: String = "/tmp", workers: Workers = Workers(),
    _ source: @escaping () throws -> ByteSource
  ) {
    self.source = source
    self.memory = memory
    self.directory = directory
    self.workers = workers
  }

  package static let header = "ngram\tcount\n"

  /// - Throws: `InputError` if the file is damaged; `SystemError` if the sink or a temporary file cannot be
  ///   written; `MemoryExceeded` if there are too many different atoms; `Interrupted`.
  /// - Complexity: O(windows) time; the atoms are held in memory.
  package func print(to sink: ByteSink) throws {
    var totals = try PrefixTotals(NGramCountsReader(try source()), in: directory, workers: workers)
    var reader = try NGramCountsReader(try source())
    let order = reader.header.order
    var lines = NGramLines(try texts(&reader))
    try sink.write(Self.header)
    var previous = NGramWindow()
    var windows = 0
    while let window = try reader.next() {
      if windows & 0x3FFF == 0 {
        try workers.report("printing", Double(window.atoms[0] - 1) / Double(lines.atoms.count))
      }
      windows &+= 1
      for length in window.sharedPrefix(previous) + 1...window.length {
        let count = length == order ? window.count : try totals.next(length)
        lines.append(window.atoms[length - 1], length: length, count: count)
      }
      if lines.isFull { try lines.write(to: sink) }
      previous = window
    }
    try lines.write(to: sink)
    try workers.report("printing", 1)
  }

  /// The texts of the atoms, which while they are gathered take half as much again, and may take half of the
  /// memory then.
  private func texts(_ reader: inout NGramCountsReader) throws -> AtomTexts {
    var texts = AtomTexts()
    while let atom = try reader.nextAtom() {
      texts.append(atom)
      guard texts.memory > memory / 3 else { continue }
      throw MemoryExceeded(
        limit: memory, enoughFor: "printing about \(texts.count) different atoms",
        advice: "write a file in .counts, which takes less")
    }
    return texts
  }
}

/// Lines of a table of n-grams, of which one begins as the one before it.
private struct NGramLines {
  let atoms: AtomTexts
  /// The text of the n-gram, and where that of its prefix of each length ends.
  private var text: [UInt8] = []
  private var ends = InlineArray<9, Int>(repeating: 0)
  private var bytes: [UInt8] = []

  private static let size = 64 << 10

  init(_ atoms: AtomTexts) { self.atoms = atoms }

  var isFull: Bool { bytes.count >= Self.size }

  /// Appends the line of the n-gram that is the first `length` - 1 atoms of the one before, and one more.
  mutating func append(_ atom: UInt32, length: Int, count: Int) {
    text.removeSubrange(ends[length - 1]...)
    text += atoms[Int(atom)]
    ends[length] = text.count
    bytes += text
    bytes.append(0x09)
    append(decimal: count)
    bytes.append(0x0A)
  }

  private mutating func append(decimal number: Int) {
    let start = bytes.count
    var rest = number
    repeat {
      bytes.append(UInt8(0x30 + rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  mutating func write(to sink: ByteSink) throws(SystemError) {
    try sink.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
