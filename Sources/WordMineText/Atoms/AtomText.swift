import WordMineBase

/// The atoms of a corpus, gathered block by block, in the form of `AtomUnits`.
package struct AtomText: Sendable {
  package private(set) var units: [UInt16] = []
  /// The distinct runs, as spelled in the text.
  package private(set) var runs = StringTable()
  /// The size in bytes of the source text.
  package private(set) var bytes = 0

  package init() {}

  /// The memory in use, in bytes.
  package var memory: Int { 2 * units.count + runs.memory }

  /// Reserves capacity for a number of units; physical memory is used only as they are added.
  package mutating func reserve(_ count: Int) { units.reserveCapacity(count) }

  /// Adds the atoms of the next block.
  ///
  /// Borders are never adjacent, so the stream does not show where blocks end.
  package mutating func append(_ block: TokenizedBlock) {
    bytes += block.bytes
    let endsWithBorder = units.last.map { $0 == AtomUnits.border } ?? true
    let skipped = endsWithBorder && block.units.first == AtomUnits.border ? 1 : 0
    let start = units.count - skipped
    units.append(contentsOf: block.units[skipped...])
    var numbers: [UInt32] = []
    numbers.reserveCapacity(block.runs.count)
    for local in 0..<block.runs.count {
      let number = runs.insert(block.runs[local].span, hash: block.runs.hash(of: local))
      numbers.append(AtomUnits.firstRun + UInt32(number))
    }
    for position in block.runPositions {
      let at = start + position
      let local = AtomUnits.next(units.span, at: at - 1).0 - AtomUnits.firstRun
      let code = numbers[Int(local)]
      (units[at], units[at + 1]) = AtomUnits.escaped(code)
    }
  }

  /// Adds atoms given as arbitrary numbers, 0 at borders, and ends the last clause.
  ///
  /// A number is stored as the code that is greater by 1.
  package mutating func append(codes: [UInt32]) {
    for code in codes {
      if code != 0 { AtomUnits.append(code + 1, to: &units) } else { endClause() }
    }
    endClause()
  }

  /// The code of a run, assigned now if the run is new.
  package mutating func intern(run: [UInt8]) -> UInt32 {
    AtomUnits.firstRun + UInt32(runs.insert(run.span))
  }

  /// Ends the last clause, as at the end of an input.
  package mutating func endClause() {
    if let last = units.last, last != AtomUnits.border { units.append(AtomUnits.border) }
  }

  /// Splits the units into about `count` parts, each of which, except possibly the last, ends with
  /// a border.
  package func chunks(_ count: Int) -> [Range<Int>] {
    let size = max(1 << 12, units.count / max(1, count) + 1)
    var chunks: [Range<Int>] = []
    var start = 0
    repeat {
      var end = min(start + size, units.count)
      while end < units.count, units[end - 1] != AtomUnits.border { end += 1 }
      chunks.append(start..<end)
      start = end
    } while start < units.count
    return chunks
  }

  /// Splits the text in the middle; runs keep their numbers.
  ///
  /// - Parameter count: If the middle is inside a clause, so many atoms at most that end the first
  ///   half also begin the second.
  package func halves(sharing count: Int) -> (first: AtomText, second: AtomText) {
    let middle = atomEnd(before: units.count / 2)
    let first = AtomText(units: Array(units[..<middle]), runs: runs)
    var rest: [UInt16] = []
    for code in first.openTail(count) { AtomUnits.append(code, to: &rest) }
    return (first, AtomText(units: rest + units[middle...], runs: runs))
  }

  /// Creates a text from units and their runs.
  package init(units: [UInt16], runs: StringTable) {
    self.units = units
    self.runs = runs
  }

  /// The position after the first border at or after `start` and before `end`; `nil` if there is none.
  package func firstBorder(from start: Int, to end: Int) -> Int? {
    guard start < units.count else { return nil }
    return units[start..<min(end, units.count)].firstIndex(of: AtomUnits.border).map { $0 + 1 }
  }

  /// The end of the last atom that is complete in the first `count` units.
  package func atomEnd(before count: Int) -> Int {
    // An atom of three units begins with an escape.
    var end = min(count, units.count)
    while end > 0, units[max(0, end - 2)..<end].contains(AtomUnits.escape) { end -= 1 }
    return end
  }

  /// Removes and returns the first units; runs keep their numbers.
  package mutating func takeUnits(_ count: Int) -> [UInt16] {
    let taken = Array(units[..<count])
    units.removeFirst(count)
    return taken
  }

  /// Removes everything except the atoms of an unfinished last clause, of which the last `count`
  /// are kept.
  package mutating func removeAll(keepingLast count: Int) {
    let tail = openTail(count).map { (code: $0, text: text(of: $0)) }
    units.removeAll(keepingCapacity: true)
    runs.removeAll()
    for (code, text) in tail {
      guard code >= AtomUnits.firstRun else {
        AtomUnits.append(code, to: &units)
        continue
      }
      let number = runs.insert(text.span)
      AtomUnits.append(AtomUnits.firstRun + UInt32(number), to: &units)
    }
  }

  /// The codes of at most `count` last atoms after the last border.
  package func openTail(_ count: Int) -> [UInt32] {
    var tail: [UInt32] = []
    var end = units.count
    while tail.count < count, end > 0, units[end - 1] != AtomUnits.border {
      let (code, start) = AtomUnits.last(units.span, before: end)
      tail.append(code)
      end = start
    }
    return tail.reversed()
  }

  /// The text of an atom as spelled in the source.
  package func text(of code: UInt32) -> [UInt8] {
    if code >= AtomUnits.firstRun { return Array(runs[Int(code - AtomUnits.firstRun)]) }
    return Unicode.Scalar(code).map { Array(String(Character($0)).utf8) } ?? []
  }
}
