import WordMineBase
import WordMineText

/// Counts the n-grams of a text exactly, in bounded memory.
///
/// Atoms are gathered until the memory is used up; then their windows are sorted and written to a
/// temporary counts file, and gathering begins anew. At the end the files are merged.
///
///     var counter = NGramCounter(.init(order: 4))
///     try reader.readAtoms { block, atoms in try counter.add(atoms, endsInput: block.isLast) }
///     try counter.finish(to: sink)
package struct NGramCounter {
  /// What is counted, and with what means.
  package struct Configuration: Sendable {
    /// The longest n-gram, 1 to 8.
    package var order = 4
    package var script = Script.asIs
    package var workers = Workers()
    /// The memory that may be used, in bytes.
    package var memory = Int.max
    /// The directory of temporary files.
    package var directory = "/tmp"

    package init(order: Int = 4) { self.order = order }
  }

  /// The least memory with which counting works, in bytes.
  package static let minimumMemory = 48 << 20

  package let configuration: Configuration
  private let normalizer: Normalizer
  private var text = AtomText()
  private var runs: [TemporaryFile] = []
  private var countsIDs = false

  /// - Precondition: The order is 1 to 8.
  package init(_ configuration: Configuration = Configuration()) {
    precondition(
      (1...NGramWindow.longest).contains(configuration.order), "order \(configuration.order)")
    self.configuration = configuration
    normalizer = Normalizer(configuration.script)
    text.reserve(min(Self.reserved, budget / Self.bytesPerUnit(keyWidth: 64)))
  }

  /// Counts ids in place of characters; the atoms of the counts file are their bytes, highest first.
  static func ofIDs(_ configuration: Configuration) -> NGramCounter {
    var counter = NGramCounter(configuration)
    counter.countsIDs = true
    return counter
  }

  /// Adds the clauses of a text of ids, forwards or backwards.
  mutating func add(_ text: AtomSequence, backwards: Bool) throws {
    let range = text.range
    var codes: [UInt32] = []
    codes.reserveCapacity(range.count + 1)
    if backwards {
      for position in range.reversed() { codes.append(UInt32(text.ids[position])) }
    } else {
      for position in range { codes.append(UInt32(text.ids[position])) }
    }
    self.text.append(codes: codes)
    if isFull { try spill() }
  }

  private func fold(_ code: UInt32) -> [UInt8] {
    countsIDs ? LittleEndian.bytes(code).reversed() : normalizer.fold(text.text(of: code))
  }

  /// Adds the atoms of the next block.
  ///
  /// - Throws: `SystemError` if a temporary file cannot be written.
  package mutating func add(_ block: TokenizedBlock, endsInput: Bool) throws {
    text.append(block)
    if endsInput { text.endClause() }
    if isFull { try spill() }
  }

  /// Writes the counts of everything that was added, as a counts file.
  ///
  /// - Throws: `SystemError` if a file cannot be written; `Interrupted`.
  package mutating func finish(to sink: ByteSink) throws {
    text.endClause()
    if runs.isEmpty, try writeRun(of: text, to: sink, stage: "sorting") { return }
    if !text.units.isEmpty { try spill() }
    text = AtomText()
    let sources = runs.map { run in { try run.source() } }
    try NGramMerge(directory: configuration.directory, workers: configuration.workers)
      .merge(sources, to: sink)
    runs = []
  }

  /// Memory that is used besides the atoms and their keys: buffers, tables, the program itself.
  private static let overhead = 16 << 20

  /// Room that is kept for units from the beginning: it costs addresses, memory only when they
  /// come, and then they need not be moved to a larger place.
  private static let reserved = 1 << 26

  private var budget: Int { max(configuration.memory - Self.overhead, Self.minimumMemory / 4) }

  /// A unit takes 2 bytes, then a key; a bucket is sorted with as much again, and encoded results
  /// wait to be written.
  private static func bytesPerUnit(keyWidth: Int) -> Int { 2 + keyWidth / 8 + 1 }

  /// A distinct run takes its text as written and as folded, an array each, its ids and their order.
  private static let bytesPerRun = 240

  private var isFull: Bool {
    let needed =
      Self.bytesPerUnit(keyWidth: keyWidth) * text.units.count + text.runs.memory
      + Self.bytesPerRun * text.runs.count
    return needed > budget || keyWidth > 128 || text.units.count > 1 << 30
  }

  /// The bits of a key, estimated from the number of atoms that may be distinct.
  private var keyWidth: Int {
    let atoms = text.runs.count + min(text.units.count, 100_000)
    let needed = (configuration.order - 1) * (Int.bitWidth - atoms.leadingZeroBitCount)
    return needed <= 64 ? 64 : needed <= 128 ? 128 : needed
  }

  /// Writes the windows of the gathered atoms to temporary files.
  ///
  /// If a clause goes on in the next block, the atoms that begin no window yet stay.
  private mutating func spill() throws {
    try spill(text)
    text.removeAll(keepingLast: configuration.order - 1)
  }

  /// Writes one file, or one for each part if the text has too many distinct atoms for a key.
  private mutating func spill(_ text: AtomText) throws {
    let file = try TemporaryFile(in: configuration.directory, expecting: 2 * text.units.count)
    let sink = ByteSink.temporary(file)
    if try writeRun(of: text, to: sink) {
      try sink.close()
      runs.append(file)
    } else {
      let (first, second) = text.halves(sharing: configuration.order - 1)
      try spill(first)
      try spill(second)
    }
  }

  /// Writes the windows of a text.
  ///
  /// - Parameter stage: The name under which progress is reported; `nil`: no reports.
  /// - Returns: `false`, with nothing written, if its atoms are too many for the widest key.
  private func writeRun(
    of text: AtomText, to sink: ByteSink, stage: String? = nil
  ) throws -> Bool {
    let workers = configuration.workers
    let chunks = text.chunks(workers.threads)
    let vocabulary = try AtomVocabulary(text, folding: fold, chunks: chunks, workers: workers)
    guard (configuration.order - 1) * vocabulary.bits <= UInt128.bitWidth else { return false }
    var writer = try NGramCountsWriter(
      .init(order: configuration.order, script: configuration.script), to: sink)
    for atom in vocabulary.texts { try writer.write(atom: atom) }
    try writer.endAtoms()
    if (configuration.order - 1) * vocabulary.bits <= 64 {
      let sort = try NGramSort<UInt64>(
        text, vocabulary, order: configuration.order, chunks: chunks, workers: workers)
      try write(sort, to: &writer, stage: stage)
    } else {
      let sort = try NGramSort<UInt128>(
        text, vocabulary, order: configuration.order, chunks: chunks, workers: workers)
      try write(sort, to: &writer, stage: stage)
    }
    try writer.end()
    return true
  }

  private func write<Key>(
    _ sort: NGramSort<Key>, to writer: inout NGramCountsWriter, stage: String?
  ) throws {
    let groups = sort.groups()
    let batch = configuration.workers.threads * 4
    for start in stride(from: 0, to: groups.count, by: batch) {
      let part = groups[start..<min(groups.count, start + batch)]
      let runs = try parallelMap(
        part.count, on: configuration.workers, worker: { try sort.worker() },
        { worker, index in sort.encodedWindows(ranks: part[part.startIndex + index], &worker) })
      for (run, ranks) in zip(runs, part) { try writer.write(run, total: sort.total(ranks)) }
      if let stage {
        try configuration.workers.report(stage, Double(part.endIndex) / Double(groups.count))
      }
    }
  }
}
