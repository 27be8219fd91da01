import WordMineBase
import WordMineText

/// Subtracts the counts of part of a text from those of the whole. The result is, byte for byte, what counting the
/// rest would give.
package struct NGramSubtraction {
  /// Only the interrupt and the progress are used.
  package var workers: Workers

  package init(workers: Workers = Workers()) { self.workers = workers }

  /// Writes the counts of the whole without those of the part. Both are read twice.
  ///
  /// - Throws: `InputError` if a file is damaged, if their orders or scripts differ, or if the part counts more of
  ///   an n-gram than the whole; `Interrupted`.
  /// - Complexity: O(windows); the atoms are held in memory.
  package func subtract(
    _ part: () throws -> ByteSource, from whole: () throws -> ByteSource, to sink: ByteSink
  ) throws {
    let phases = workers.split("subtracting", into: 2)
    // Every atom of a text begins a window, so those that begin none are left out.
    var pair = try CountsPair(whole(), part())
    var isLeft = Array(repeating: false, count: pair.atoms.texts.count + 1)
    try pair.visitDifferences(phases[0]) { isLeft[Int($0.atom(0))] = true }

    pair = try CountsPair(whole(), part())
    var writer = try NGramCountsWriter(pair.header, to: sink)
    var ranks: [UInt32] = [0]
    var rank: UInt32 = 0
    for atom in isLeft.indices.dropFirst() {
      if isLeft[atom] {
        try writer.write(atom: Array(pair.atoms.texts[atom]))
        rank += 1
      }
      ranks.append(rank)
    }
    try writer.endAtoms()
    try pair.visitDifferences(phases[1]) { try writer.write($0.renumbered(ranks.span)) }
    try writer.end()
  }
}

/// The windows of two counts files, side by side.
private struct CountsPair: ~Copyable {
  let atoms: JointAtoms
  let header: NGramCountsFormat.Header
  private var whole: NGramCountsReader
  private var part: NGramCountsReader

  init(_ whole: consuming ByteSource, _ part: consuming ByteSource) throws {
    var first = try NGramCountsReader(whole)
    var second = try NGramCountsReader(part)
    try second.header.requireSame(as: first.header, of: second.name, first.name)
    let atoms = try JointAtoms(&first, &second)
    self.atoms = atoms
    header = first.header
    self.whole = first
    self.part = second
  }

  /// Calls `body` with each window of which the whole has more than the part, with the difference.
  mutating func visitDifferences(
    _ workers: Workers, _ body: (MergeWindow) throws -> Void
  ) throws {
    var check = InterruptCheck(workers)
    var taken = try nextTaken()
    while let window = try whole.next() {
      var left = MergeWindow(window, ranks: atoms.firstRanks.span)
      try check.step("subtracting", Int(left.atom(0)), of: atoms.texts.count)
      if taken.precedes(left) { throw isNoPart(taken) }
      if taken.isSame(as: left) {
        left.count -= taken.count
        if left.count < 0 { throw isNoPart(taken) }
        taken = try nextTaken()
      }
      if left.count > 0 { try body(left) }
    }
    if !taken.isEnd { throw isNoPart(taken) }
    try workers.report("subtracting", 1)
  }

  private mutating func nextTaken() throws(InputError) -> MergeWindow {
    guard let window = try part.next() else { return .end }
    return MergeWindow(window, ranks: atoms.secondRanks.span)
  }

  private func isNoPart(_ window: MergeWindow) -> InputError {
    var text: [UInt8] = []
    for index in 0..<NGramWindow.longest where window.atom(index) != 0 {
      text += atoms.texts[Int(window.atom(index))]
    }
    return InputError(
      .mismatch(
        "counts \"\(String(decoding: text, as: UTF8.self))\" more often than \(whole.name) does, so it is not part of it"
      ),
      at: SourcePosition(source: part.name))
  }
}
