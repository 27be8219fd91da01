import Testing

@testable import WordMineNumerics

@Suite struct LinearAlgebraTests {
  /// A matrix of small whole numbers.
  private let small = Matrix<Double>([[4, 1, -2], [1, 3, 0], [-2, 0, 5]])

  @Test func saysWhatServes() {
    if let failure = LinearAlgebra.openBLASFailure {
      #expect(LinearAlgebra.best.description == "portable kernels (\(failure))")
    } else {
      #expect(LinearAlgebra.best.description.hasPrefix("OpenBLAS "))
      #expect(!LinearAlgebra.best.description.hasSuffix("Prescott"))
    }
  }

  @Test(arguments: algebras)
  func multipliesTransposedOrNot(algebra: LinearAlgebra) {
    let a: Matrix<Double> = random(4, 3, seed: 1)
    let b: Matrix<Double> = random(3, 5, seed: 2)
    var naive = Matrix<Double>(rows: 4, columns: 5)
    for r in 0..<4 {
      for c in 0..<5 { for k in 0..<3 { naive[r, c] += a[r, k] * b[k, c] } }
    }
    for (first, second) in [(false, false), (false, true), (true, false), (true, true)] {
      let product = (first ? a.transposed() : a).product(
        second ? b.transposed() : b, transposingSelf: first, transposingOther: second, by: algebra)
      #expect(difference(product, naive) < 1e-14)
    }
    let single = Matrix<Float>(a).product(Matrix<Float>(b), by: algebra)
    #expect(difference(single, Matrix<Float>(naive)) < 1e-5)
  }

  @Test(arguments: algebras)
  func emptyProductsAreZero(algebra: LinearAlgebra) {
    let none = Matrix<Double>(rows: 2, columns: 0).product(
      Matrix(rows: 0, columns: 3), by: algebra)
    #expect(none == Matrix(rows: 2, columns: 3))
  }

  @Test(arguments: algebras, [1, 2, 3, 7, 20])
  func eigenvectorsDiagonalize(algebra: LinearAlgebra, size: Int) throws {
    let a: Matrix<Double> = random(size, size, seed: UInt64(size))
    let symmetric = a + a.transposed()
    let eigen = try SymmetricEigen(symmetric, by: algebra)
    #expect(eigen.values == eigen.values.sorted(by: >))
    let product = eigen.vectors • Matrix(diagonal: eigen.values) • eigen.vectors.transposed()
    #expect(difference(product, symmetric) < 1e-12)
    #expect(difference(eigen.vectors.transposed() • eigen.vectors, .identity(size)) < 1e-13)
    let single = try SymmetricEigen(Matrix<Float>(symmetric), by: algebra)
    #expect(difference(single.values, eigen.values.map { Float($0) }) < 1e-4)
  }

  /// [[2, 1], [1, 2]] has the eigenvalues 3 and 1.
  @Test(arguments: algebras)
  func eigenvaluesByHand(algebra: LinearAlgebra) throws {
    let eigen = try SymmetricEigen(Matrix<Double>([[2, 1], [1, 2]]), by: algebra)
    #expect(difference(eigen.values, [3, 1]) < 1e-15)
    let repeated = try SymmetricEigen(Matrix<Double>.identity(4), by: algebra)
    #expect(repeated.values == [1, 1, 1, 1])
    let zero = try SymmetricEigen(Matrix<Double>(rows: 3, columns: 3), by: algebra)
    #expect(zero.values == [0, 0, 0])
  }

  @Test(arguments: algebras, [(5, 3), (3, 5), (4, 4), (1, 6), (6, 1)])
  func singularVectorsRebuild(algebra: LinearAlgebra, shape: (Int, Int)) throws {
    let a: Matrix<Double> = random(shape.0, shape.1, seed: 3)
    let svd = try SingularValueDecomposition(a, by: algebra)
    let product = svd.u • Matrix(diagonal: svd.values) • svd.vTransposed
    #expect(difference(product, a) < 1e-13)
    #expect(svd.values == svd.values.sorted(by: >))
    let size = min(shape.0, shape.1)
    #expect(difference(svd.u.transposed() • svd.u, .identity(size)) < 1e-13)
    let single = try SingularValueDecomposition(Matrix<Float>(a), by: algebra)
    #expect(difference(single.values, svd.values.map { Float($0) }) < 1e-5)
  }

  @Test(arguments: algebras)
  func singularVectorsOfNoLengthAreOrthonormal(algebra: LinearAlgebra) throws {
    let a = Matrix<Double>([[1, 1, 2], [1, 1, 2], [1, 1, 2], [0, 0, 0]])
    let svd = try SingularValueDecomposition(a, by: algebra)
    #expect(difference(svd.u.transposed() • svd.u, .identity(3)) < 1e-13)
    #expect(difference(svd.values, [Double(18).squareRoot(), 0, 0]) < 1e-14)
  }

