import WordMineBase
import WordMineNumerics

/// Draws words by their counts raised to a power.
struct SkipGramNoise {
  private let sums: [Double]

  init(_ texts: EncodedDocuments, exponent: Double) {
    var sum = 0.0
    sums = texts.counts.map { count in
      sum += count > 0 ? Double.power(Double(count), exponent) : 0
      return sum
    }
  }

  /// - Complexity: O(log words).
  func word(_ generator: inout SeededGenerator) -> Int {
    let place = generator.uniform() * (sums.last ?? 0)
    var range = 0..<sums.count
    while range.count > 1 {
      let middle = (range.lowerBound + range.upperBound - 1) / 2
      range = sums[middle] > place ? range.lowerBound..<middle + 1 : middle + 1..<range.upperBound
    }
    return range.lowerBound
  }
}
