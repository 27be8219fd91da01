import WordMineBase
import WordMineNumerics
import WordMineText

/// Finds the rows that nearly repeat an earlier one, as they come.
///
/// A row stays if no row that stayed has a cosine of the threshold or more with it; else it repeats the
/// one with the largest cosine, of equals the first. So a group is the row that stayed and all that
/// repeat it.
public struct NearDuplicates: Sendable {
  public struct Repetition: Equatable, Sendable {
    /// The earlier row.
    public let row: Int
    public let cosine: Float
  }

  private let threshold: Float
  private let workers: Workers
  /// The unit vectors of the rows that stayed, in tiles of one size but the last, and their numbers.
  private var tiles: [Matrix<Float>] = []
  private var kept: [Int] = []
  private var count = 0

  private static let tile = 4096

  /// - Parameters:
  ///   - threshold: Cosines are compared with it to within 10⁻⁶, so that 1 finds what is equal.
  ///   - threads: Results do not depend on it.
  public init(threshold: Float, workers: Workers = Workers()) {
    self.threshold = threshold - 1e-6
    self.workers = workers
  }

  /// Adds the next rows.
  ///
  /// - Returns: What each row repeats; `nil` for a row that stays, and for zeros.
  /// - Complexity: O(rows · rows that stayed · dimensions).
  public mutating func add(_ rows: Matrix<Float>) throws -> [Repetition?] {
    let unit = rows.withUnitRows()
    var found = try earlier(unit)
    let among = unit.product(unit, transposingOther: true)
    var stayed: [Int] = []
    for row in 0..<unit.rows {
      let cosines = Array(among.row(row))
      for other in stayed
      where cosines[other] >= threshold && cosines[other] > found[row]?.cosine ?? -1 {
        found[row] = Repetition(row: count + other, cosine: cosines[other])
      }
      // The cosine of a row with itself: zero for a row of zeros.
      if found[row] == nil, cosines[row] > 0 { stayed.append(row) }
    }
    keep(unit, stayed)
    count += unit.rows
    return found
  }

  /// The best among the rows that stayed before.
  private func earlier(_ unit: Matrix<Float>) throws -> [Repetition?] {
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
