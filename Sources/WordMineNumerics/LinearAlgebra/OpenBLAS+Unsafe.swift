internal import COpenBLAS

/// The routines of OpenBLAS and its LAPACK for one element type. Callers check the sizes, and that the
/// library could be loaded.
public protocol OpenBLASRoutines<Element>: Sendable {
  associatedtype Element: Scalar
  /// `op(a) · op(b)`, where op is a transposition or nothing; no dimension is zero.
  func product(
    _ a: Matrix<Element>, _ transposeA: Bool, _ b: Matrix<Element>, _ transposeB: Bool
  ) -> Matrix<Element>
  /// Ascending eigenvalues; row i of the matrix becomes the vector of value i.
  func symmetricEigen(_ matrix: inout Matrix<Element>) -> [Element]
  /// The thin decomposition: U, the values, Vᵀ.
  func singularValues(_ matrix: Matrix<Element>) -> (Matrix<Element>, [Element], Matrix<Element>)
  /// The transposes of Q and R, from the transpose of the matrix.
  func qr(_ transpose: Matrix<Element>) -> (Matrix<Element>, Matrix<Element>)
  /// Leaves L in the lower triangle; false if the matrix is not positive definite.
  func cholesky(_ matrix: inout Matrix<Element>) -> Bool
  /// Leaves the transposes of L and U in the transpose; returns the row exchanges, numbered from 1, and
  /// whether the matrix is regular.
  func lu(_ transpose: inout Matrix<Element>) -> (exchanges: [Int32], isRegular: Bool)
}

enum OpenBLASLibrary {
  /// Loads the library; returns the reason if it cannot.
  static func load() -> String? {
    guard let failure = unsafe wm_blas_load() else { return nil }
    return unsafe String(cString: failure)
  }

  static var description: String { unsafe String(cString: wm_blas_description()) }

  static func check(_ info: Int32, _ routine: StaticString) {
    precondition(info >= 0, "\(routine) refused an argument or found no memory: \(info)")
  }
}

// SAFETY, for both types: the arrays have the sizes that the header names, made here or checked by
// the preconditions of the callers, and the pointers live as long as the calls.

struct OpenBLASDouble: OpenBLASRoutines {
  func product(
    _ a: Matrix<Double>, _ transposeA: Bool, _ b: Matrix<Double>, _ transposeB: Bool
  ) -> Matrix<Double> {
    let (rows, inner) = transposeA ? (a.columns, a.rows) : (a.rows, a.columns)
    let columns = transposeB ? b.rows : b.columns
    // With a factor of 0 for what was there before, the memory need not be cleared first.
    let elements = unsafe [Double](unsafeUninitializedCapacity: rows * columns) { result, count in
      unsafe wm_dgemm(
        transposeA, transposeB, Int32(rows), Int32(columns), Int32(inner), 1, a.elements,
        Int32(a.columns), b.elements, Int32(b.columns), 0, result.baseAddress, Int32(columns))
      count = rows * columns
    }
    return Matrix(rows, columns, elements)
  }

  func symmetricEigen(_ matrix: inout Matrix<Double>) -> [Double] {
    var values = [Double](repeating: 0, count: matrix.rows)
    let info = unsafe wm_dsyevd(Int32(matrix.rows), &matrix.elements, &values)
    OpenBLASLibrary.check(info, "dsyevd")
    return values
  }

  func singularValues(_ matrix: Matrix<Double>) -> (Matrix<Double>, [Double], Matrix<Double>) {
    let small = min(matrix.rows, matrix.columns)
    var copy = matrix.elements
    var u = Matrix<Double>(rows: matrix.rows, columns: small)
    var vt = Matrix<Double>(rows: small, columns: matrix.columns)
    var values = [Double](repeating: 0, count: small)
    let info = unsafe wm_dgesdd(
      Int32(matrix.rows), Int32(matrix.columns), &copy, &values, &u.elements, &vt.elements)
    OpenBLASLibrary.check(info, "dgesdd")
    return (u, values, vt)
  }

