import WordMineBase

/// An encoder to a normal distribution: a layer with an activation, then two linear layers to the mean
/// and the logarithm of the variance.
///
///     h = f(x W₁ + b₁),  μ = h W_m + b_m,  s = h W_s + b_s
public struct GaussianEncoder: Equatable, Sendable {
  /// The activation of the first layer.
  public enum Activation: Sendable {
    case tanh, softplus
  }

  /// The number of input columns.
  public var inputs: Int
  /// The width of the layer with the activation.
  public var hidden: Int
  /// The number of elements of the code.
  public var latent: Int
  /// f
  public var activation: Activation

  public init(
    inputs: Int, hidden: Int, latent: Int, activation: Activation = .tanh
  ) {
    self.inputs = inputs
    self.hidden = hidden
    self.latent = latent
    self.activation = activation
  }

  /// - Throws: `InvalidValue` if a size is below 1.
  func check() throws(InvalidValue) {
    for (name, size) in [("inputs", inputs), ("hidden", hidden), ("latent", latent)] {
      try InvalidValue.check(name, size, atLeast: 1)
    }
  }

  /// The initial parameters: W1, b1, Wm, bm, Ws, bs.
  func parameters<Element: Scalar>(_ generator: inout SeededGenerator) -> [Parameter<Element>] {
    [
      generator.kernel("W1", rows: inputs, columns: hidden), .bias("b1", columns: hidden),
      generator.kernel("Wm", rows: hidden, columns: latent), .bias("bm", columns: latent),
      generator.kernel("Ws", rows: hidden, columns: latent), .bias("bs", columns: latent),
    ]
  }

  /// - Parameter input: [n, inputs]
  /// - Throws: `InvalidValue` if the input has other columns, or an element that is not finite.
  func encode<Element: Scalar>(
    _ input: SparseMatrix<Element>, _ p: TapedParameters<Element>
  ) throws(InvalidValue) -> GaussianLayer<Element> {
    try input.check(columns: inputs, "input")
    try input.checkFinite()
    let linear = input.times(p["W1"]).addingRow(p["b1"])
    let h = activation == .softplus ? linear.softplus() : linear.tanh()
    return GaussianLayer(
      mean: (h • p["Wm"]).addingRow(p["bm"]), logVariance: (h • p["Ws"]).addingRow(p["bs"]))
  }
}

/// A normal distribution per row, on a tape.
public struct GaussianLayer<Element: Scalar> {
  /// μ, one row per sample.
  public let mean: Variable<Element>
  /// s = log σ²
  public let logVariance: Variable<Element>

  public init(mean: Variable<Element>, logVariance: Variable<Element>) {
    self.mean = mean
    self.logVariance = logVariance
  }

  /// z = μ + e^(s/2) ε: ∂z/∂s = ½ e^(s/2) ε.
  ///
  /// - Parameter noise: ε, standard normal and of the shape of μ; zeros for the mean.
  /// - Throws: `InvalidValue` if the noise has another shape.
  public func sample(noise: Matrix<Element>) throws(InvalidValue) -> Variable<Element> {
    try noise.check(rows: mean.rows, columns: mean.columns, "noise")
    return mean + (logVariance * 0.5).exp() * mean.tape.constant(noise)
  }

  /// KL(N(μ, σ²) ‖ prior) of each row in nats: [n, 1].
  ///
  /// - Throws: `InvalidValue` if the prior has not as many elements as a row.
  public func divergences(
    from prior: DiagonalGaussian
  ) throws(InvalidValue) -> Variable<Element> {
    try InvalidValue.checkEqual(prior.mean.count, "elements of the prior", mean.columns, "columns")
    let terms = GaussianDivergence(
      priorMean: prior.mean.map { Element($0) },
      priorLogVariance: prior.logVariance.map { Element($0) })
    let (m, s) = (mean.value, logVariance.value)
    let sums = Matrix(m.rows, 1, terms.values(m, s).rowSums)
    return mean.tape.record(sums, from: [mean, logVariance]) { gradient in
      let (byMean, byLogVariance) = terms.gradients(m, s, gradient.elements)
      return [byMean, byLogVariance]
    }
  }
}

/// The terms ½ (s₀ − s + (e^s + (μ − μ₀)²) / e^s₀ − 1) and their derivatives.
private struct GaussianDivergence<Element: Scalar> {
  let priorMean: [Element]
  let priorLogVariance: [Element]

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func values(_ mean: Matrix<Element>, _ logVariance: Matrix<Element>) -> Matrix<Element> {
    var result = mean
    for row in 0..<mean.rows {
      for (column, index) in mean.range(ofRow: row).enumerated() {
        let (m, s) = (mean.elements[index] - priorMean[column], logVariance.elements[index])
        let prior = priorLogVariance[column]
        let distance = m.overDeviation(logVariance: prior)
        let ratio = Element.exp(s - prior) + distance * distance
        result.elements[index] = (prior - s + ratio - 1) / 2
      }
    }
    return result
  }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func gradients(
    _ mean: Matrix<Element>, _ logVariance: Matrix<Element>, _ factors: [Element]
  ) -> (Matrix<Element>, Matrix<Element>) {
    var (byMean, byLogVariance) = (mean, logVariance)
    for row in 0..<mean.rows {
      for (column, index) in mean.range(ofRow: row).enumerated() {
        let (m, s) = (mean.elements[index] - priorMean[column], logVariance.elements[index])
        let prior = priorLogVariance[column]
        byMean.elements[index] =
          factors[row] * m.overDeviation(logVariance: prior).overDeviation(logVariance: prior)
        byLogVariance.elements[index] = factors[row] * (Element.exp(s - prior) - 1) / 2
      }
    }
    return (byMean, byLogVariance)
  }
}
