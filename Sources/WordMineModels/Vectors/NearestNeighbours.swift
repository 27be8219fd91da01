import WordMineBase
import WordMineNumerics

/// Finds the rows with the largest cosine similarity to a query by exact search.
public struct NearestNeighbours: Sendable {
  private let unit: Matrix<Float>

  /// - Parameter rows: The rows to search: [n, d].
  /// - Throws: `InvalidValue` if an element is not finite.
  public init(_ rows: Matrix<Float>) throws(InvalidValue) {
    try rows.checkFinite()
    self.init(finite: rows)
  }

  /// - Precondition: All elements are finite.
  init(finite rows: Matrix<Float>) { unit = rows.withUnitRows() }

  /// A row and its cosine with the query.
  public struct Match: Equatable, Sendable {
    public let row: Int
    public let cosine: Float
  }

  /// The rows with the largest cosines for each query, the first of equals first. Reports the stage
  /// `searching`.
  ///
  /// - Parameters:
  ///   - queries: [queries, d]
  ///   - count: The maximum number of rows per query.
  /// - Throws: `InvalidValue` for queries of another dimension, or that are not finite, and for a negative
  ///   count; `Interrupted` between blocks of queries.
  /// - Complexity: O(queries · n · d), in blocks of queries that bound the memory.
  public func query(
    _ queries: Matrix<Float>, count: Int, by algebra: LinearAlgebra = .best,
    workers: Workers = Workers()
  ) throws -> [[Match]] {
    try InvalidValue.check("count", count, atLeast: 0)
    try InvalidValue.checkEqual(queries.columns, "dimensions", unit.columns, "dimensions of rows")
    try queries.checkFinite()
    let block = max(1, (1 << 22) / max(1, unit.rows))
    let blocks = (queries.rows + block - 1) / block
    let found = try parallelMap(blocks, on: workers, stage: "searching") { number in
      let end = min(queries.rows, (number + 1) * block)
      return nearest(queries.rows(number * block..<end), count: count, by: algebra)
    }
    return Array(found.joined())
  }

  /// The rows with the largest cosines for a block of finite queries with the right dimension.
  func nearest(
    _ queries: Matrix<Float>, count: Int, by algebra: LinearAlgebra = .best
  ) -> [[Match]] {
    let cosines = queries.withUnitRows().product(unit, transposingOther: true, by: algebra)
    return (0..<cosines.rows).map { largest(cosines.row($0), count) }
  }

  /// The largest elements in decreasing order, then by index. Insertion into a sorted list is fast,
  /// because few elements get into it.
  private func largest(_ cosines: ArraySlice<Float>, _ count: Int) -> [Match] {
    var best: [Match] = []
    guard count > 0 else { return best }
    for (row, cosine) in cosines.enumerated() {
      if best.count == count {
        guard cosine > best[count - 1].cosine else { continue }
        best.removeLast()
      }
      let place = best.lastIndex { $0.cosine >= cosine }.map { $0 + 1 } ?? 0
      best.insert(Match(row: row, cosine: cosine), at: place)
    }
    return best
  }
}
