import WordMineBase

/// A step of an invertible flow: a scaling of each element, a permutation or mixing of the elements,
/// and a coupling that changes one half of them by a function of the other half.
public struct FlowStep: Equatable, Sendable {
  /// How the elements are permuted or mixed.
  public enum Permutation: Sendable {
    /// The last element becomes the first.
    case reversal
    /// A product with a matrix P L U, whose log-determinant is the sum of the logarithms in U.
    case mixing
  }

  /// How one half of the elements, b, is changed by a function of the other half, a.
  public enum Coupling: Sendable {
    /// b ← b + t(a): keeps the volume.
    case additive
    /// b ← (b + t(a)) · σ(s(a) + 2)
    case affine
  }

  public var permutation: Permutation
  public var coupling: Coupling

  public init(_ permutation: Permutation = .reversal, _ coupling: Coupling = .additive) {
    self.permutation = permutation
    self.coupling = coupling
  }
}

/// The parameters of a step on vectors of some dimensions, and how it is computed.
struct FlowStepLayer {
  let step: FlowStep
  let dimensions: Int
  let hidden: Int
  let prefix: String

  /// a, the elements that stay.
  private var firstHalf: Range<Int> { 0..<dimensions / 2 }
  private var secondHalf: Range<Int> { dimensions / 2..<dimensions }
  private var reversed: [Int] { (0..<dimensions).reversed() }
  private var outputs: Int { secondHalf.count * (step.coupling == .affine ? 2 : 1) }

  /// Initially the step scales by one, and couples nothing.
  func parameters<Element: Scalar>(_ generator: inout SeededGenerator) -> [Parameter<Element>] {
    var result: [Parameter<Element>] = [
      .bias(prefix + "ab", columns: dimensions), .bias(prefix + "al", columns: dimensions),
      generator.kernel(prefix + "V1", rows: firstHalf.count, columns: hidden),
      .bias(prefix + "c1", columns: hidden),
      Parameter(prefix + "V2", .kernel, Matrix(rows: hidden, columns: outputs)),
      .bias(prefix + "c2", columns: outputs),
    ]
    if step.permutation == .mixing {
      let square = Matrix<Element>(rows: dimensions, columns: dimensions)
      result += [
        Parameter(prefix + "L", .kernel, square), Parameter(prefix + "Uu", .kernel, square),
        .bias(prefix + "logs", columns: dimensions),
      ]
    }
    return result
  }

  /// The constants of a mixing: the permutation and the signs.
  ///
  /// The matrix is initially a random permutation.
  func constants<Element: Scalar>(_ generator: inout SeededGenerator) -> [Parameter<Element>] {
    guard step.permutation == .mixing else { return [] }
    let order = Array(0..<dimensions).shuffled(using: &generator)
    return [
      Parameter(prefix + "Pm", .kernel, Matrix<Element>.identity(dimensions).rows(at: order)),
      .gain(prefix + "sign", columns: dimensions),
    ]
  }

  /// The result, and log |det ∂result/∂x| of each row: [n, 1].
  func forward<Element: Scalar>(
    _ x: Variable<Element>, _ p: TapedParameters<Element>, _ constants: ParameterTable<Element>
  ) -> (Variable<Element>, Variable<Element>) {
    let scaled = x.addingRow(p[prefix + "ab"]).timesRow(p[prefix + "al"].exp())
    var logDeterminant = p[prefix + "al"].sum()
    let isMixing = step.permutation == .mixing
    let permuted = isMixing ? scaled • mixing(p, constants) : scaled.columns(at: reversed)
    if isMixing { logDeterminant = logDeterminant + p[prefix + "logs"].sum() }
    let rows = x.tape.constant(Matrix(rows: x.rows, columns: 1, repeating: 1)) • logDeterminant
    let (a, b) = (permuted.columns(firstHalf), permuted.columns(secondHalf))
    let (shift, logScale) = coupling(a, p)
    guard let logScale else { return (.joining([a, b + shift]), rows) }
    return (.joining([a, (b + shift) * logScale.exp()]), rows + logScale.rowSums())
  }

  /// t(a), and log σ(s(a) + 2).
  private func coupling<Element: Scalar>(
    _ a: Variable<Element>, _ p: TapedParameters<Element>
  ) -> (Variable<Element>, Variable<Element>?) {
    let h = (a • p[prefix + "V1"]).addingRow(p[prefix + "c1"]).rectified()
    let output = (h • p[prefix + "V2"]).addingRow(p[prefix + "c2"])
    guard step.coupling == .affine else { return (output, nil) }
    let shift = output.columns(at: Array(stride(from: 0, to: outputs, by: 2)))
    let scale = output.columns(at: Array(stride(from: 1, to: outputs, by: 2)))
    return (shift, ((scale + 2) * -1).softplus() * -1)
  }

  /// P (tril(L, −1) + 1) (triu(U, 1) + diag(sign · e^logs))
  private func mixing<Element: Scalar>(
    _ p: TapedParameters<Element>, _ constants: ParameterTable<Element>
  ) -> Variable<Element> {
    let tape = p.tape
    let unit = Matrix<Element>.identity(dimensions)
    let ones = Matrix<Element>(rows: dimensions, columns: dimensions, repeating: 1)
    let above = tape.constant(ones.upperTriangle() - unit)
    let below = tape.constant(ones.lowerTriangle() - unit)
    let lower = p[prefix + "L"] * below + tape.constant(unit)
    let diagonal = p[prefix + "logs"].exp() * tape.constant(constants[prefix + "sign"])
    let upper = p[prefix + "Uu"] * above + tape.constant(unit).timesRow(diagonal)
    return tape.constant(constants[prefix + "Pm"]) • lower • upper
  }

  /// The x whose result is y; not finite if the mixing matrix has become singular.
  func inverse<Element: Scalar>(
    _ y: Matrix<Element>, _ p: TapedParameters<Element>, _ constants: ParameterTable<Element>
  ) -> Matrix<Element> {
    let a = y.columns(firstHalf)
    let (shift, logScale) = coupling(p.tape.constant(a), p)
    var b = y.columns(secondHalf)
    if let logScale { b = b * logScale.value.map { Element.exp(-$0) } }
    let permuted = Matrix.joining([a, b - shift.value])
    let scaled =
      switch step.permutation {
      case .reversal: permuted.transposed().rows(at: reversed).transposed()
      case .mixing: permuted • LUFactorization(square: mixing(p, constants).value).inverseOrNaN
      }
    let scales = p[prefix + "al"].value.elements.map { Element.exp(-$0) }
    return scaled.combiningRows(with: scales) { $0 * $1 }
      .combiningRows(with: p[prefix + "ab"].value.elements) { $0 - $1 }
  }

  /// The scaling that gives the elements of some rows mean 0 and variance 1.
  func initialized<Element: Scalar>(_ x: Matrix<Element>) -> (
    bias: Matrix<Element>, logScale: Matrix<Element>
  ) {
    let means = x.columnMeans
    let centred = x.combiningRows(with: means) { $0 - $1 }
    let sizes = (centred * centred).columnMeans.map { $0.squareRoot() }
    return (
      Matrix(row: means.map { -$0 }), Matrix(row: sizes.map { -Element.log($0 + 1e-6) })
    )
  }
}
