import WordMineBase

/// A sparse matrix for products on several threads: bands of its rows, and of the rows of its transpose.
///
/// Each element of a product is summed by one thread and in one order, so results do not depend on the
/// number of threads.
struct FeatureBands {
  private let rows: [SparseMatrix<Double>]
  private let columns: [SparseMatrix<Double>]
  private let workers: Workers
  private let areOnes: Bool

  /// - Complexity: O(elements + columns); the memory of two such matrices.
  init(_ matrix: SparseMatrix<Double>, workers: Workers) {
    self.workers = workers
    areOnes = matrix.values.allSatisfy { $0 == 1 }
    rows = matrix.bands(workers.threads)
    columns = matrix.transposed().bands(workers.threads)
  }

  /// The product with a dense matrix whose columns are one or a multiple of `Double.lanes`.
  ///
  /// - Throws: `Interrupted`
  func product(_ other: Matrix<Double>) throws -> Matrix<Double> { try product(rows, other) }

  /// The product of the transpose, likewise.
  func transposedProduct(_ other: Matrix<Double>) throws -> Matrix<Double> {
    try product(columns, other)
  }

  private func product(
    _ bands: [SparseMatrix<Double>], _ other: Matrix<Double>
  ) throws -> Matrix<Double> {
    let parts = try parallelMap(bands.count, on: workers) {
      bands[$0].product(whole: other, areOnes: areOnes)
    }
    return parts.count == 1 ? parts[0] : .stacking(parts)
  }
}

extension SparseMatrix {
  /// Parts of consecutive rows, each of about the same number of elements.
  fileprivate func bands(_ count: Int) -> [SparseMatrix] {
    if count <= 1 { return [self] }
    var bands: [SparseMatrix] = []
    var first = 0
    for band in 1...count {
      var end = band < count ? first : rows
      while end < rows, starts[end] * count < band * values.count { end += 1 }
      bands.append(self.rows(first..<end))
      first = end
    }
    return bands
  }

  private func rows(_ range: Range<Int>) -> SparseMatrix {
    let elements = starts[range.lowerBound]..<starts[range.upperBound]
    return SparseMatrix(
      range.count, columns,
      starts[range.lowerBound...range.upperBound].map { $0 - elements.lowerBound },
      Array(columnIndices[elements]), Array(values[elements]))
  }
}
