import WordMineBase
import WordMineText

/// Adds up counts files: a merge of sorted streams, in bounded memory.
package struct NGramMerge {
  /// How many files are merged at once; more are merged in rounds.
  package static let fanIn = 32

  /// Where rounds in between are kept.
  package var directory: String
  /// Only the interrupt and the progress: files are merged on the caller's thread.
  package var workers: Workers

  package init(directory: String, workers: Workers = Workers()) {
    self.directory = directory
    self.workers = workers
  }

  /// Writes the sum of the counts of all sources.
  ///
  /// - Parameter sources: Each opens one counts file.
  /// - Throws: `InputError` if a file is damaged, or its order or script differ from the first's,
  ///   or if all counts add up to 2⁴⁸ or more; `Interrupted`.
  /// - Complexity: O(windows · log sources) for each round.
  package func merge(
    _ sources: [() throws -> ByteSource], to sink: ByteSink
  ) throws {
    guard sources.count > Self.fanIn else { return try mergeOnce(sources, to: sink, workers) }
    let rounds = workers.split("merging", into: 2)
    let parts = rounds[0].split("merging", into: (sources.count + Self.fanIn - 1) / Self.fanIn)
    let merged = try parts.enumerated().map { index, workers in
      let start = index * Self.fanIn
      let file = try TemporaryFile(in: directory)
      let part = ByteSink.temporary(file)
      try mergeOnce(
        Array(sources[start..<min(sources.count, start + Self.fanIn)]), to: part, workers)
      try part.close()
      return { () throws -> ByteSource in try file.source() }
    }
    try NGramMerge(directory: directory, workers: rounds[1]).merge(merged, to: sink)
  }

  private func mergeOnce(
    _ sources: [() throws -> ByteSource], to sink: ByteSink, _ workers: Workers
  ) throws {
    let inputs = try sources.map { MergeInput(try NGramCountsReader(try $0())) }
    try mergeOnce(inputs, to: sink, workers)
  }

  /// Writes the sum of at most `fanIn` files, behind what was written before.
  func merge(readers: [() throws -> NGramCountsReader], to sink: ByteSink) throws {
    try mergeOnce(readers.map { MergeInput(try $0()) }, to: sink, workers)
  }

  private func mergeOnce(
    _ inputs: [MergeInput], to sink: ByteSink, _ workers: Workers
  ) throws {
    guard let header = inputs.first?.reader.header else { return }
    for input in inputs {
      try input.reader.header.requireSame(as: header, of: input.reader.name, inputs[0].reader.name)
    }
    var writer = try NGramCountsWriter(header, to: sink)
    let atoms = try mergeAtoms(inputs, into: &writer, workers)
    try mergeWindows(inputs, atoms: atoms, into: &writer, workers)
    guard writer.total < NGramCountsFormat.limit else {
      throw InputError(
        .mismatch(
          "with these counts, the sum is \(writer.total); a counts file holds less than "
            + "\(NGramCountsFormat.limit)"),
        at: SourcePosition(source: inputs[inputs.count - 1].reader.name))
    }
    try writer.end()
  }

  /// - Returns: The number of atoms.
  private func mergeAtoms(
    _ inputs: [MergeInput], into writer: inout NGramCountsWriter, _ workers: Workers
  ) throws -> Int {
    if let count = inputs[0].reader.unlistedAtoms {
      for input in inputs { input.ranks = Array(0...UInt32(count)) }
      try writer.endAtoms()
      return count
    }
    var check = InterruptCheck(workers, every: 1 << 12)
    for input in inputs { try input.nextAtom() }
    var rank: UInt32 = 0
    while let least = inputs.compactMap(\.atom).min(by: { $0.lexicographicallyPrecedes($1) }) {
      try check.step()
      rank += 1
      try writer.write(atom: least)
      for input in inputs where input.atom == least {
        input.ranks.append(rank)
        try input.nextAtom()
      }
    }
    try writer.endAtoms()
    return Int(rank)
  }

  /// Progress is reported by the first atoms of the windows, which ascend.
  private func mergeWindows(
    _ inputs: [MergeInput], atoms: Int, into writer: inout NGramCountsWriter, _ workers: Workers
  ) throws {
    var batches = inputs.map(MergeBatch.init)
    var tree = MergeTree(try batches.indices.map { try batches[$0].next() })
    var sum = tree.least
    if sum.isEnd { return }
    sum.count = 0
    var written = 0
    while !tree.least.isEnd {
      if tree.least.isSame(as: sum) {
        sum.count += tree.least.count
      } else {
        if written & 0xFFFF == 0 {
          try workers.report("merging", Double(sum.atom(0) - 1) / Double(atoms))
        }
        written &+= 1
        try writer.write(sum)
        sum = tree.least
      }
      tree.replaceLeast(with: try batches[tree.source].next())
    }
    try writer.write(sum)
    try workers.report("merging", 1)
  }
}

/// One file of a merge.
private final class MergeInput {
  var reader: NGramCountsReader
  var atom: [UInt8]?
  /// The ranks in the result, by those in the file.
  var ranks: [UInt32] = [0]

  init(_ reader: consuming NGramCountsReader) { self.reader = reader }

  func nextAtom() throws { atom = try reader.nextAtom() }

  func read(_ count: Int, into windows: inout [MergeWindow]) throws {
    try reader.read(count, ranks: ranks, into: &windows)
  }
}

/// The windows of one file that were read last.
private struct MergeBatch {
  private let input: MergeInput
  private var windows: [MergeWindow] = []
  private var taken = 0
  private static let size = 512

  init(_ input: MergeInput) { self.input = input }

  /// The next window; `MergeWindow.end` after the last.
  @inline(__always) mutating func next() throws -> MergeWindow {
    if taken == windows.count { try refill() }
    if windows.isEmpty { return .end }
    defer { taken &+= 1 }
    return windows[taken]
  }

  private mutating func refill() throws {
    windows.removeAll(keepingCapacity: true)
    try input.read(Self.size, into: &windows)
    taken = 0
  }
}

extension NGramCountsReader {
  /// Reads as many windows, or as many as there are.
  fileprivate mutating func read(
    _ count: Int, ranks: [UInt32], into windows: inout [MergeWindow]
  ) throws(InputError) {
    while windows.count < count, let window = try next() {
      windows.append(MergeWindow(window, ranks: ranks.span))
    }
  }
}
