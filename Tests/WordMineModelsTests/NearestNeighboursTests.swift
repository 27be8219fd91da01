import Testing
import WordMineBase
import WordMineNumerics

@testable import WordMineModels

@Suite struct NearestNeighboursTests {
  @Test(arguments: [0, 1, 3, 50])
  func findsWhatSortingFinds(count: Int) throws {
    var generator = SeededGenerator(seed: 1)
    let rows: Matrix<Float> = generator.normal(rows: 40, columns: 5)
    let queries: Matrix<Float> = generator.normal(rows: 6, columns: 5)
    let found = try NearestNeighbours(rows).query(queries, count: count)
    let cosines = queries.withUnitRows().product(rows.withUnitRows(), transposingOther: true)
    for query in 0..<6 {
      let order = (0..<40).sorted { (cosines[query, $1], $0) < (cosines[query, $0], $1) }
      #expect(found[query].map(\.row) == Array(order.prefix(count)))
    }
  }

  @Test func ofEqualsTheFirstComesFirst() throws {
    let rows = Matrix<Float>([[1, 0], [2, 0], [0, 1], [3, 0]])
    let found = try NearestNeighbours(rows).query(Matrix(row: [5, 0]), count: 3)[0]
    #expect(found.map(\.row) == [0, 1, 3])
  }

  /// The neighbours of the first query vote 1 1 0, those of the second 0 0 1.
  @Test func neighboursVote() throws {
    let known = Matrix<Float>([[1, 0], [1, 0.1], [1, 0.2], [0, 1]])
    let vote = try NeighbourVote(
      known: known, labels: [1, 1, 0, 0], queries: Matrix([[1, -1], [0, 1]]),
      queryLabels: [1, 1], neighbours: 3)
    #expect(vote.accuracy == 0.5)
    #expect(vote.precision == 0.5)
    let nearest = try NeighbourVote(
      known: known, labels: [1, 1, 0, 0], queries: Matrix([[0, 1]]), queryLabels: [0],
      neighbours: 1)
    #expect(nearest.accuracy == 1)
  }

  /// Where all are neighbours, the precision is the share of the label.
  @Test(arguments: [4, 5, 1000, Int.max])
  func allAreNeighboursWhereThereAreNoMore(neighbours: Int) throws {
    let vote = try NeighbourVote(
      known: Matrix([[1, 0], [1, 0.1], [1, 0.2], [0, 1]]), labels: [1, 1, 1, 0],
      queries: Matrix([[1, 0], [0, 1]]), queryLabels: [1, 1], neighbours: neighbours)
    #expect(vote.precision == 0.75)
    #expect(vote.accuracy == 1)
  }

  @Test func cosinesOfLargeVectorsAreRight() throws {
    let found = try NearestNeighbours(Matrix([[3e30, 4e30], [-1e30, 0]]))
      .query(Matrix([[1e25, 0]]), count: 2)[0]
    #expect(found.map(\.row) == [0, 1])
    #expect(abs(found[0].cosine - 0.6) < 1e-6 && abs(found[1].cosine + 1) < 1e-6)
  }

  @Test func vectorsThatAreNotFiniteAreRefused() {
    let bad = Matrix<Float>([[1, 0], [.nan, 1]])
    #expect(throws: InvalidValue.self) { try NearestNeighbours(bad) }
    #expect(throws: InvalidValue.self) { try NearestNeighbours(.identity(2)).query(bad, count: 1) }
    #expect(throws: InvalidValue.self) {
      _ = try WordVectors(
        vocabulary: VectorVocabulary(words: ["a", "b"], counts: [1, 1]), vectors: bad)
    }
    #expect(throws: InvalidValue.self) { try Calibration.whitening(of: bad) }
    #expect(throws: InvalidValue.self) { try Calibration.flow(of: bad) }
  }
}
