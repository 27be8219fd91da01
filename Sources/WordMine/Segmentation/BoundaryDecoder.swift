import WordMineBase
import WordMineText

/// Converts the logits of gaps to words of limited length.
///
/// A gap with a positive logit is a cut. A word beyond the limit is cut again, at the gaps with the
/// greatest sum of logits; ties are resolved in favour of the longest last word.
struct BoundaryDecoder: Sendable {
  /// The greatest word length in atoms.
  let maximumLength: Int

  /// Sets `cuts` to 1 where a word begins and to 0 elsewhere.
  ///
  /// - Parameters:
  ///   - ids: The atoms, 0 at borders; at least one border precedes `range`.
  /// - Complexity: O(atoms · maximumLength) at worst, O(atoms) where words are short.
  func cut(
    _ ids: SharedArray<UInt32>.View, _ range: Range<Int>, logits: SharedArray<Float>.View,
    into cuts: SharedArray<UInt8>.View
  ) {
    var start = range.lowerBound
    for position in range {
      let beginsWord = ids[position] == 0 || ids[position - 1] == 0 || logits[position] > 0
      cuts[position] = beginsWord && ids[position] != 0 ? 1 : 0
      guard beginsWord else { continue }
      if position - start > maximumLength, ids[start] != 0 {
        shorten(start..<position, logits, cuts)
      }
      start = position
    }
    if range.upperBound - start > maximumLength { shorten(start..<range.upperBound, logits, cuts) }
  }

  private func shorten(
    _ word: Range<Int>, _ logits: SharedArray<Float>.View, _ cuts: SharedArray<UInt8>.View
  ) {
    var best: [Float] = [0]
    var lengths = [0]
    for end in 1...word.count {
      var (top, topLength) = (-Float.infinity, 1)
      for length in 1...min(end, maximumLength) {
        let start = end - length
        let score = best[start] + (start > 0 ? logits[word.lowerBound + start] : 0)
        if score >= top { (top, topLength) = (score, length) }
      }
      best.append(top)
      lengths.append(topLength)
    }
    var end = word.count
    while end > 0 {
      end -= lengths[end]
      cuts[word.lowerBound + end] = 1
    }
  }
}
