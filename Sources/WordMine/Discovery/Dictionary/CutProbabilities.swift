import Glibc
import WordMineBase
import WordMineText

/// The probability of a cut at each gap of a text, from the logits of the boundary model.
///
/// Logits are too sure of themselves: gaps with logit z are cuts about as often as 1 / (1 + exp(−0.4 z)).
struct CutProbabilities: Sendable {
  private let storage: SharedArray<Float>

  private static let slope: Float = 0.4
  private static let largestLogit: Float = 8
  /// What the border of a clause counts as.
  private static let borderLogit: Float = 6

  /// - Parameter logits: Overwritten with the probabilities, which saves their memory.
  /// - Complexity: O(atoms).
  init(_ text: AtomSequence, replacing logits: SharedArray<Float>) {
    storage = logits
    let (ids, values) = (text.ids, logits.view)
    for position in text.range.lowerBound...text.range.upperBound {
      let isGap = ids[position] != 0 && ids[position - 1] != 0
      let logit = isGap ? values[position] : Self.borderLogit
      let limited = max(-Self.largestLogit, min(Self.largestLogit, logit))
      values[position] = 1 / (1 + expf(-Self.slope * limited))
    }
  }

  /// The probability of a cut before `position`.
  @inline(__always) subscript(position: Int) -> Float { storage.view[position] }
}
