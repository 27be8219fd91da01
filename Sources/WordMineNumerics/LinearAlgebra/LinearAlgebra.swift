/// Who multiplies and factorizes matrices.
///
/// OpenBLAS is loaded when it is first needed, so a program that needs none never pays for it. Its
/// results differ from those of `portable`, and from processor to processor, in the last bits; on one
/// machine they repeat, since it works on one thread.
public enum LinearAlgebra: Sendable {
  /// OpenBLAS with the kernels that fit the processor.
  case openBLAS
  /// Small kernels in Swift, everywhere available.
  case portable

  /// OpenBLAS where it can be loaded, otherwise the portable kernels.
  public static let best: LinearAlgebra = openBLASFailure == nil ? .openBLAS : .portable

  /// Why OpenBLAS cannot be used; `nil` where it can.
  public static let openBLASFailure: String? = OpenBLASLibrary.load()

  /// What is in use, for messages: `OpenBLAS 0.3.21 Haswell`, or that it is absent, and why.
  public var description: String {
    switch self {
    case .openBLAS: OpenBLASLibrary.description
    case .portable: "portable kernels" + (Self.openBLASFailure.map { " (\($0))" } ?? "")
    }
  }
}
