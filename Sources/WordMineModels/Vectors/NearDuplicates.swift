import WordMineBase
import WordMineNumerics
import WordMineText

/// Finds rows that nearly repeat an earlier row, in a stream of rows.
///
/// A row is kept if its cosine with every kept row is below the threshold; otherwise it repeats the
/// row with the largest cosine, the first of equals. A group therefore consists of a kept row and
/// all rows that repeat it.
public struct NearDuplicates: Sendable {
  /// The earlier row that a row repeats, and their cosine.
  public struct Repetition: Equatable, Sendable {
    /// The earlier row, counted from 0 over all calls of ``add(_:workers:)``.
    public let row: Int
    public let cosine: Float
  }

  private let threshold: Float
  /// The unit vectors of the kept rows, in tiles of equal size except the last, and their indices.
  private var tiles: [Matrix<Float>] = []
  private var kept: [Int] = []
  private var count = 0

  private static let tile = 4096

  /// - Parameter threshold: The least cosine of a repetition, above 0 and at most 1, with a
  ///   tolerance of 10⁻⁶, so that 1 finds equal rows.
  /// - Throws: `InvalidValue` for any other threshold.
  public init(threshold: Float) throws(InvalidValue) {
    guard threshold > 0, threshold <= 1 else {
      throw InvalidValue("threshold is \(threshold); it can be above 0, and 1 at most")
    }
    self.threshold = threshold - 1e-6
  }

  /// Adds the next rows.
  ///
  /// - Parameter rows: [n, d], with the same d in all calls.
  /// - Returns: What each row repeats; `nil` for a row that is kept, or is zero.
  /// - Throws: `InvalidValue` for rows of another dimension, or that are not finite; `Interrupted`. Nothing
  ///   is added then.
  /// - Complexity: O(n · kept rows · d), divided by the number of threads.
  public mutating func add(
    _ rows: Matrix<Float>, workers: Workers = Workers()
  ) throws -> [Repetition?] {
    if let tile = tiles.first {
      try InvalidValue.checkEqual(rows.columns, "dimensions", tile.columns, "dimensions before")
    }
    try rows.checkFinite()
    let unit = rows.withUnitRows()
    var found = try earlier(unit, workers)
    let among = unit.product(unit, transposingOther: true)
    var added: [Int] = []
    for row in 0..<unit.rows {
      let cosines = Array(among.row(row))
      for other in added
      where cosines[other] >= threshold && cosines[other] > found[row]?.cosine ?? -1 {
        found[row] = Repetition(row: count + other, cosine: cosines[other])
      }
      // The cosine of a row with itself, which is zero for a row of zeros.
      if found[row] == nil, cosines[row] > 0 { added.append(row) }
    }
    keep(unit, added)
    count += unit.rows
    return found
  }

  /// The best match among the rows kept before.
  private func earlier(_ unit: Matrix<Float>, _ workers: Workers) throws -> [Repetition?] {
    let parts = try parallelMap(tiles.count, on: workers) { number in
      let cosines = unit.product(tiles[number], transposingOther: true)
      return (0..<cosines.rows).map { row in best(cosines.row(row), tile: number) }
    }
    return (0..<unit.rows).map { row in
      parts.reduce(nil) { best, part in
        guard let next = part[row] else { return best }
        return next.cosine > best?.cosine ?? -1 ? next : best
      }
    }
  }

  private func best(_ cosines: ArraySlice<Float>, tile: Int) -> Repetition? {
    var (place, largest) = (-1, threshold.nextDown)
    for index in cosines.indices where cosines[index] > largest {
      (place, largest) = (index - cosines.startIndex, cosines[index])
    }
    return place < 0 ? nil : Repetition(row: kept[tile * Self.tile + place], cosine: largest)
  }

  private mutating func keep(_ unit: Matrix<Float>, _ rows: [Int]) {
    kept += rows.map { count + $0 }
    var rest = unit.rows(at: rows)
    if let last = tiles.last, last.rows < Self.tile {
      rest = .stacking([last, rest])
      tiles.removeLast()
    }
    for start in stride(from: 0, to: rest.rows, by: Self.tile) {
      tiles.append(rest.rows(start..<min(start + Self.tile, rest.rows)))
    }
  }
}
