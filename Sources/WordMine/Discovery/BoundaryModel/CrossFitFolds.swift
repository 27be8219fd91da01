import WordMineText

/// A split of the positions of a text into two alternating folds.
///
/// A *stretch* is a run of sixteen blocks; a block is a clause or, in a long clause, 64 atoms.
struct CrossFitFolds: Sendable {
  /// Where each stretch starts, and the end of the last. Even stretches belong to fold 0.
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

  /// The stretches of some pairs, moved to other positions.
  ///
  /// - Parameter end: The end of the last pair after the move.
  func selecting(_ pairs: [Int], places: [Int], end: Int) -> CrossFitFolds {
    var starts: [Int] = []
    for (pair, place) in zip(pairs, places) {
      starts += [place, place + self[pair: pair, fold: 0].count]
    }
    return CrossFitFolds(starts: starts + [end])
  }

  /// All positions, borders included.
  var positions: Int { starts[starts.count - 1] - starts[0] }

  /// The positions of a pair of stretches, one of each fold.
  func pair(_ pair: Int) -> Range<Int> { starts[2 * pair]..<starts[2 * pair + 2] }

  /// The number of pairs of stretches; part of the last may be empty.
  var pairs: Int { (starts.count - 1) / 2 }

  subscript(stretch: Int) -> Range<Int> { starts[stretch]..<starts[stretch + 1] }

  /// The stretch of one fold in a pair.
  subscript(pair pair: Int, fold fold: Int) -> Range<Int> { self[2 * pair + fold] }
}
