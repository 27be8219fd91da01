import WordMineBase
import WordMineText

/// The distinct folded atoms of a text, in the order of their UTF-8 bytes, and their counts.
///
/// Atoms have ranks from 1 in that order; rank 0 is the border. Atoms that were written differently
/// but fold to the same text have one rank.
struct AtomVocabulary: Sendable {
  /// The folded texts by rank − 1.
  private(set) var texts: [[UInt8]] = []
  /// How often each atom occurs in each chunk of the text, by rank; index 0 is unused.
  private(set) var chunkCounts: [[Int]]
  /// The rank of each code of the basic plane.
  private(set) var basicRanks: [UInt32]
  /// The rank of each run.
  private(set) var runRanks: [UInt32]
  /// The rank of each character of the other planes.
  private(set) var astralRanks: [UInt32: UInt32] = [:]

  var count: Int { texts.count }

  /// The number of bits that hold every rank and 0.
  var bits: Int { max(1, Int.bitWidth - count.leadingZeroBitCount) }

  /// - Parameters:
  ///   - fold: The folded text of a code; asked once for each distinct atom.
  ///   - chunks: The parts of the text's units, which threads share.
  /// - Complexity: O(units + atoms log atoms).
  init(
    _ text: AtomText, folding fold: (UInt32) -> [UInt8], chunks: [Range<Int>], workers: Workers
  ) throws {
    let written = try parallelMap(chunks.count, on: workers) {
      WrittenCounts(text, chunks[$0])
    }
    basicRanks = Array(repeating: 0, count: 0x10000)
    runRanks = Array(repeating: 0, count: text.runs.count)
    chunkCounts = []
    let codes = Set(written.flatMap { $0.counts.map(\.code) })
    var check = InterruptCheck(workers, every: 1 << 12)
    var folded = try codes.map { code in
      try check.step()
      return (text: fold(code), code: code)
    }
    try folded.sort(on: workers) { $0.text.lexicographicallyPrecedes($1.text) }
    for (form, code) in folded {
      if texts.last != form { texts.append(form) }
      setRank(UInt32(texts.count), of: code)
    }
    chunkCounts = written.map { part in
      var counts = [Int](repeating: 0, count: texts.count + 1)
      for (code, count) in part.counts { counts[Int(rank(of: code))] += count }
      return counts
    }
  }

  private mutating func setRank(_ rank: UInt32, of code: UInt32) {
    if code < 0x10000 {
      basicRanks[Int(code)] = rank
    } else if code < AtomUnits.firstRun {
      astralRanks[code] = rank
    } else {
      runRanks[Int(code - AtomUnits.firstRun)] = rank
    }
  }

  /// The rank of a code; 0 for a border.
  @inline(__always) func rank(of code: UInt32) -> UInt32 {
    if code < 0x10000 { return basicRanks[Int(code)] }
    if code >= AtomUnits.firstRun { return runRanks[Int(code - AtomUnits.firstRun)] }
    return astralRanks[code] ?? 0
  }

  /// The rank of a folded text; `nil` if no atom has it.
  func rank(of text: [UInt8]) -> UInt32? { texts.rank(of: text) }
}

extension [[UInt8]] {
  /// The rank from 1 of a text in an ascending list; `nil` if the list does not have it.
  func rank(of text: [UInt8]) -> UInt32? {
    let index = partitioningIndex { !$0.lexicographicallyPrecedes(text) }
    return index < count && self[index] == text ? UInt32(index + 1) : nil
  }
}
