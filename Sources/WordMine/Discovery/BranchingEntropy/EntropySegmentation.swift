import WordMineBase
import WordMineText

/// The best segmentation by branching entropy, which concludes stage A.
///
/// The score of a word of *q* atoms that begins at *i* and ends at *j* is
///
///     q · (z(V_right of its atoms at i) + z(V_left of its atoms at j))
///
/// where z is the distance from the mean of all strings of that length, in standard deviations.
/// Each clause is cut to maximize the sum; of equal segmentations, the one with the longer last
/// word wins.
struct EntropySegmentation: Sendable {
  let right: BranchingEntropy
  let left: BranchingEntropy

  /// Sets `cuts`, one byte per position, to 1 where a word or clause begins.
  ///
  /// - Complexity: O(atoms).
  func segment(
    _ text: AtomSequence, into cuts: SharedArray<UInt8>.View, workers: Workers
  ) throws {
    let chunks = text.clauseChunks(8 * workers.threads)
    _ = try parallelMap(chunks.count, on: workers) { segment(text, chunks[$0], into: cuts) }
  }

  private func segment(
    _ text: AtomSequence, _ range: Range<Int>, into cuts: SharedArray<UInt8>.View
  ) {
    let rightScores = ScoreTable(right)
    let leftScores = ScoreTable(left)
    let ids = text.ids
    var best: [Float] = []
    var lengths: [UInt8] = []
    var start = range.lowerBound
    while start < range.upperBound {
      if ids[start] == 0 {
        start += 1
        continue
      }
      var end = start
      while ids[end] != 0 { end += 1 }
      let count = end - start
      if best.count <= count {
        best = Array(repeating: 0, count: 2 * count + 1)
        lengths = Array(repeating: 0, count: 2 * count + 1)
      }
      var bestSpan = best.mutableSpan
      var lengthSpan = lengths.mutableSpan
      for stop in 1...count {
        var top = -Float.infinity
        var topLength = 1
        for length in 1...min(AtomSequence.longestWord, stop) {
          let score =
            bestSpan[stop - length] + rightScores.score(start + stop - length, length)
            + leftScores.score(start + stop - 1, length)
          if score >= top {
            top = score
            topLength = length
          }
        }
        bestSpan[stop] = top
        lengthSpan[stop] = UInt8(topLength)
      }
      var stop = count
      while stop > 0 {
        stop -= Int(lengthSpan[stop])
        cuts[start + stop] = 1
      }
      start = end
    }
  }

  /// Converts V to z-scores weighted by length.
  private struct ScoreTable {
    private var factors = InlineArray<4, Float>(repeating: 0)
    private var offsets = InlineArray<4, Float>(repeating: 0)
    private let variations: StringVariations

    init(_ entropy: BranchingEntropy) {
      variations = entropy.variations
      for index in 0..<AtomSequence.longestWord {
        let length = Float(index + 1)
        let deviation = Float(entropy.deviations[index])
        factors[index] = length / (deviation * BranchingEntropy.scale)
        offsets[index] = -length * Float(entropy.means[index]) / deviation
      }
    }

    @inline(__always) func score(_ position: Int, _ length: Int) -> Float {
      let units = variations[position, length]
      return Float(units) * factors[length - 1] + offsets[length - 1]
    }
  }
}
