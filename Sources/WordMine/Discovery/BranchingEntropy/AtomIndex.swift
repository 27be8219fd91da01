import Glibc
import WordMineBase

/// The positions of each atom in a text, and statistics of single atoms.
struct AtomIndex: Sendable {
  let positions: InvertedIndex
  /// ln of the count of each atom, prior counts included.
  let logCounts: [Double]
  /// ln of the total number of atoms, prior counts included.
  let logTotal: Double
  let logarithms = LogarithmTable()
  /// The entropy of single atoms, H₀.
  let entropy: Double

  init(_ text: AtomSequence) throws(OutOfMemory) {
    positions = try InvertedIndex(text.ids, text.range, count: text.atoms.count)
    let counts = text.atoms.knownCounts
    let total = Double(max(1, text.atoms.knownTotal))
    logCounts = counts.map { log(Double(max(1, $0))) }
    logTotal = log(total)
    entropy = counts.reduce(0) { $0 - ($1 == 0 ? 0 : Double($1) / total * log(Double($1) / total)) }
  }

  /// The ids in order, in groups of about equal work.
  var groups: [Range<Int>] {
    positions.parts(ofSize: max(1 << 14, positions.positions.count / 64))
  }
}
