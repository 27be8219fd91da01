import WordMineBase
import WordMineText

/// A sample of a corpus, spread over its whole length.
///
/// The corpus is divided into blocks, each a clause or, in a long clause, 64 atoms; groups of 32
/// blocks are selected by the hash of their number, so the sample depends on the text and the seed
/// alone.
struct CorpusSample {
  let text: AtomSequence

  /// - Parameter positions: The approximate size of the sample.
  /// - Throws: `Interrupted`.
  /// - Complexity: O(atoms).
  init(
    _ corpus: SpooledAtoms, _ atoms: AtomAlphabet, positions: Int, seed: UInt64, workers: Workers
  ) throws {
    let share = Double(positions) / Double(max(1, corpus.units))
    var clauses: [[UInt32]] = []
    var (blocks, offset) = (0, 0)
    var isTaken = false
    var clause: [UInt32] = []
    try corpus.visit(on: workers, stage: "sampling") { chunk in
      let text = try AtomSequence(chunk, atoms)
      for position in text.range {
        let id = text.ids[position]
        if offset == 0 || offset & 63 == 0 {
          if blocks & 31 == 0 {
            isTaken = Hash.unit(seed ^ UInt64(blocks >> 5) &* Hash.golden) < share
          }
          blocks += 1
        }
        if id == 0 || !isTaken {
          if !clause.isEmpty { clauses.append(clause) }
          clause = []
        }
        if id != 0, isTaken { clause.append(id) }
        offset = id == 0 ? 0 : offset + 1
      }
    }
    if !clause.isEmpty { clauses.append(clause) }
    text = try AtomSequence(clauses: clauses, atoms)
  }
}
