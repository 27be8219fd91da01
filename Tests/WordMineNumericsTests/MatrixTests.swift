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

  /// Adding one after the other, 32 bits stop at 2²⁴ = 16,777,216.
  @Test func sumsOfManyNumbersDoNotStop() {
    let count = 20_000_000
    let ones = Matrix<Float>(rows: count, columns: 1, repeating: 1)
    #expect(ones.sum == 20_000_000)
    #expect(ones.columnSums == [20_000_000])
    #expect(ones.columnMeans == [1])
    #expect(ones.rootMeanSquare == 1)
    #expect(Matrix(row: ones.elements).rowSums == [20_000_000])
    #expect(dot(ones.elements[...], ones.elements[...]) == 20_000_000)
    let mean = Tape<Float>().constant(ones).mean().scalar
    #expect(abs(mean - 1) < 1e-6)
  }

  /// Thirds are not exact: compared with the same sum in 64 bits.
  @Test(arguments: [1, 1000, 1025, 8193, 300_001])
  func sumsAreThoseOfMoreBits(count: Int) {
    let thirds = (0..<count).map { Float($0 % 7 + 1) / 3 }
    let exact = thirds.reduce(0.0) { $0 + Double($1) }
    let squares = thirds.reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(abs(Double(pairwiseSum(thirds[...])) / exact - 1) < 2e-6)
    #expect(abs(Double(dot(thirds[...], thirds[...])) / squares - 1) < 2e-6)
  }

  @Test(arguments: [-200, -160, 0, 160, 200])
  func lengthsNeitherOverflowNorVanish(exponent: Int) {
    let unit = Double.pow(10, exponent)
    #expect(abs(norm([3 * unit, -4 * unit][...]) / (5 * unit) - 1) < 1e-15)
    #expect(norm([Double]()[...]) == 0)
    #expect(norm([0.0, 0][...]) == 0)
    #expect(norm([1, Double.nan][...]).isNaN)
    #expect(norm([1, -Double.infinity][...]) == .infinity)
  }

  @Test func unitRowsAreOneLong() {
    let rows = Matrix<Float>([[3e30, 4e30], [1e-3, 0]]).withUnitRows()
    #expect(difference(rows, Matrix([[0.6, 0.8], [1, 0]])) < 1e-6)
    let small = Matrix<Float>([[3e-25, 4e-25], [0, 0]]).withUnitRows()
    #expect(difference(small, Matrix([[0.6, 0.8], [0, 0]])) < 1e-6)
    let sparse = SparseMatrix(Matrix<Float>([[3e-30, 4e-30]])).withUnitRows()
    #expect(difference(sparse.dense, Matrix([[0.6, 0.8]])) < 1e-6)
  }

  @Test func subscriptsOutOfRangeStopTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Double>(rows: 2, columns: 2)[0, 2]
    }
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Double>(rows: 2, columns: 2)[1, -1]
    }
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Double>(rows: 2, columns: 2).columns(1..<3)
    }
    await #expect(processExitsWith: .failure) {
      let narrow = Matrix<Double>(rows: 1, columns: 1)
      _ = Matrix.stacking([Matrix<Double>(rows: 1, columns: 2), narrow, narrow])
    }
  }
}
