import WordMineNumerics

/// Finds the rows that lie in the directions most like a given one, exactly.
public struct NearestNeighbours: Sendable {
  private let unit: Matrix<Float>

  /// - Parameter rows: [n, d]
  public init(_ rows: Matrix<Float>) { unit = rows.withUnitRows() }

  public struct Match: Equatable, Sendable {
    public let row: Int
    public let cosine: Float
  }

  /// The rows with the largest cosines for each query; the first one of equals comes first.
  ///
  /// - Complexity: O(queries · n · d), in blocks of queries that bound the memory.
  public func query(
    _ queries: Matrix<Float>, count: Int, by algebra: LinearAlgebra = .best
  ) -> [[Match]] {
    let block = max(1, (1 << 22) / max(1, unit.rows))
    return stride(from: 0, to: queries.rows, by: block).flatMap { start in
      let part = queries.rows(start..<min(queries.rows, start + block)).withUnitRows()
      let cosines = part.product(unit, transposingOther: true, by: algebra)
      return (0..<cosines.rows).map { largest(cosines.row($0), count) }
    }
  }

  /// The largest elements, by falling values and rising places: a list that is kept sorted, since few
  /// elements get into it.
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