  @Test(arguments: algebras, [(5, 3), (4, 4), (3, 1)])
  func qrRebuilds(algebra: LinearAlgebra, shape: (Int, Int)) throws {
    let a: Matrix<Double> = random(shape.0, shape.1, seed: 5)
    let qr = try QRFactorization(a, by: algebra)
    #expect(difference(qr.q • qr.r, a) < 1e-14)
    #expect(difference(qr.q.transposed() • qr.q, .identity(shape.1)) < 1e-14)
    #expect(qr.r == qr.r.upperTriangle())
    let single = try QRFactorization(Matrix<Float>(a), by: algebra)
    #expect(difference(single.q • single.r, Matrix<Float>(a)) < 1e-5)
  }

  @Test(arguments: algebras)
  func choleskyRebuildsAndSolves(algebra: LinearAlgebra) throws {
    let factors = try #require(try CholeskyFactorization(small, by: algebra))
    #expect(difference(factors.lower • factors.lower.transposed(), small) < 1e-15)
    #expect(factors.lower == factors.lower.lowerTriangle())
    let x = try Matrix(row: factors.solve([1, 2, 3]))
    #expect(difference(x • small, Matrix(row: [1, 2, 3])) < 1e-14)
    #expect(try CholeskyFactorization(Matrix<Double>([[1, 2], [2, 1]]), by: algebra) == nil)
    let single = try #require(try CholeskyFactorization(Matrix<Float>(small), by: algebra))
    #expect(difference(single.lower, Matrix<Float>(factors.lower)) < 1e-6)
  }

  /// det small = 4·15 − 1·5 − 2·6 = 43.
  @Test(arguments: algebras)
  func luRebuildsAndSolves(algebra: LinearAlgebra) throws {
    let a: Matrix<Double> = random(6, 6, seed: 7)
    let lu = try LUFactorization(a, by: algebra)
    #expect(difference(lu.lower • lu.upper, a.rows(at: lu.order)) < 1e-14)
    #expect(difference(try #require(lu.inverse) • a, .identity(6)) < 1e-12)
    #expect(try abs(LUFactorization(small, by: algebra).determinant - 43) < 1e-12)
    let exchanged = small.rows(at: [1, 0, 2])
    #expect(try abs(LUFactorization(exchanged, by: algebra).determinant + 43) < 1e-12)
    let singular = try LUFactorization(Matrix<Double>([[1, 2], [2, 4]]), by: algebra)
    #expect(try !singular.isRegular && singular.inverse == nil && singular.solve([1, 2]) == nil)
    let single = try LUFactorization(Matrix<Float>(small), by: algebra)
    #expect(abs(single.determinant - 43) < 1e-3)
  }

  // MARK: Scale

  /// Powers of ten in which a matrix is given, for 64 and for 32 bits.
  private static let scales = [
    (100, 30), (-100, -30), (20, 10), (-20, -10), (300, 37), (-300, -37),
  ]

  /// Singular values and eigenvalues scale with the matrix; vectors remain.
  @Test(arguments: algebras, scales)
  func valuesScaleWithTheMatrix(algebra: LinearAlgebra, exponents: (Int, Int)) throws {
    try expectScaled(small, by: Double.pow(10, exponents.0), within: 1e-13, algebra)
    try expectScaled(
      Matrix<Float>(small), by: Float.pow(10, exponents.1), within: 1e-5, algebra)
  }

  private func expectScaled<Element: Scalar>(
    _ matrix: Matrix<Element>, by scale: Element, within bound: Element, _ algebra: LinearAlgebra
  ) throws {
    let (plain, scaled) = try (
      SingularValueDecomposition(matrix, by: .portable),
      SingularValueDecomposition(matrix * scale, by: algebra)
    )
    #expect(difference(scaled.values.map { $0 / scale }, plain.values) < bound)
    let product = scaled.u • Matrix(diagonal: scaled.values.map { $0 / scale }) • scaled.vTransposed
    #expect(difference(product, matrix) < 2 * bound)
    let (eigen, large) = try (
      SymmetricEigen(matrix, by: .portable), SymmetricEigen(matrix * scale, by: algebra)
    )
    #expect(difference(large.values.map { $0 / scale }, eigen.values) < bound)
  }

  /// [[3, 0], [0, 4]] · 10^±n by hand, also for numbers below the least normal one.
  @Test(arguments: algebras, [1e300, 1e-300, 1e-310])
  func valuesOfADiagonal(algebra: LinearAlgebra, scale: Double) throws {
    let matrix = Matrix(diagonal: [3 * scale, -4 * scale])
    let values = try SingularValueDecomposition(matrix, by: algebra).values
    #expect(abs(values[0] / scale - 4) < 1e-9 && abs(values[1] / scale - 3) < 1e-9)
    let eigenvalues = try SymmetricEigen(matrix, by: algebra).values
    #expect(abs(eigenvalues[0] / scale - 3) < 1e-9 && abs(eigenvalues[1] / scale + 4) < 1e-9)
  }
}
