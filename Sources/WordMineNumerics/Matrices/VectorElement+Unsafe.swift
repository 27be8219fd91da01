import CVector

/// The loops over long vectors: they use the widest vectors of the processor, and yield the same bits on
/// all processors. Users of the library need none of them.
public protocol VectorElement {
  /// Σ a[i] b[i]
  static func dot(_ a: UnsafePointer<Self>, _ b: UnsafePointer<Self>, count: Int) -> Self

  /// `target += factor · source`
  static func addMultiple(
    _ factor: Self, of source: UnsafePointer<Self>, to target: UnsafeMutablePointer<Self>,
    count: Int)

  /// The product of a sparse matrix with a dense one.
  ///
  /// - Parameters:
  ///   - values: `nil` if all are 1.
  ///   - width: The columns of `dense` and `result`: 1, or a multiple of `lanes`.
  static func sparseProduct(
    starts: UnsafePointer<Int>, columns: UnsafePointer<Int32>, values: UnsafePointer<Self>?,
    rows: Int, dense: UnsafePointer<Self>, width: Int, result: UnsafeMutablePointer<Self>)

  /// The number of elements of a vector register.
  static var lanes: Int { get }
}

extension Double: VectorElement {
  public static func dot(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, count: Int
  ) -> Double {
    unsafe wm_dot_double(a, b, count)
  }

  public static func addMultiple(
    _ factor: Double, of source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    unsafe wm_add_multiple_double(factor, source, target, count)
  }

  public static func sparseProduct(
    starts: UnsafePointer<Int>, columns: UnsafePointer<Int32>, values: UnsafePointer<Double>?,
    rows: Int, dense: UnsafePointer<Double>, width: Int, result: UnsafeMutablePointer<Double>
  ) {
    unsafe wm_sparse_product_double(starts, columns, values, rows, dense, width, result)
  }

  public static var lanes: Int { Int(WM_LANES_DOUBLE) }
}

extension Float: VectorElement {
  public static func dot(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int
  ) -> Float {
    unsafe wm_dot_float(a, b, count)
  }

  public static func addMultiple(
    _ factor: Float, of source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    unsafe wm_add_multiple_float(factor, source, target, count)
  }

  public static func sparseProduct(
    starts: UnsafePointer<Int>, columns: UnsafePointer<Int32>, values: UnsafePointer<Float>?,
    rows: Int, dense: UnsafePointer<Float>, width: Int, result: UnsafeMutablePointer<Float>
  ) {
    unsafe wm_sparse_product_float(starts, columns, values, rows, dense, width, result)
  }

  public static var lanes: Int { Int(WM_LANES_FLOAT) }
}
