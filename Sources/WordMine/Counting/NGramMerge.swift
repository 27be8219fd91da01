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
    for (index, input) in inputs.enumerated() where try input.nextWindow() {
      heap.push(MergeKey(input.window, source: index))
    }
    var (sum, key): (NGramWindow?, MergeKey?) = (nil, nil)
    while let top = heap.top {
      let input = inputs[top.source]
      if top.isSameWindow(as: key) {
        sum?.count += input.window.count
      } else {
        if let sum { try writer.write(sum) }
        (sum, key) = (input.window, top)
      }
      heap.replaceTop(
        with: try input.nextWindow() ? MergeKey(input.window, source: top.source) : nil)
    }
    if let sum { try writer.write(sum) }
  }
}

/// One file of a merge, with its ranks mapped to those of the result.
private final class MergeInput {
  var reader: NGramCountsReader
  var atom: [UInt8]?
  var ranks: [UInt32] = [0]
  /// The window that was read last.
  private(set) var window = NGramWindow()

  init(_ reader: consuming NGramCountsReader) { self.reader = reader }

  func nextAtom() throws { atom = try reader.nextAtom() }

  /// Reads the next window; `false` after the last.
  func nextWindow() throws -> Bool {
    guard let next = try reader.next() else { return false }
    window = next
    for index in 0..<NGramWindow.longest {
      if window.atoms[index] == 0 { break }
      window.atoms[index] = ranks[Int(window.atoms[index])]
    }
    return true
  }
}

/// What windows are ordered by: their atoms, four to a word, and then the number of their file.
private struct MergeKey {
  private let first: UInt128
  private let second: UInt128
  let source: Int

  init(_ window: NGramWindow, source: Int) {
    first = Self.pack(window, from: 0)
    second = Self.pack(window, from: 4)
    self.source = source
  }

  private static func pack(_ window: NGramWindow, from index: Int) -> UInt128 {
    let high = UInt64(window.atoms[index]) &<< 32 | UInt64(window.atoms[index + 1])
    let low = UInt64(window.atoms[index + 2]) &<< 32 | UInt64(window.atoms[index + 3])
    return UInt128(high) &<< 64 | UInt128(low)
  }

  func isSameWindow(as other: MergeKey?) -> Bool {
    other.map { first == $0.first && second == $0.second } ?? false
  }

  func precedes(_ other: MergeKey) -> Bool {
    if first != other.first { return first < other.first }
    if second != other.second { return second < other.second }
    return source < other.source
  }
}

/// The next window of each file, least first.
private struct MergeHeap {
  private var keys: [MergeKey] = []

  var top: MergeKey? { keys.first }

  mutating func push(_ key: MergeKey) {
    keys.append(key)
    var child = keys.count - 1
    while child > 0, keys[child].precedes(keys[(child - 1) / 2]) {
      keys.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// The file of the top gives its next window, or ends.
  mutating func replaceTop(with key: MergeKey?) {
    guard let moved = key ?? (keys.count > 1 ? keys[keys.count - 1] : nil) else {
      return keys.removeAll()
    }
    if key == nil { keys.removeLast() }
    var parent = 0
    while true {
      var child = 2 * parent + 1
      if child >= keys.count { break }
      if child + 1 < keys.count, keys[child + 1].precedes(keys[child]) { child += 1 }
      if moved.precedes(keys[child]) { break }
      keys[parent] = keys[child]
      parent = child
    }
    keys[parent] = moved
  }
}
