import Testing

@testable import WordMineNumerics

@Suite struct SparseMatrixTests {
  private let dense = Matrix<Double>([[0, 2, 0], [0, 0, 0], [1, 0, -3], [0, 4, 5]])

  @Test func keepsWhatIsNotZero() {
    let sparse = SparseMatrix(dense)
    #expect(sparse.starts == [0, 1, 1, 3, 5])
    #expect(sparse.columnIndices == [1, 0, 2, 1, 2])
    #expect(sparse.dense == dense)
  }

  @Test func addsEntriesOfOnePlace() throws {
    let sparse = try SparseMatrix<Double>(
      rows: 2, columns: 2,
      entries: [
        .init(row: 1, column: 0, value: 1), .init(row: 0, column: 1, value: 2),
        .init(row: 1, column: 0, value: 3),
      ])
    #expect(sparse.dense == Matrix([[0, 2], [4, 0]]))
    #expect(sparse.values.count == 2)
  }

  @Test func transposes() {
    let sparse = SparseMatrix(dense)
    #expect(sparse.transposed().dense == dense.transposed())
    #expect(sparse.transposed().transposed() == sparse)
  }

  @Test(arguments: 1...40)
  func multipliesSinglesAsTheDenseMatrixDoes(width: Int) {
    let right = Matrix<Float>(random(3, width, seed: 1))
    let single = Matrix<Float>(dense)
    #expect(difference(SparseMatrix(single).product(right), single • right) < 1e-5)
  }

  @Test func rowsBecomeOneLong() {
    let unit = SparseMatrix(dense).withUnitRows().dense
    #expect(difference(unit, dense.withUnitRows()) < 1e-14)
  }

  @Test(arguments: 1...40)
  func multipliesAsTheDenseMatrixDoes(width: Int) {
    let sparse = SparseMatrix(dense)
    let right: Matrix<Double> = random(3, width, seed: 1)
    let left: Matrix<Double> = random(4, width, seed: 2)
    #expect(difference(sparse.product(right), dense • right) < 1e-14)
    #expect(difference(sparse.transposedProduct(left), dense.transposed() • left) < 1e-14)
  }
}
