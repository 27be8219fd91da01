/// The probabilities of links and spans when links do not cross.
///
/// Sums over all projective forests under a root in front of the words, by Eisner's algorithm; the
/// outside sums are the derivatives of the inside sums.
///
/// Reference: Eisner 2000, *Bilexical grammars and their cubic-time parsing algorithms*.
struct ProjectiveTrees {
  /// Words and the root, which is number 0.
  private let width: Int
  private let weights: [Double]
  /// Sums of trees of head i over i…j (right) and of head j over i…j (left), at i · width + j.
  private var right: [Double]
  private var left: [Double]
  /// The same, of which the last word to be attached is j, or i.
  private var rightLink: [Double]
  private var leftLink: [Double]
  private var outsideRight: [Double]
  private var outsideLeft: [Double]
  private var outsideRightLink: [Double]
  private var outsideLeftLink: [Double]
  private let total: Double

  /// - Complexity: O(words³).
  init(_ links: LinkWeights) {
    let width = links.count + 1
    self.width = width
    var weights = [Double](repeating: 0, count: width * width)
    for word in 0..<links.count {
      weights[word + 1] = links.roots[word]
      for head in 0..<links.count {
        weights[(head + 1) * width + word + 1] = links.weights[head * links.count + word]
      }
    }
    self.weights = weights
    let empty = [Double](repeating: 0, count: width * width)
    (right, left, rightLink, leftLink) = (empty, empty, empty, empty)
    (outsideRight, outsideLeft, outsideRightLink, outsideLeftLink) = (empty, empty, empty, empty)
    for word in 0..<width {
      right[word * width + word] = 1
      left[word * width + word] = 1
    }
    for length in 1..<max(1, width) {
      for start in 0..<width - length {
        Self.inside(start, start + length, width, weights, &right, &left, &rightLink, &leftLink)
      }
    }
    total = right[width - 1]
    outside()
  }

  private static func inside(
    _ i: Int, _ j: Int, _ width: Int, _ weights: [Double], _ right: inout [Double],
    _ left: inout [Double], _ rightLink: inout [Double], _ leftLink: inout [Double]
  ) {
    var sum = 0.0
    for k in i..<j { sum += right[i * width + k] * left[(k + 1) * width + j] }
    rightLink[i * width + j] = weights[i * width + j] * sum
    leftLink[i * width + j] = weights[j * width + i] * sum
    var (whole, mirrored) = (0.0, 0.0)
    for k in i + 1...j { whole += rightLink[i * width + k] * right[k * width + j] }
    for k in i..<j { mirrored += left[i * width + k] * leftLink[k * width + j] }
    right[i * width + j] = whole
    left[i * width + j] = mirrored
  }

  private mutating func outside() {
    outsideRight[width - 1] = 1
    for length in stride(from: width - 1, to: 0, by: -1) {
      for i in 0..<width - length {
        let j = i + length
        let (whole, mirrored) = (outsideRight[i * width + j], outsideLeft[i * width + j])
        for k in i + 1...j {
          outsideRightLink[i * width + k] += whole * right[k * width + j]
          outsideRight[k * width + j] += whole * rightLink[i * width + k]
        }
        for k in i..<j {
          outsideLeft[i * width + k] += mirrored * leftLink[k * width + j]
          outsideLeftLink[k * width + j] += mirrored * left[i * width + k]
        }
        let sum =
          outsideRightLink[i * width + j] * weights[i * width + j]
          + outsideLeftLink[i * width + j] * weights[j * width + i]
        for k in i..<j {
          outsideRight[i * width + k] += sum * left[(k + 1) * width + j]
          outsideLeft[(k + 1) * width + j] += sum * right[i * width + k]
        }
      }
    }
  }

  /// P(g → m) at g · count + m, of the words without the root.
  func marginals() -> [Double] {
    let count = width - 1
    var result = [Double](repeating: 0, count: count * count)
    guard total > 0 else { return result }
    for i in 1..<max(1, width) {
      for j in i + 1..<max(i + 1, width) {
        let place = i * width + j
        result[(i - 1) * count + j - 1] = rightLink[place] * outsideRightLink[place] / total
        result[(j - 1) * count + i - 1] = leftLink[place] * outsideLeftLink[place] / total
      }
    }
    return result
  }

  /// The probability that some word and all below it are exactly the words of a span.
  ///
  /// - Complexity: O(words · words of the span).
  func probability(of span: Range<Int>) -> Double {
    let (i, j) = (span.lowerBound + 1, span.upperBound)
    guard total > 0, i <= j else { return 0 }
    var sum = 0.0
    for word in i...j {
      let own = left[i * width + word] * right[word * width + j]
      for head in 0..<i {
        sum +=
          own * weights[head * width + word] * right[head * width + i - 1]
          * outsideRight[head * width + j]
      }
      for head in j + 1..<max(j + 1, width) {
        sum +=
          own * weights[head * width + word] * left[(j + 1) * width + head]
          * outsideLeft[i * width + head]
      }
    }
    return sum / total
  }
}
