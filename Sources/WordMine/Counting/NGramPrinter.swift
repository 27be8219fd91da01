import WordMineBase
import WordMineText

/// Prints a counts file as a TSV: all n-grams of all orders, a prefix before what it begins.
///
/// The count of an n-gram is known only after all windows that begin with it, so each order has a
/// reading of its own, and the readings are woven together.
package struct NGramPrinter {
  private let source: () throws -> ByteSource
  private let workers: Workers
  private let memory: Int

  /// - Parameters:
  ///   - memory: What may be used, in bytes.
  ///   - workers: Only the interrupt and the progress are used.
  ///   - source: Opens the counts file; called once for each order and once for the atoms.
  package init(
    memory: Int = .max, workers: Workers = Workers(), _ source: @escaping () throws -> ByteSource
  ) {
    self.source = source
    self.memory = memory
    self.workers = workers
  }

  package static let header = "ngram\tcount\n"

  /// - Throws: `InputError` if the file is damaged; `SystemError` if the sink cannot be written;
  ///   `MemoryExceeded` if there are too many different atoms; `Interrupted`.
  /// - Complexity: O(order · windows) time; the atoms are held in memory.
  package func print(to sink: ByteSink) throws {
    var reader = try NGramCountsReader(try source())
    let order = reader.header.order
    let atoms = try texts(&reader)
    let streams = try (1...order).map { order in
      try OrderStream(NGramStream(NGramCountsReader(try source()), order: order))
    }
    try sink.write(Self.header)
    var line: [UInt8] = []
    var lines = 0
    while let next = Self.least(streams) {
      line.removeAll(keepingCapacity: true)
      guard let gram = streams[next].head else { break }
      if lines & 0xFFFF == 0 {
        try workers.report("printing", Double(gram.atoms[0] - 1) / Double(atoms.count))
      }
      lines &+= 1
      for index in 0...next { line += atoms[Int(gram.atoms[index])] }
      line.append(0x09)
      line += Array(String(gram.count).utf8)
      line.append(0x0A)
      try sink.write(line)
      try streams[next].advance()
    }
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

  /// The order whose n-gram comes next; of equal beginnings, the shorter.
  private static func least(_ streams: [OrderStream]) -> Int? {
    var least: Int?
    for (index, stream) in streams.enumerated() {
      guard let head = stream.head else { continue }
      if let current = least, let best = streams[current].head,
        !NGramWindow.precedes(head, best)
      {
        continue
      }
      least = index
    }
    return least
  }

  private final class OrderStream {
    private var stream: NGramStream
    private(set) var head: NGramWindow?

    init(_ stream: consuming NGramStream) throws {
      self.stream = stream
      head = try self.stream.next()
    }

    func advance() throws { head = try stream.next() }
  }
}
