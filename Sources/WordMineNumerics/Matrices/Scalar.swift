public import RealModule

/// The elements of matrices: `Float` for the weights of models, `Double` for statistics.
///
/// Elementary functions are those of swift-numerics: `Element.exp(x)`, `Element.log(onePlus: x)`.
public protocol Scalar: Real, VectorElement, BinaryFloatingPoint, SIMDScalar, Codable, Sendable {
  /// The name of the type in model files.
  static var typeName: String { get }
  /// The bits of the value, in as many low bits as the type has.
  var bits: UInt64 { get }
  init(bits: UInt64)

  /// The routines of OpenBLAS for the type; called only if the library could be loaded.
  static var openBLAS: any OpenBLASRoutines<Self> { get }
}

extension Double: Scalar {
  public static var typeName: String { "float64" }
  public var bits: UInt64 { bitPattern }
  public init(bits: UInt64) { self.init(bitPattern: bits) }
  public static var openBLAS: any OpenBLASRoutines<Double> { OpenBLASDouble() }
}

extension Float: Scalar {
  public static var typeName: String { "float32" }
  public var bits: UInt64 { UInt64(bitPattern) }
  public init(bits: UInt64) { self.init(bitPattern: UInt32(truncatingIfNeeded: bits)) }
  public static var openBLAS: any OpenBLASRoutines<Float> { OpenBLASFloat() }
}

extension Scalar {
  /// 1 / (1 + e^−x), without overflow.
  static func sigmoid(_ x: Self) -> Self {
    let e = exp(-abs(x))
    return (x >= 0 ? 1 : e) / (1 + e)
  }

  /// log(1 + e^x), without overflow.
  static func softplus(_ x: Self) -> Self { max(x, 0) + log(onePlus: exp(-abs(x))) }

  /// x / σ for log σ² = s; 0 for x = 0, however small σ is.
  @inline(__always) func overDeviation(logVariance s: Self) -> Self {
    self == 0 ? 0 : self * .exp(-s / 2)
  }

  /// −1, 0 or 1.
  @inline(__always) static func sign(_ x: Self) -> Self { x > 0 ? 1 : (x < 0 ? -1 : 0) }
}
