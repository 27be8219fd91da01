import Testing

@testable import WordMineNumerics

@Suite struct FeatureBandsTests {
  @Test(arguments: 1...9)
  func productsAreThoseOfTheWholeMatrix(threads: Int) {
    var generator = SeededGenerator(seed: 7)
    for (rows, columns) in [(1, 1), (7, 4), (4, 40), (0, 3), (3, 0)] {
      var dense: Matrix<Double> = generator.normal(rows: rows, columns: columns)
      for index in dense.elements.indices where index % 3 == 0 { dense.elements[index] = 0 }
      let sparse = SparseMatrix(dense)
      let bands = FeatureBands(sparse, threads: threads)
      let (a, b): (Matrix<Double>, Matrix<Double>) = (
        generator.normal(rows: columns, columns: 3), generator.normal(rows: rows, columns: 3)
      )
      #expect(bands.product(a) == sparse.product(a))
      #expect(bands.transposedProduct(b) == sparse.transposedProduct(b))
    }
  }
}
