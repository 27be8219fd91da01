import WordMineText

/// A sample of a corpus, spread over all of it.
///
/// The corpus is dealt into blocks, each a clause or, of a long clause, 64 atoms; groups of 32 blocks
/// are taken by the hash of their number, so the sample depends on the text and the seed alone.
struct SampledText<ID: AtomID> {
  let text: DiscoveryText<ID>

  /// - Parameter positions: About how many positions the sample has.
  /// - Complexity: O(atoms).
  init(_ corpus: CorpusChunks, _ atoms: DiscoveryAtoms, positions: Int, seed: UInt64) throws {
    let share = Double(positions) / Double(max(1, corpus.units))
    var clauses: [[ID]] = []
    var (blocks, offset) = (0, 0)
    var isTaken = false
    var clause: [ID] = []
    try corpus.visit { chunk in
      let text = DiscoveryText<ID>(chunk, atoms)
      for position in text.range {
        let id = text.ids[position]
        if offset == 0 || offset & 63 == 0 {
          if blocks & 31 == 0 {
            isTaken = Mixing.unit(seed ^ UInt64(blocks >> 5) &* 0x9E37_79B9_7F4A_7C15) < share
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
    text = DiscoveryText(clauses: clauses, atoms)
  }
}
