import Testing
import WordMineBase

@testable import WordMineNumerics

@Suite struct FeatureBandsTests {
  @Test(arguments: 1...9)
  func productsAreThoseOfTheWholeMatrix(threads: Int) throws {
    var generator = SeededGenerator(seed: 7)
    for (rows, columns) in [(1, 1), (7, 4), (4, 40), (0, 3), (3, 0)] {
      var dense: Matrix<Double> = generator.normal(rows: rows, columns: columns)
      for index in dense.elements.indices where index % 3 == 0 { dense.elements[index] = 0 }
      try expectProducts(SparseMatrix(dense), threads: threads, &generator)
      // Where all values are 1, they are not looked at.
      for index in dense.elements.indices where dense.elements[index] != 0 {
        dense.elements[index] = 1
      }
      try expectProducts(SparseMatrix(dense), threads: threads, &generator)
    }
  }

  private func expectProducts(
    _ sparse: SparseMatrix<Double>, threads: Int, _ generator: inout SeededGenerator
  ) throws {
    let bands = FeatureBands(sparse, workers: Workers(threads: threads))
    for width in [1, Double.lanes, 3 * Double.lanes, 6 * Double.lanes] {
      let a: Matrix<Double> = generator.normal(rows: sparse.columns, columns: width)
      let b: Matrix<Double> = generator.normal(rows: sparse.rows, columns: width)
      #expect(try difference(bands.product(a), sparse.dense • a) < 1e-14)
      #expect(try difference(bands.transposedProduct(b), sparse.dense.transposed() • b) < 1e-14)
      #expect(try bands.product(a) == sparse.product(a))
    }
  }
}