  func qr(_ transpose: Matrix<Double>) -> (Matrix<Double>, Matrix<Double>) {
    var q = transpose
    var r = Matrix<Double>(rows: transpose.rows, columns: transpose.rows)
    let info = unsafe wm_dqr(
      Int32(transpose.columns), Int32(transpose.rows), &q.elements, &r.elements)
    OpenBLASLibrary.check(info, "dgeqrf")
    return (q, r)
  }

  func cholesky(_ matrix: inout Matrix<Double>) -> Bool {
    let info = unsafe wm_dpotrf(Int32(matrix.rows), &matrix.elements)
    OpenBLASLibrary.check(info, "dpotrf")
    return info == 0
  }

  func lu(_ transpose: inout Matrix<Double>) -> (exchanges: [Int32], isRegular: Bool) {
    var exchanges = [Int32](repeating: 0, count: transpose.rows)
    let info = unsafe wm_dgetrf(Int32(transpose.rows), &transpose.elements, &exchanges)
    OpenBLASLibrary.check(info, "dgetrf")
    return (exchanges, info == 0)
  }
}

struct OpenBLASFloat: OpenBLASRoutines {
  func product(
    _ a: Matrix<Float>, _ transposeA: Bool, _ b: Matrix<Float>, _ transposeB: Bool
  ) -> Matrix<Float> {
    let (rows, inner) = transposeA ? (a.columns, a.rows) : (a.rows, a.columns)
    let columns = transposeB ? b.rows : b.columns
    // With a factor of 0 for what was there before, the memory need not be cleared first.
    let elements = unsafe [Float](unsafeUninitializedCapacity: rows * columns) { result, count in
      unsafe wm_sgemm(
        transposeA, transposeB, Int32(rows), Int32(columns), Int32(inner), 1, a.elements,
        Int32(a.columns), b.elements, Int32(b.columns), 0, result.baseAddress, Int32(columns))
      count = rows * columns
    }
    return Matrix(rows, columns, elements)
  }

  func symmetricEigen(_ matrix: inout Matrix<Float>) -> [Float] {
    var values = [Float](repeating: 0, count: matrix.rows)
    let info = unsafe wm_ssyevd(Int32(matrix.rows), &matrix.elements, &values)
    OpenBLASLibrary.check(info, "ssyevd")
    return values
  }

  func singularValues(_ matrix: Matrix<Float>) -> (Matrix<Float>, [Float], Matrix<Float>) {
    let small = min(matrix.rows, matrix.columns)
    var copy = matrix.elements
    var u = Matrix<Float>(rows: matrix.rows, columns: small)
    var vt = Matrix<Float>(rows: small, columns: matrix.columns)
    var values = [Float](repeating: 0, count: small)
    let info = unsafe wm_sgesdd(
      Int32(matrix.rows), Int32(matrix.columns), &copy, &values, &u.elements, &vt.elements)
    OpenBLASLibrary.check(info, "sgesdd")
    return (u, values, vt)
  }

  func qr(_ transpose: Matrix<Float>) -> (Matrix<Float>, Matrix<Float>) {
    var q = transpose
    var r = Matrix<Float>(rows: transpose.rows, columns: transpose.rows)
    let info = unsafe wm_sqr(
      Int32(transpose.columns), Int32(transpose.rows), &q.elements, &r.elements)
    OpenBLASLibrary.check(info, "sgeqrf")
    return (q, r)
  }

  func cholesky(_ matrix: inout Matrix<Float>) -> Bool {
    let info = unsafe wm_spotrf(Int32(matrix.rows), &matrix.elements)
    OpenBLASLibrary.check(info, "spotrf")
    return info == 0
  }

  func lu(_ transpose: inout Matrix<Float>) -> (exchanges: [Int32], isRegular: Bool) {
    var exchanges = [Int32](repeating: 0, count: transpose.rows)
    let info = unsafe wm_sgetrf(Int32(transpose.rows), &transpose.elements, &exchanges)
    OpenBLASLibrary.check(info, "sgetrf")
    return (exchanges, info == 0)
  }
}
