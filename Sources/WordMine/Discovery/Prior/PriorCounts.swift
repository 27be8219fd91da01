import WordMineBase
import WordMineText

/// The counts of other text, to be added to those of a corpus.
///
/// Their sum is kept in a temporary file, which can be read in either direction.
package struct PriorCounts: Sendable {
  private let file: TemporaryFile
  private let memory: Int
  private let directory: String
  /// The atoms, folded, with their counts.
  let atoms: [(text: [UInt8], count: Int)]

  /// - Parameters:
  ///   - sources: Functions that each open a counts file of order 5 or more.
  ///   - script: The script that the corpus is folded to; the counts must be folded alike.
  ///   - memory: The memory for sorting, in bytes.
  /// - Throws: `InputError` if a file is damaged, or has too small an order or another script;
  ///   `Interrupted`.
  package init(
    _ sources: [() throws -> ByteSource], script: Script, memory: Int, directory: String,
    workers: Workers = Workers()
  ) throws {
    let wanted = AtomSequence.longestWord + 1
    for source in sources {
      let reader = try NGramCountsReader(try source())
      let header = reader.header
      guard header.order >= wanted else {
        throw InputError(
          .mismatch(
            "counts of order \(header.order); discovery needs n-grams up to order \(wanted)"),
          at: SourcePosition(source: reader.name))
      }
      guard header.script == script else {
        throw InputError(
          .mismatch(
            "counts of script \(header.script.rawValue) cannot join a text of script "
              + "\(script.rawValue)"), at: SourcePosition(source: reader.name))
      }
    }
    file = try TemporaryFile(in: directory)
    let sink = ByteSink.temporary(file)
    let phases = workers.split("reading counts", into: 2)
    try NGramMerge(directory: directory, workers: phases[0]).merge(sources, to: sink)
    try sink.close()
    (self.memory, self.directory) = (memory, directory)
    atoms = try Self.atoms(file, phases[1])
  }

  private static func atoms(
    _ file: TemporaryFile, _ workers: Workers
  ) throws -> [(text: [UInt8], count: Int)] {
    var reader = try NGramCountsReader(try file.source())
    var atoms = try reader.atoms().map { (text: $0, count: 0) }
    try forEachWindow(&reader, atoms: atoms.count, workers) { window in
      atoms[Int(window.atoms[0]) - 1].count += window.count
    }
    return atoms
  }

  /// Calls `body` with the windows of a file, reporting progress by their first atoms.
  private static func forEachWindow(
    _ reader: inout NGramCountsReader, atoms: Int, _ workers: Workers,
    _ body: (NGramWindow) throws -> Void
  ) throws {
    var windows = 0
    while let window = try reader.next() {
      if windows & 0xFFFF == 0 {
        try workers.report("reading counts", Double(window.atoms[0] - 1) / Double(atoms))
      }
      windows &+= 1
      try body(window)
    }
    try workers.report("reading counts", 1)
  }

  /// The strings in one direction, sorted by ids.
  ///
  /// - Parameters:
  ///   - ids: The ids of the atoms.
  ///   - bits: The number of bits of an id.
  /// - Throws: `SystemError` if a temporary file cannot be written; `Interrupted`.
  /// - Complexity: O(strings · log).
  func records(
    _ direction: BranchingEntropy.Direction, ids: [UInt32], bits: Int,
    workers: Workers = Workers()
  ) throws -> () throws -> PriorRecords.Record? {
    precondition(5 * bits + ContextRecord.lowestBit <= 128, "\(bits) bits an atom")
    var sort = RecordSort(memory: memory / 2, directory: directory, workers: workers)
    if direction == .right {
      try forEachString(ids, workers) { string, count, isWhole in
        if isWhole { try sort.append(Self.record(string, count, bits)) }
      }
    } else {
      let passes = workers.split("reading counts", into: 2)
      try forEachString(ids, passes[0]) { string, count, _ in
        if string.count > AtomSequence.longestWord {
          try sort.append(Self.record(string.reversed(), count, bits))
        }
      }
      try forEachBeginning(ids, bits, passes[1]) { string, count in
        try sort.append(Self.record(string.reversed(), count, bits))
      }
    }
    let next = try sort.sorted()
    let shift = UInt128(4 * bits + ContextRecord.lowestBit)
    return {
      try next().map { (UInt32(truncatingIfNeeded: $0 >> shift), $0 & ((1 << shift) - 1)) }
    }
  }

  /// The record of the atoms that follow, below the id of the bucket.
  private static func record(_ string: [UInt32], _ count: Int, _ bits: Int) -> UInt128 {
    func atom(_ index: Int) -> UInt64 { index < string.count ? UInt64(string[index]) : 0 }
    let record = ContextRecord.text(
      atom(1), atom(2), atom(3), atom(4), bits: UInt64(bits),
      position: min(count, Int(UInt32.max)))
    return UInt128(string[0]) << UInt128(4 * bits + ContextRecord.lowestBit) | record
  }

  /// Calls `body` with all strings of one to five atoms and their counts; `isWhole` where the
  /// string is the longest at its place: five atoms, or up to a border.
  private func forEachString(
    _ ids: [UInt32], _ workers: Workers,
    _ body: ([UInt32], Int, _ isWhole: Bool) throws -> Void
  ) throws {
    var reader = try NGramCountsReader(try file.source())
    let longest = AtomSequence.longestWord + 1
    var open: [UInt32] = []
    var (counts, wholes) = ([Int](), [Int]())
    func close(to length: Int) throws {
      while open.count > length {
        let string = open.map { ids[Int($0)] }
        let (count, whole) = (counts.removeLast(), wholes.removeLast())
        if whole > 0 { try body(string, whole, true) }
        if count > whole { try body(string, count - whole, false) }
        open.removeLast()
      }
    }
    try Self.forEachWindow(&reader, atoms: atoms.count, workers) { window in
      let length = min(longest, window.length)
      var shared = 0
      while shared < min(open.count, length), open[shared] == window.atoms[shared] { shared += 1 }
      try close(to: shared)
      while open.count < length {
        open.append(window.atoms[open.count])
        counts.append(0)
        wholes.append(0)
      }
      for index in 0..<length { counts[index] += window.count }
      wholes[length - 1] += window.count
    }
    try close(to: 0)
  }

  /// Calls `body` with the strings of one to four atoms that begin clauses, and how often they do.
  ///
  /// That is the count of a string minus the counts of all strings that extend it by one atom to
  /// the left.
  private func forEachBeginning(
    _ ids: [UInt32], _ bits: Int, _ workers: Workers, _ body: ([UInt32], Int) throws -> Void
  ) throws {
    // From the highest bit: the atoms, their number, 1 if the count is to be subtracted, the count.
    var sort = RecordSort(memory: memory / 2, directory: directory, workers: workers)
    let longest = AtomSequence.longestWord
    func append(_ string: ArraySlice<UInt32>, _ count: Int, isLess: Bool) throws {
      var key: UInt128 = 0
      for index in 0..<longest {
        let id = index < string.count ? string[string.startIndex + index] : 0
        key = key << UInt128(bits) | UInt128(id)
      }
      key = (key << 3 | UInt128(string.count)) << 1 | (isLess ? 1 : 0)
      try sort.append(key << 32 | UInt128(min(count, Int(UInt32.max))))
    }
    try forEachString(ids, workers) { string, count, _ in
      if string.count <= longest { try append(string[...], count, isLess: false) }
      if string.count > 1 { try append(string.dropFirst(), count, isLess: true) }
    }
    let next = try sort.sorted()
    var (key, rest) = (UInt128(0), 0)
    func end() throws {
      guard rest > 0 else { return }
      let length = Int(key & 7)
      let atoms = (0..<length).map { index in
        UInt32(
          truncatingIfNeeded: key >> UInt128(3 + bits * (longest - 1 - index)) & ((1 << bits) - 1))
      }
      try body(atoms, rest)
    }
    var check = InterruptCheck(workers)
    while let record = try next() {
      try check.step()
      if record >> 33 != key {
        try end()
        (key, rest) = (record >> 33, 0)
      }
      let count = Int(UInt32(truncatingIfNeeded: record))
      rest += record >> 32 & 1 == 0 ? count : -count
    }
    try end()
  }
}

/// Prior counts, with the ids of their atoms.
struct PriorStrings: Sendable {
  let counts: PriorCounts
  /// Ids by rank; 0 for the border.
  let ids: [UInt32]
}

extension PriorCounts {
  /// The codes of the atoms, adding unknown runs to the text.
  func codes(in text: inout AtomText) -> [UInt32] {
    let table = CharacterTable.standard
    return atoms.map { atom in
      let scalars = Array(String(decoding: atom.text, as: UTF8.self).unicodeScalars)
      if scalars.count == 1, table.characterClass(of: scalars[0].value) == .character {
        return scalars[0].value
      }
      return text.intern(run: atom.text)
    }
  }
}
