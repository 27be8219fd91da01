import Testing
import WordMineBase

@testable import WordMineNumerics

@Suite struct RandomizedSVDTests {
  /// A sparse matrix of rank 6 and some small noise.
  private func matrix(rows: Int, columns: Int) -> SparseMatrix<Double> {
    let left = random(rows, 6, seed: 1)
    let low = left • random(6, columns, seed: 2)
    let noise: Matrix<Double> = random(rows, columns, seed: 3)
    var generator = SeededGenerator(seed: 4)
    return SparseMatrix(
      low.combined(with: noise * 0.01) { generator.uniform() < 0.5 ? 0 : $0 + $1 })
  }

  @Test(arguments: algebras, [(40, 25), (25, 40)])
  func findsTheLargestValues(algebra: LinearAlgebra, shape: (Int, Int)) throws {
    let sparse = matrix(rows: shape.0, columns: shape.1)
    var configuration = RandomizedSVD.Configuration()
    configuration.rank = 5
    let found = try RandomizedSVD(configuration).decompose(sparse, by: algebra)
    let exact = try SingularValueDecomposition(sparse.dense, by: .portable)
    #expect(difference(found.values, Array(exact.values.prefix(5))) < 1e-4)
    #expect(difference(found.u.transposed() • found.u, .identity(5)) < 1e-12)
    #expect(difference(found.vTransposed • found.vTransposed.transposed(), .identity(5)) < 1e-12)
    // What the vectors keep is as much as the exact ones keep.
    let kept = found.u.transposed() • sparse.dense
    let exactSquares = exact.values.prefix(5).reduce(0) { $0 + $1 * $1 }
    #expect(abs((kept * kept).sum - exactSquares) < 1e-3)
  }

  @Test func isExactWhereTheRankIsFull() throws {
    let sparse = matrix(rows: 8, columns: 5)
    let found = try RandomizedSVD().decompose(sparse)
    #expect(found.values.count == 5)
    let product = found.u • Matrix(diagonal: found.values) • found.vTransposed
    #expect(difference(product, sparse.dense) < 1e-12)
  }

  @Test func aSeedRepeats() throws {
    let sparse = matrix(rows: 30, columns: 30)
    var configuration = RandomizedSVD.Configuration()
    configuration.rank = 3
    let first = try RandomizedSVD(configuration).decompose(sparse)
    let second = try RandomizedSVD(configuration).decompose(sparse)
    #expect(first.u == second.u)
  }
}
