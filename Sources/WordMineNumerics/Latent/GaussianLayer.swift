/// A distribution a row, on a tape.
public struct GaussianLayer<Element: Scalar> {
  /// μ, one row a sample.
  public let mean: Variable<Element>
  /// s = log σ²
  public let logVariance: Variable<Element>

  public init(mean: Variable<Element>, logVariance: Variable<Element>) {
    self.mean = mean
    self.logVariance = logVariance
  }

  /// z = μ + e^(s/2) ε: ∂z/∂s = ½ e^(s/2) ε.
  ///
  /// - Parameter noise: ε, standard normal and of the shape of μ; zeros for the likeliest point.
  public func sample(noise: Matrix<Element>) -> Variable<Element> {
    mean + (logVariance * 0.5).exponential() * mean.tape.constant(noise)
  }

  /// KL(N(μ, σ²) ‖ prior) of each row in nats: [n, 1].
  public func divergences(from prior: DiagonalGaussian) -> Variable<Element> {
    let terms = GaussianDivergence(
      priorMean: prior.mean.map { Element($0) },
      priorLogVariance: prior.logVariance.map { Element($0) })
    let (m, s) = (mean.value, logVariance.value)
    let sums = Matrix(rows: m.rows, columns: 1, elements: terms.values(m, s).rowSums)
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
        let ratio = Element.exponential(s - prior) + m * m * Element.exponential(-prior)
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
        byMean.elements[index] = factors[row] * m * Element.exponential(-prior)
        byLogVariance.elements[index] = factors[row] * (Element.exponential(s - prior) - 1) / 2
      }
    }
    return (byMean, byLogVariance)
  }
}
