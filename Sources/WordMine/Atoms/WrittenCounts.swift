import WordMineText

/// How often each atom occurs in a text, as it was written, in the order of the codes.
struct WrittenCounts {
  private(set) var counts: [(code: UInt32, count: Int)] = []

  /// - Parameter range: The part of the text's units that is looked at; all by default.
  init(_ text: AtomText, _ range: Range<Int>? = nil) {
    self.init(text.units, runs: text.runs.count, range)
  }

  /// - Parameter runs: The number of runs that the units may name.
  init(_ textUnits: [UInt16], runs runCount: Int, _ range: Range<Int>? = nil) {
    let range = range ?? 0..<textUnits.count
    var basic = [Int](repeating: 0, count: 0x10000)
    var runs = [Int](repeating: 0, count: runCount)
    var astral: [UInt32: Int] = [:]
    let units = textUnits.span
    var position = range.lowerBound
    while position < range.upperBound {
      let unit = units[position]
      if unit != AtomUnits.escape {
        basic[Int(unit)] += 1
        position += 1
        continue
      }
      let (code, next) = AtomUnits.next(units, at: position)
      if code >= AtomUnits.firstRun {
        runs[Int(code - AtomUnits.firstRun)] += 1
      } else {
        astral[code, default: 0] += 1
      }
      position = next
    }
    basic[Int(AtomUnits.border)] = 0
    for (code, count) in basic.enumerated() where count > 0 { counts.append((UInt32(code), count)) }
    for (code, count) in astral.sorted(by: { $0.key < $1.key }) { counts.append((code, count)) }
    for (run, count) in runs.enumerated() where count > 0 {
      counts.append((AtomUnits.firstRun + UInt32(run), count))
    }
  }
}
