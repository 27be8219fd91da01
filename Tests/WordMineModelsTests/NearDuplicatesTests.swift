import Testing
import WordMineBase
import WordMineNumerics

@testable import WordMineModels

@Suite struct NearDuplicatesTests {
  /// Rows near some centres, and zeros.
  private func rows(_ count: Int) -> Matrix<Float> {
    var generator = SeededGenerator(seed: 5)
    let centres: Matrix<Float> = generator.normal(rows: 9, columns: 4)
    let noise: Matrix<Float> = generator.normal(rows: count, columns: 4)
    var rows = centres.rows(at: (0..<count).map { _ in Int(generator.next() % 9) }) + noise * 0.1
    for row in stride(from: 3, to: count, by: 10) {
      rows.setRows(from: row, to: Matrix(rows: 1, columns: 4))
    }
    return rows
  }

  /// One row after the other, with all that stayed.
  private func naive(_ rows: Matrix<Float>, _ threshold: Float) -> [Int?] {
    let unit = rows.withUnitRows()
    var kept: [Int] = []
    return (0..<rows.rows).map { row in
      func cosine(_ other: Int) -> Float {
        zip(unit.row(row), unit.row(other)).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let near = kept.filter { cosine($0) >= threshold }
      let best = near.max { (cosine($0), $1) < (cosine($1), $0) }
      if best == nil, cosine(row) > 0 { kept.append(row) }
      return best
    }
  }

  @Test(arguments: [1, 7, 50, 300], 1...3)
  func findsWhatOneRowAfterTheOtherFinds(block: Int, threads: Int) throws {
    let rows = rows(300)
    var duplicates = try NearDuplicates(threshold: 0.98)
    var found: [Int?] = []
    for start in stride(from: 0, to: 300, by: block) {
      found += try duplicates.add(
        rows.rows(start..<min(300, start + block)), workers: Workers(threads: threads)
      ).map { $0?.row }
    }
    #expect(found == naive(rows, 0.98))
    #expect(found.contains { $0 == nil } && found.contains { $0 != nil })
  }

  /// More rows stay than a tile holds.
  @Test func manyRowsMayStay() throws {
    var generator = SeededGenerator(seed: 6)
    let rows: Matrix<Float> = generator.normal(rows: 5000, columns: 16)
    var duplicates = try NearDuplicates(threshold: 1)
    let workers = Workers(threads: 2)
    #expect(try duplicates.add(rows, workers: workers).allSatisfy { $0 == nil })
    let again = try duplicates.add(rows, workers: workers)
    #expect(again.enumerated().allSatisfy { $1?.row == $0 && abs($1!.cosine - 1) < 1e-5 })
  }

  @Test func zerosRepeatNothing() throws {
    var duplicates = try NearDuplicates(threshold: 0.5)
    #expect(try duplicates.add(Matrix(rows: 3, columns: 2)) == [nil, nil, nil])
    #expect(try duplicates.add(Matrix(rows: 0, columns: 2)).isEmpty)
  }
}
