import Testing

@testable import WordMineNumerics

@Suite struct MatrixTests {
  private let a = Matrix<Double>([[1, 2, 3], [4, 5, 6]])

  @Test func takesAndPutsParts() {
    #expect(a.columns(1..<3) == Matrix([[2, 3], [5, 6]]))
    #expect(a.rows(1..<2) == Matrix(row: [4, 5, 6]))
    #expect(a.rows(at: [1, 0, 1]).elements == [4, 5, 6, 1, 2, 3, 4, 5, 6])
    #expect(Matrix.joining([a.columns(0..<1), a.columns(1..<3)]) == a)
    #expect(Matrix.stacking([a.rows(0..<1), a.rows(1..<2)]) == a)
  }

  @Test func sumsAndMeasures() {
    #expect(a.sum == 21)
    #expect(a.rowSums == [6, 15])
    #expect(a.columnSums == [5, 7, 9])
    #expect(a.columnMeans == [2.5, 3.5, 4.5])
    #expect((-a).maximumMagnitude == 6)
    #expect(abs(a.rootMeanSquare - (91.0 / 6).squareRoot()) < 1e-15)
    #expect(a.transposed().transposed() == a)
    #expect(!Matrix<Double>(row: [1, .nan]).isFinite)
  }

  @Test func softmaxOfLargeNumbersSumsToOne() {
    let softmax = Matrix<Double>([[1000, 1000], [-1000, 0], [3, 1]]).softmaxOfRows()
    #expect(softmax.row(0) == [0.5, 0.5])
    #expect(softmax.row(1) == [0, 1])
    #expect(softmax.rowSums.allSatisfy { abs($0 - 1) < 1e-15 })
  }
}
