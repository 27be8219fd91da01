/// A sparse matrix for products on several threads: bands of its rows, and of those of its transpose.
///
/// Each element of a product is summed up by one thread and in one order, so that results do not depend
/// on the number of threads.
struct FeatureBands {
  private let rows: [SparseMatrix<Double>]
  private let columns: [SparseMatrix<Double>]
  private let threads: Int
  private let areOnes: Bool

  /// - Complexity: O(elements + columns); the memory of two such matrices.
  init(_ matrix: SparseMatrix<Double>, threads: Int) {
    self.threads = threads
    areOnes = matrix.values.allSatisfy { $0 == 1 }
    rows = matrix.bands(threads)
    columns = matrix.transposed().bands(threads)
  }

  /// The product with a dense matrix whose columns are one or a multiple of `Double.lanes`.
  func product(_ other: Matrix<Double>) -> Matrix<Double> { product(rows, other) }

  /// That of the transpose, likewise.
  func transposedProduct(_ other: Matrix<Double>) -> Matrix<Double> { product(columns, other) }

  private func product(
    _ bands: [SparseMatrix<Double>], _ other: Matrix<Double>
  ) -> Matrix<Double> {
    joined(
      parallelLoop(bands.count, threads: threads) {
        bands[$0].product(whole: other, areOnes: areOnes)
      })
  }

  private func joined(_ bands: [Matrix<Double>]) -> Matrix<Double> {
    guard bands.count > 1 else { return bands[0] }
    return Matrix(
      rows: bands.reduce(0) { $0 + $1.rows }, columns: bands[0].columns,
      elements: Array(bands.map(\.elements).joined()))
  }
}

extension SparseMatrix {
  /// At most so many parts of about the same number of elements, each some rows.
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
      rows: range.count, columns: columns,
      starts: starts[range.lowerBound...range.upperBound].map { $0 - elements.lowerBound },
      columnIndices: Array(columnIndices[elements]), values: Array(values[elements]))
  }
}
