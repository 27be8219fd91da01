@testable import WordMineNumerics

/// Holds the gradients of a tape against differences of the function itself.
enum GradientCheck {
  /// The largest error of a gradient, relative to the gradient where that is larger than one.
  ///
  /// The derivative by each element is compared with (f(x + h) − f(x − h)) / 2h, whose own error is
  /// about h² + 10⁻¹⁶ / h.
  ///
  /// - Parameters:
  ///   - step: h.
  ///   - function: Computes one number from the variables, in the order of `values`.
  /// - Complexity: Two evaluations an element.
  static func largestError(
    _ values: [Matrix<Double>], step: Double = 1e-6,
    _ function: (Tape<Double>, [Variable<Double>]) throws -> Variable<Double>
  ) rethrows -> Double {
    let tape = Tape<Double>()
    let variables = values.map(tape.variable)
    let gradients = try tape.gradients(of: function(tape, variables), for: variables)
    func evaluate(_ values: [Matrix<Double>]) throws -> Double {
      let tape = Tape<Double>()
      return try function(tape, values.map(tape.constant)).scalar
    }
    var largest = 0.0
    for (place, gradient) in gradients.enumerated() {
      for index in gradient.elements.indices {
        var (above, below) = (values, values)
        above[place].elements[index] += step
        below[place].elements[index] -= step
        let difference = try (evaluate(above) - evaluate(below)) / (2 * step)
        let error = abs(difference - gradient.elements[index])
        largest = max(largest, error / max(1, abs(difference)))
        if error.isNaN { return .infinity }
      }
    }
    return largest
  }
}
