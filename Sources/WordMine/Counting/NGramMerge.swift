import WordMineText

/// Adds up counts files: a merge of sorted streams, in bounded memory.
public struct NGramMerge {
  /// How many files are merged at once; more are merged in rounds.
  public static let fanIn = 32

  /// Where rounds in between are kept.
  public var directory: String

  public init(directory: String) { self.directory = directory }

  /// Writes the sum of the counts of all sources.
  ///
  /// - Parameter sources: Each opens one counts file.
  /// - Throws: `InputError` if a file is damaged, or its order or script differ from the first's.
  /// - Complexity: O(windows · log sources) for each round.
  public func merge(
    _ sources: [() throws -> ByteSource], to sink: ByteSink
  ) throws {
    guard sources.count > Self.fanIn else { return try mergeOnce(sources, to: sink) }
    var merged: [() throws -> ByteSource] = []
    for start in stride(from: 0, to: sources.count, by: Self.fanIn) {
      let file = try TemporaryFile(in: directory)
      let part = ByteSink.temporary(file)
      try mergeOnce(Array(sources[start..<min(sources.count, start + Self.fanIn)]), to: part)
      try part.close()
      merged.append { try file.source() }
    }
    try merge(merged, to: sink)
  }

  private func mergeOnce(_ sources: [() throws -> ByteSource], to sink: ByteSink) throws {
    let inputs = try sources.map { MergeInput(try NGramCountsReader(try $0())) }
    guard let header = inputs.first?.reader.header else { return }
    for input in inputs where input.reader.header != header {
      let (found, wanted) = (input.reader.header, header)
      throw InputError(
        .mismatch(
          "counts of order \(found.order), script \(found.script.rawValue), cannot be added to "
            + "counts of order \(wanted.order), script \(wanted.script.rawValue), in "
            + inputs[0].reader.name),
        at: SourcePosition(source: input.reader.name))
    }
    var writer = try NGramCountsWriter(header, to: sink)
    try mergeAtoms(inputs, into: &writer)
    try mergeWindows(inputs, into: &writer)
    try writer.end()
  }

  private func mergeAtoms(_ inputs: [MergeInput], into writer: inout NGramCountsWriter) throws {
    for input in inputs { try input.nextAtom() }
    var rank: UInt32 = 0
    while let least = inputs.compactMap(\.atom).min(by: { $0.lexicographicallyPrecedes($1) }) {
      rank += 1
      try writer.write(atom: least)
      for input in inputs where input.atom == least {
        input.ranks.append(rank)
        try input.nextAtom()
      }
    }
    try writer.endAtoms()
  }

  private func mergeWindows(_ inputs: [MergeInput], into writer: inout NGramCountsWriter) throws {
    var heap = MergeHeap()
    for (index, input) in inputs.enumerated() {
      if let window = try input.nextWindow() { heap.push(window, from: index) }
    }
    var sum: NGramWindow?
    while let (window, index) = heap.top {
      if var current = sum, !NGramWindow.precedes(current, window) {
        current.count += window.count
        sum = current
      } else {
        if let done = sum { try writer.write(done) }
        sum = window
      }
      heap.replaceTop(with: try inputs[index].nextWindow())
    }
    if let done = sum { try writer.write(done) }
  }
}

/// One file of a merge, with its ranks mapped to those of the result.
private final class MergeInput {
  var reader: NGramCountsReader
  var atom: [UInt8]?
  var ranks: [UInt32] = [0]

  init(_ reader: consuming NGramCountsReader) { self.reader = reader }

  func nextAtom() throws { atom = try reader.nextAtom() }

  func nextWindow() throws -> NGramWindow? {
    guard var window = try reader.next() else { return nil }
    for index in 0..<NGramWindow.longest {
      if window.atoms[index] == 0 { break }
      window.atoms[index] = ranks[Int(window.atoms[index])]
    }
    return window
  }
}

/// The next window of each file, least first; equal windows in the order of the files.
private struct MergeHeap {
  private var entries: [(window: NGramWindow, source: Int)] = []

  var top: (window: NGramWindow, source: Int)? { entries.first }

  mutating func push(_ window: NGramWindow, from source: Int) {
    entries.append((window, source))
    var child = entries.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// The file of the top gives its next window, or ends.
  mutating func replaceTop(with window: NGramWindow?) {
    if let window {
      entries[0].window = window
    } else {
      entries.swapAt(0, entries.count - 1)
      entries.removeLast()
    }
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < entries.count {
        if precedes(child, least) { least = child }
      }
      if least == parent { return }
      entries.swapAt(parent, least)
      parent = least
    }
  }

  private func precedes(_ one: Int, _ other: Int) -> Bool {
    if NGramWindow.precedes(entries[one].window, entries[other].window) { return true }
    if NGramWindow.precedes(entries[other].window, entries[one].window) { return false }
    return entries[one].source < entries[other].source
  }
}
