/// The implementation that multiplies and factorizes matrices.
///
/// OpenBLAS is loaded on first use, so a program without linear algebra never pays for it. It runs on one
/// thread and with the kernels `Haswell`, which all x86-64 processors with AVX2 share, so they give the same
/// bits; kernels for AVX-512 would be faster, but add in another order. The environment variable
/// `OPENBLAS_CORETYPE` selects other kernels. Results differ in the last bits from those of `portable`, of
/// other versions of OpenBLAS, and of other kernels, such as those of older or other processors.
public enum LinearAlgebra: Sendable {
  /// OpenBLAS; `portable` if it cannot be loaded.
  case openBLAS
  /// Small kernels in Swift, available everywhere.
  case portable

  /// OpenBLAS if it can be loaded, otherwise the portable kernels.
  public static let best: LinearAlgebra = openBLASFailure == nil ? .openBLAS : .portable

  /// Why OpenBLAS cannot be used; `nil` if it can.
  public static let openBLASFailure: String? = OpenBLASLibrary.load()

  /// The implementation that is really used: OpenBLAS only if it can be loaded.
  var available: LinearAlgebra { Self.openBLASFailure == nil ? self : .portable }

  /// What is used, for messages: `OpenBLAS 0.3.21 Haswell`, or why it is not.
  public var description: String {
    switch self {
    case .openBLAS: Self.openBLASFailure ?? OpenBLASLibrary.description
    case .portable: "portable kernels" + (Self.openBLASFailure.map { " (\($0))" } ?? "")
    }
  }
}
