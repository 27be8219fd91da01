/// The probabilities of links over all trees of a clause.
///
/// Each tree, or forest under one root, is weighted by the product of its links. With
/// L = diag(column sums and roots) − w, the probability of g → m is w(g → m) (L⁻¹[m][m] − L⁻¹[m][g]).
///
/// Reference: Koo, Globerson, Carreras and Collins 2007, *Structured prediction models via the
/// matrix-tree theorem*.
enum MatrixTree {
  /// P(g → m) at g · count + m.
  ///
  /// - Complexity: O(words³).
  static func marginals(_ links: LinkWeights) -> [Double] {
    let count = links.count
    var inverse = links.weights.map { -$0 }
    // Each column sums to 1 with its root, and no word governs itself.
    for word in 0..<count { inverse[word * count + word] = 1 }
    invert(&inverse, count)
    var result = links.weights
    for head in 0..<count {
      for word in 0..<count {
        let value =
          inverse[word * count + word] - inverse[word * count + head]
        result[head * count + word] = max(0, min(1, result[head * count + word] * value))
      }
    }
    return result
  }

  /// Inverts a matrix in place by Gauss–Jordan elimination.
  ///
  /// No pivoting is needed: the columns are diagonally dominant and remain so.
  static func invert(_ matrix: inout [Double], _ count: Int) {
    for pivot in 0..<count {
      let scale = 1 / matrix[pivot * count + pivot]
      matrix[pivot * count + pivot] = 1
      for column in 0..<count { matrix[pivot * count + column] *= scale }
      for row in 0..<count where row != pivot {
        let factor = matrix[row * count + pivot]
        if factor == 0 { continue }
        matrix[row * count + pivot] = 0
        for column in 0..<count {
          matrix[row * count + column] -= factor * matrix[pivot * count + column]
        }
      }
    }
  }
}
