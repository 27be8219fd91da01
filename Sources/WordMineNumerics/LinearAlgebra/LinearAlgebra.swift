/// The implementation that multiplies and factorizes matrices.
///
/// OpenBLAS is loaded on first use, so a program without linear algebra never pays for it. Its results
/// differ from those of `portable`, and from processor to processor, in the last bits; on one machine
/// they are reproducible, since it runs on one thread.
public enum LinearAlgebra: Sendable {
  /// OpenBLAS with the kernels for the processor; `portable` if it cannot be loaded.
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
