import WordMineBase

/// An invertible map f to a standard normal distribution, learned by maximum likelihood.
///
///     log p(x) = log N(f(x); 0, 1) + log |det ∂f/∂x|
///
/// After each level but the last, the second half of the elements is finished and the first half is
/// passed on, so that later levels are cheaper; all elements together are the result.
///
/// References: Kingma and Dhariwal 2018, *Glow*; Li et al. 2020, *On the Sentence Embeddings from
/// Pre-trained Language Models*, where it maps sentence vectors.
public struct InvertibleFlow<Element: Scalar>: Sendable {
  public struct Configuration: Equatable, Sendable {
    /// d, of the vectors.
    public var dimensions: Int
    /// The steps of each level.
    public var levels: [[FlowStep]]
    /// The width of the hidden layer of a coupling.
    public var hidden = 32

    /// Levels of equal steps, by reversals and additive couplings as for sentence vectors.
    public init(
      dimensions: Int, levels: Int = 3, depth: Int = 3, step: FlowStep = FlowStep(),
      hidden: Int = 32
    ) {
      self.dimensions = dimensions
      self.levels = Array(repeating: Array(repeating: step, count: depth), count: levels)
      self.hidden = hidden
    }
  }

  public let configuration: Configuration
  public var parameters: [Parameter<Element>]
  /// The constants: the permutations of mixing steps, and their signs.
  public internal(set) var constants: [Parameter<Element>]
  private let layers: [[FlowStepLayer]]

  /// A flow with random parameters; its couplings initially do nothing.
  ///
  /// - Throws: `InvalidValue` if there is no level, if fewer than two dimensions are left to the last
  ///   one, or if the hidden layer has no width.
  public init(_ configuration: Configuration, seed: UInt64) throws(InvalidValue) {
    try InvalidValue.check("hidden", configuration.hidden, atLeast: 1)
    try InvalidValue.check("levels", configuration.levels.count, in: 1...32)
    let last = configuration.dimensions >> (configuration.levels.count - 1)
    guard last >= 2 else {
      throw InvalidValue(
        "\(configuration.dimensions) dimensions cannot be halved for \(configuration.levels.count) "
          + "levels; use fewer levels")
    }
    let layers = Self.layers(configuration)
    var generator = SeededGenerator(seed: seed)
    self.configuration = configuration
    self.layers = layers
    parameters = layers.joined().flatMap { $0.parameters(&generator) }
    constants = layers.joined().flatMap { $0.constants(&generator) }
  }

  private static func layers(_ configuration: Configuration) -> [[FlowStepLayer]] {
    var (dimensions, number) = (configuration.dimensions, 0)
    return configuration.levels.map { steps in
      defer { dimensions /= 2 }
      return steps.map { step in
        defer { number += 1 }
        return FlowStepLayer(
          step: step, dimensions: dimensions, hidden: configuration.hidden, prefix: "\(number).")
      }
    }
  }

  /// f(x), and log |det ∂f/∂x| of each row: [n, d] and [n, 1].
  ///
  /// - Throws: `InvalidValue` for rows of other dimensions.
  public func forward(
    _ x: Variable<Element>, _ p: TapedParameters<Element>
  ) throws(InvalidValue) -> (z: Variable<Element>, logDeterminant: Variable<Element>) {
    try x.value.check(columns: configuration.dimensions, "rows")
    let constants = ParameterTable(constants)
    var going = x
    var finished: [Variable<Element>] = []
    var total = x.tape.constant(Matrix(rows: x.rows, columns: 1))
    for (level, steps) in layers.enumerated() {
      for step in steps {
        let (next, logDeterminant) = step.forward(going, p, constants)
        (going, total) = (next, total + logDeterminant)
      }
      if level + 1 < layers.count {
        finished.insert(going.columns(going.columns / 2..<going.columns), at: 0)
        going = going.columns(0..<going.columns / 2)
      }
    }
    return (.joining([going] + finished), total)
  }

  /// f(x) of each row: [n, d].
  ///
  /// - Throws: `InvalidValue` for rows of other dimensions, or that are not finite.
  public func apply(_ rows: Matrix<Element>) throws(InvalidValue) -> Matrix<Element> {
    try rows.checkFinite()
    // In blocks, since the tape keeps everything between x and f(x).
    var blocks: [Matrix<Element>] = []
    for start in stride(from: 0, to: max(1, rows.rows), by: 4096) {
      let p = TapedParameters(parameters, on: Tape())
      let part = p.tape.constant(rows.rows(start..<min(start + 4096, rows.rows)))
      blocks.append(try forward(part, p).z.value)
    }
    return .stacking(blocks)
  }

  /// The x with f(x) = z, of each row: [n, d].
  ///
  /// - Throws: `InvalidValue` for rows of other dimensions, or that are not finite.
  public func inverse(_ z: Matrix<Element>) throws(InvalidValue) -> Matrix<Element> {
    try z.check(columns: configuration.dimensions, "rows")
    try z.checkFinite()
    let (p, constants) = (TapedParameters(parameters, on: Tape()), ParameterTable(constants))
    var start = layers[layers.count - 1].first?.dimensions ?? z.columns
    var going = z.columns(0..<start)
    for (level, steps) in layers.enumerated().reversed() {
      if level + 1 < layers.count {
        let width = steps[0].dimensions - going.columns
        going = .joining([going, z.columns(start..<start + width)])
        start += width
      }
      for step in steps.reversed() { going = step.inverse(going, p, constants) }
    }
    return going
  }

  /// The mean of −log p(x) over rows, in nats.
  ///
  /// - Throws: `InvalidValue` for rows of other dimensions.
  public func loss(
    _ rows: Matrix<Element>, _ p: TapedParameters<Element>
  ) throws(InvalidValue) -> Variable<Element> {
    let (z, logDeterminant) = try forward(p.tape.constant(rows), p)
    let constant = Element(configuration.dimensions) / 2 * Element.log(2 * .pi)
    return (z.squared().rowSums() * 0.5 - logDeterminant).mean() + constant
  }

  /// The mean of −log₂ p(x) over rows, divided by the dimensions.
  ///
  /// - Throws: `InvalidValue` for rows of other dimensions.
  public func bitsPerDimension(_ rows: Matrix<Element>) throws(InvalidValue) -> Double {
    let loss = try loss(rows, TapedParameters(parameters, on: Tape())).scalar
    return Information.bits(Double(loss)) / Double(configuration.dimensions)
  }

  /// Sets the scalings of all steps so that each yields elements of mean 0 and variance 1 on some rows.
  ///
  /// - Throws: `InvalidValue` for rows of other dimensions, for none, or if they are not finite.
  public mutating func initialize(from rows: Matrix<Element>) throws(InvalidValue) {
    try rows.check(columns: configuration.dimensions, "rows")
    try InvalidValue.check("rows", rows.rows, atLeast: 1)
    try rows.checkFinite()
    let table = ParameterTable(constants)
    var x = rows
    for (level, steps) in layers.enumerated() {
      for step in steps {
        let (bias, logScale) = step.initialized(x)
        for index in parameters.indices {
          if parameters[index].name == step.prefix + "ab" { parameters[index].value = bias }
          if parameters[index].name == step.prefix + "al" { parameters[index].value = logScale }
        }
        let p = TapedParameters(parameters, on: Tape())
        x = step.forward(p.tape.constant(x), p, table).0.value
      }
      if level + 1 < layers.count { x = x.columns(0..<x.columns / 2) }
    }
  }
}
