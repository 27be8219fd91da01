import WordMineText

/// A split of the positions of a text into two alternating folds.
///
/// A *turn* is a stretch of sixteen blocks; a block is a clause or, in a long clause, 64 atoms.
struct CrossFitFolds: Sendable {
  /// Where each turn starts, and the end of the last. Even turns belong to fold 0.
  private let starts: [Int]

  /// - Complexity: O(atoms).
  init(_ text: AtomSequence) {
    let ids = text.ids
    var starts = [text.range.lowerBound]
    var (blocks, offset) = (0, 0)
    for position in text.range {
      let isBorder = ids[position] == 0
      if isBorder || offset > 0 && offset & 63 == 0 {
        blocks += 1
        if blocks & 15 == 0 { starts.append(position) }
      }
      offset = isBorder ? 0 : offset + 1
    }
    starts.append(text.range.upperBound)
    if starts.count & 1 == 0 { starts.append(text.range.upperBound) }
    self.starts = starts
  }

  private init(starts: [Int]) { self.starts = starts }

  /// The turns of some pairs, moved to other positions.
  ///
  /// - Parameter end: The end of the last pair after the move.
  func selecting(_ pairs: [Int], places: [Int], end: Int) -> CrossFitFolds {
    var starts: [Int] = []
    for (pair, place) in zip(pairs, places) {
      starts += [place, place + self[2 * pair].count]
    }
    return CrossFitFolds(starts: starts + [end])
  }

  /// All positions, borders included.
  var positions: Int { starts[starts.count - 1] - starts[0] }

  /// The positions of a pair of turns, one of each fold.
  func pair(_ pair: Int) -> Range<Int> { starts[2 * pair]..<starts[2 * pair + 2] }

  /// The number of pairs of turns; part of the last may be empty.
  var pairs: Int { (starts.count - 1) / 2 }

  subscript(turn: Int) -> Range<Int> { starts[turn]..<starts[turn + 1] }
}
