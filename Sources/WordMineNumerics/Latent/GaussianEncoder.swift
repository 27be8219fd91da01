import WordMineBase

/// A layer with an activation, then two linear ones, to the mean and the logarithm of the variance.
///
///     h = f(x W₁ + b₁),  μ = h W_m + b_m,  s = h W_s + b_s
public struct GaussianEncoder: Equatable, Sendable, Codable {
  public enum Activation: String, Sendable, Codable {
    case hyperbolicTangent, softplus
  }

  public var inputs: Int
  public var hidden: Int
  public var latent: Int
  public var activation: Activation

  public init(
    inputs: Int, hidden: Int, latent: Int, activation: Activation = .hyperbolicTangent
  ) {
    self.inputs = inputs
    self.hidden = hidden
    self.latent = latent
    self.activation = activation
  }

  /// Its parameters at the beginning: W1, b1, Wm, bm, Ws, bs.
  func parameters<Element: Scalar>(_ generator: inout SeededGenerator) -> [Parameter<Element>] {
    [
      generator.kernel("W1", rows: inputs, columns: hidden), .bias("b1", columns: hidden),
      generator.kernel("Wm", rows: hidden, columns: latent), .bias("bm", columns: latent),
      generator.kernel("Ws", rows: hidden, columns: latent), .bias("bs", columns: latent),
    ]
  }

  /// - Parameter input: [n, inputs]
  func encode<Element: Scalar>(
    _ input: SparseMatrix<Element>, _ p: TapedParameters<Element>
  ) -> GaussianLayer<Element> {
    let linear = input.times(p["W1"]).addingRow(p["b1"])
    let h = activation == .softplus ? linear.softplus() : linear.hyperbolicTangent()
    return GaussianLayer(
      mean: (h • p["Wm"]).addingRow(p["bm"]), logVariance: (h • p["Ws"]).addingRow(p["bs"]))
  }
}
