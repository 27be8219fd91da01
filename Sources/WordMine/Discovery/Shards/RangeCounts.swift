import WordMineBase
import WordMineText

/// The strings of a part of a corpus in one direction, by ranges of atoms.
///
/// A string is in the range of its first atom or, to the left, of its last one, so that all that continues a
/// string is in one range. The body of the file is the number of atoms, and a counts file that lists none: the
/// ranks are the ids.
enum RangeCounts {
  /// Writes the strings of each range to a file.
  ///
  /// - Parameter open: Opens the file of a range.
  /// - Throws: `SystemError`; `Interrupted`.
  static func write(
    _ counts: DirectedCounts, _ plan: ShardPlan, workers: Workers,
    to open: (Int) throws -> ByteSink
  ) throws {
    var reader = try counts.reader()
    let header = reader.header
    func begin(_ range: Int) throws -> (NGramCountsWriter, ByteSink) {
      let sink = try open(range)
      return (
        try self.begin(
          plan.header(.counts, part: range, counts.direction), atoms: plan.stages.atoms.count - 1,
          header, to: sink), sink
      )
    }
    var range = 0
    var (writer, sink) = try begin(range)
    func end(_ writer: inout NGramCountsWriter, _ sink: ByteSink) throws {
      try writer.end()
      try sink.flush()
    }
    var check = InterruptCheck(workers)
    while let window = try reader.next() {
      try check.step()
      while Int(counts.ids[Int(window.atoms[0])]) >= plan.ids(range).upperBound {
        try end(&writer, sink)
        range += 1
        (writer, sink) = try begin(range)
      }
      try writer.write(MergeWindow(window, ranks: counts.ids.span))
    }
    try end(&writer, sink)
    for range in plan.starts.indices.dropFirst(range + 1) {
      (writer, sink) = try begin(range)
      try end(&writer, sink)
    }
  }

  private static func begin(
    _ header: ShardFile.Header, atoms: Int, _ counts: NGramCountsFormat.Header, to sink: ByteSink
  ) throws -> NGramCountsWriter {
    try begin(header, atoms: atoms, to: sink)
    let writer = try NGramCountsWriter(counts, to: sink)
    try writer.endAtoms()
    return writer
  }

  private static func begin(
    _ header: ShardFile.Header, atoms: Int, to sink: ByteSink
  ) throws {
    try ShardFile.begin(header, sink)
    var bytes: [UInt8] = []
    bytes.append(number: atoms)
    try sink.write(bytes)
  }

  /// - Throws: `InputError` unless it is a file of counts.
  static func reader(
    _ source: consuming ByteSource
  ) throws(InputError) -> NGramCountsReader {
    var input = try ShardFile.open(source, .counts, of: nil)
    let atoms = try input.body.number(below: 1 << ShortGram.bits)
    return try NGramCountsReader(input.body, unlistedAtoms: atoms)
  }

  /// The counts of a file.
  ///
  /// - Throws: `InputError` unless it was made with the plan.
  static func read(
    _ source: RereadableSource, _ plan: ShardPlan
  ) throws(InputError) -> (header: ShardFile.Header, counts: DirectedCounts) {
    var input = try ShardFile.open(source.open(), .counts, of: plan)
    let header = input.header
    let atoms = try input.body.number(below: 1 << ShortGram.bits)
    guard let direction = header.direction, plan.starts.indices.contains(header.part),
      atoms == plan.stages.atoms.count - 1
    else { throw input.body.error(.damaged("the header makes no sense")) }
    let counts = DirectedCounts(direction, atoms: plan.stages.atoms) {
      try reader(source.open())
    }
    return (header, counts)
  }

  /// Writes the sum of files of one range, at most `NGramMerge.fanIn`.
  ///
  /// - Throws: `InputError` if one is damaged; `Interrupted`.
  static func merge(
    _ sources: [() throws -> ByteSource], _ header: ShardFile.Header, to sink: ByteSink,
    workers: Workers
  ) throws {
    let atoms = try reader(sources[0]()).unlistedAtoms ?? 0
    try begin(header, atoms: atoms, to: sink)
    try NGramMerge(directory: "", workers: workers).merge(
      readers: sources.map { source in { try reader(source()) } }, to: sink)
  }
}
