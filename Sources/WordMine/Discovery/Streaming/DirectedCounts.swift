import WordMineText

/// The strings of up to five atoms of a corpus in one direction, counted in bounded memory.
struct DirectedCounts: Sendable {
  let direction: BranchingEntropy.Direction
  private let file: TemporaryFile
  /// The ids by rank; 0 for the border.
  let ids: [UInt32]

  /// - Complexity: O(atoms · log) time.
  init<ID: AtomID>(
    _ corpus: CorpusChunks, _ atoms: DiscoveryAtoms, as _: ID.Type,
    _ direction: BranchingEntropy.Direction, memory: Int
  ) throws {
    var configuration = NGramCounter.Configuration(order: BranchingEntropy.longest + 1)
    configuration.memory = memory
    configuration.directory = corpus.configuration.directory
    var counter = NGramCounter.ofIDs(configuration)
    try corpus.forEach { chunk in
      let text = DiscoveryText<ID>(chunk, atoms)
      try counter.add(text, backwards: direction == .left)
    }
    file = try TemporaryFile(in: configuration.directory)
    let sink = ByteSink.temporary(file)
    try counter.finish(to: sink)
    try sink.close()
    self.direction = direction
    var reader = try NGramCountsReader(try file.source())
    ids = try [0] + reader.atoms().map { bytes in bytes.reduce(0) { $0 << 8 | UInt32($1) } - 1 }
  }

  func reader() throws -> NGramCountsReader { try NGramCountsReader(try file.source()) }
}

/// Strings that were counted elsewhere, as records of one bucket after the other.
final class BackgroundRecords {
  private var reader: NGramCountsReader
  private let ids: [UInt32]
  private let bits: UInt64
  /// The next record, and the bucket it belongs to.
  private var pending: (id: UInt32, record: UInt128)?
  private var bucket: UInt32 = 0

  init(_ counts: DirectedCounts, bits: Int) throws {
    reader = try counts.reader()
    ids = counts.ids
    self.bits = UInt64(bits)
    try read()
  }

  /// Goes on to the records of another bucket; buckets come in ascending order.
  func begin(_ id: Int) { bucket = UInt32(id) }

  private func read() throws {
    guard let window = try reader.next() else { return pending = nil }
    func id(_ index: Int) -> UInt64 { UInt64(ids[Int(window.atoms[index])]) }
    let record = RunRecord.text(
      id(1), id(2), id(3), id(4), bits: bits, position: min(window.count, Int(UInt32.max)))
    pending = (ids[Int(window.atoms[0])], record)
  }

  /// The next record of the bucket, if it comes before the text's record `next`; `nil` otherwise.
  @inline(__always)
  func record(before bucket: SharedArray<UInt128>.View, _ next: Int) -> UInt128? {
    guard let pending, pending.id == self.bucket else { return nil }
    if next == bucket.count { return pending.record }
    let lowest = UInt128(RunRecord.lowestBit)
    return pending.record &>> lowest <= bucket[next] &>> lowest ? pending.record : nil
  }

  func advance() throws { try read() }
}
