import Glibc

/// What matrices hold: `Float` for the weights of models, `Double` for statistics.
public protocol Scalar: VectorElement, BinaryFloatingPoint, SIMDScalar, Codable, Sendable {
  static func exponential(_ x: Self) -> Self
  static func logarithm(_ x: Self) -> Self
  /// log(1 + x), exact for small x.
  static func logarithmOfOnePlus(_ x: Self) -> Self
  static func hyperbolicTangent(_ x: Self) -> Self
  static func sine(_ x: Self) -> Self
  static func cosine(_ x: Self) -> Self
  static func power(_ x: Self, _ exponent: Self) -> Self

  /// The name of the type in model files.
  static var typeName: String { get }
  /// The bits of the value, in as many low bits as the type has.
  var bits: UInt64 { get }
  init(bits: UInt64)

  /// What OpenBLAS does for the type; called only where the library is loaded.
  static var openBLAS: any OpenBLASRoutines<Self> { get }
}

extension Double: Scalar {
  public static func exponential(_ x: Double) -> Double { exp(x) }
  public static func logarithm(_ x: Double) -> Double { log(x) }
  public static func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }
  public static func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
  public static func sine(_ x: Double) -> Double { sin(x) }
  public static func cosine(_ x: Double) -> Double { cos(x) }
  public static func power(_ x: Double, _ exponent: Double) -> Double { pow(x, exponent) }

  public static var typeName: String { "float64" }
  public var bits: UInt64 { bitPattern }
  public init(bits: UInt64) { self.init(bitPattern: bits) }
  public static var openBLAS: any OpenBLASRoutines<Double> { OpenBLASDouble() }
}

extension Float: Scalar {
  public static func exponential(_ x: Float) -> Float { expf(x) }
  public static func logarithm(_ x: Float) -> Float { logf(x) }
  public static func logarithmOfOnePlus(_ x: Float) -> Float { log1pf(x) }
  public static func hyperbolicTangent(_ x: Float) -> Float { tanhf(x) }
  public static func sine(_ x: Float) -> Float { sinf(x) }
  public static func cosine(_ x: Float) -> Float { cosf(x) }
  public static func power(_ x: Float, _ exponent: Float) -> Float { powf(x, exponent) }

  public static var typeName: String { "float32" }
  public var bits: UInt64 { UInt64(bitPattern) }
  public init(bits: UInt64) { self.init(bitPattern: UInt32(truncatingIfNeeded: bits)) }
  public static var openBLAS: any OpenBLASRoutines<Float> { OpenBLASFloat() }
}

extension Scalar {
  /// 1 / (1 + e^−x), without overflow.
  static func sigmoid(_ x: Self) -> Self {
    let e = exponential(-abs(x))
    return (x >= 0 ? 1 : e) / (1 + e)
  }

  /// log(1 + e^x), without overflow.
  static func softplus(_ x: Self) -> Self { max(x, 0) + logarithmOfOnePlus(exponential(-abs(x))) }
}
