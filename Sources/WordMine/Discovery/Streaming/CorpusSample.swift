import WordMineBase
import WordMineText

/// A sample of a corpus, spread over its whole length.
///
/// The corpus is divided into `SampleBlocks`; groups of 32 are selected by the hash of their number, so the
/// sample depends on the text and the seed alone.
struct CorpusSample {
  /// Which blocks are taken.
  struct Selection: Sendable {
    /// The approximate size of the sample, and of what it is taken from.
    var positions: Int
    var units: Int
    var seed: UInt64
    /// The number of blocks before those of the text that is read.
    var firstBlock = 0

    fileprivate func takes(_ block: Int) -> Bool {
      let share = Double(positions) / Double(max(1, units))
      return Hash.unit(seed ^ UInt64(block >> 5) &* Hash.golden) < share
    }
  }

  let text: AtomSequence

  /// - Parameter positions: The approximate size of the sample.
  /// - Throws: `Interrupted`.
  /// - Complexity: O(atoms).
  init(
    _ corpus: SpooledAtoms, _ atoms: AtomAlphabet, positions: Int, seed: UInt64, workers: Workers
  ) throws {
    let selection = Selection(positions: positions, units: corpus.units, seed: seed)
    text = try AtomSequence(
      clauses: Self.clauses(of: corpus, atoms, selection, workers: workers), atoms)
  }

  /// The ids of the clauses, or parts of clauses, that are taken.
  ///
  /// - Throws: `Interrupted`.
  /// - Complexity: O(atoms).
  static func clauses(
    of corpus: SpooledAtoms, _ atoms: AtomAlphabet, _ selection: Selection, workers: Workers
  ) throws -> [[UInt32]] {
    var clauses: [[UInt32]] = []
    var blocks = SampleBlocks(after: selection.firstBlock)
    var isTaken = false
    var clause: [UInt32] = []
    try corpus.visit(on: workers, stage: "sampling") { chunk in
      let text = try AtomSequence(chunk, atoms)
      for position in text.range {
        let id = text.ids[position]
        if let block = blocks.next(isBorder: id == 0) { isTaken = selection.takes(block) }
        if id == 0 || !isTaken {
          if !clause.isEmpty { clauses.append(clause) }
          clause = []
        }
        if id != 0, isTaken { clause.append(id) }
      }
    }
    if !clause.isEmpty { clauses.append(clause) }
    return clauses
  }
}

/// Divides a text into blocks, each a clause or, in a long clause, 64 atoms.
///
/// The blocks of a clause depend on the clause alone.
struct SampleBlocks {
  /// The number of blocks so far.
  private(set) var count: Int
  /// The number of atoms of the clause so far.
  private var offset = 0

  init(after count: Int = 0) { self.count = count }

  /// The number of the block that begins with the next atom or border; `nil` if none does.
  @inline(__always) mutating func next(isBorder: Bool) -> Int? {
    let begins = offset & 63 == 0
    offset = isBorder ? 0 : offset + 1
    count += begins ? 1 : 0
    return begins ? count - 1 : nil
  }
}
