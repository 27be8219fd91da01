import WordMineBase
import WordMineText

@testable import WordMine

extension AtomSequence {
  /// A text whose atoms are single characters, as the reference implementations read it.
  ///
  /// - Parameter segments: Pieces that no n-gram crosses.
  init(characters segments: [[Unicode.Scalar]]) throws(OutOfMemory) {
    var counts: [Unicode.Scalar: Int] = [:]
    for scalar in segments.joined() { counts[scalar, default: 0] += 1 }
    let sorted = counts.sorted { $0.key < $1.key }
    var ids: [Unicode.Scalar: UInt32] = [:]
    for (index, entry) in sorted.enumerated() {
      ids[entry.key] = UInt32(AtomAlphabet.latinClass + 1 + index)
    }
    try self.init(
      clauses: segments.map { $0.compactMap { ids[$0] } },
      AtomAlphabet(sorted.map { (String(Character($0.key)), $0.value) }))
  }
}

extension Unicode.Scalar {
  /// Whether a filtering reference counts the character at all; others part segments.
  var isCountedByReference: Bool {
    switch self {
    case "\u{4E00}"..."\u{9FA5}", "0"..."9", "a"..."z", "A"..."Z": true
    default: false
    }
  }
}
