import Testing

@testable import WordMineNumerics

@Suite struct TapeTests {
  typealias Operation = @Sendable ([Variable<Double>]) throws -> Variable<Double>

  /// Operations of one or two matrices of 3 × 4; the second one is positive.
  static let operations: [(String, Operation)] = [
    ("+", { $0[0] + $0[1] }), ("-", { $0[0] - $0[1] }), ("*", { $0[0] * $0[1] }),
    ("/", { $0[0] / $0[1] }), ("scaled", { $0[0] * 2.5 }), ("shifted", { $0[0] + 1.5 }),
    ("timesTransposed", { $0[0].timesTransposed($0[1]) }),
    ("exponential", { $0[0].exp() }), ("logarithm", { $0[1].log() }),
    ("hyperbolicTangent", { $0[0].tanh() }), ("sigmoid", { $0[0].sigmoid() }),
    ("softplus", { $0[0].softplus() }), ("rectified", { $0[0].rectified() }),
    ("sigmoidWeighted", { $0[0].sigmoidWeighted() }), ("squared", { $0[0].squared() }),
    ("squareRoot", { $0[1].squareRoot() }), ("sum", { $0[0].sum() }), ("mean", { $0[0].mean() }),
    ("rowSums", { $0[0].rowSums() }), ("columnMeans", { $0[0].columnMeans() }),
    ("rows", { $0[0].rows(at: [2, 0, 2]) }), ("columnsAt", { $0[0].columns(at: [3, 1, 0, 1]) }),
    ("columns", { $0[0].columns(1..<3) }), ("joining", { .joining([$0[0], $0[1], $0[0]]) }),
    ("softmax", { $0[0].softmaxOfRows() }),
    ("crossEntropy", { try $0[0].softmaxCrossEntropy(targets: [1, 3, 0]) }),
    (
      "weightedEntropy", { try $0[0].softmaxCrossEntropy(targets: [1, 3, 0], weights: [1, 0, 3]) }
    ),
    ("rootMeanSquare", { $0[0].rootMeanSquareNormalized() }),
    ("columnsNormalized", { $0[0].columnsNormalized() }),
    ("rotary", { $0[0].rotated(Rotary(), width: 2, positions: [0, 3, 8]) }),
    ("halves", { $0[0].rotated(Rotary(layout: .halves), width: 4, positions: [1, 3, 8]) }),
  ]

  /// A weighted sum of the elements, so that no gradient hides behind a symmetry.
  private func weighed(_ variable: Variable<Double>) -> Variable<Double> {
    let weights: Matrix<Double> = random(variable.rows, variable.columns, seed: 99)
    return (variable * variable.tape.constant(weights)).sum()
  }

  @Test(arguments: operations.indices)
  func gradientsAreThoseOfDifferences(index: Int) throws {
    let (name, operation) = Self.operations[index]
    let a: Matrix<Double> = random(3, 4, seed: 1)
    let b: Matrix<Double> = random(3, 4, seed: 2).map { abs($0) + 0.5 }
    let error = try GradientCheck.largestError([a, b]) { _, values in
      try weighed(operation(values))
    }
    #expect(error < 1e-7, "\(name)")
  }

  @Test func gradientsOfProductsAreThoseOfDifferences() {
    let values = [random(3, 4, seed: 1), random(4, 2, seed: 2), random(1, 2, seed: 3)]
    let error = GradientCheck.largestError(values) { _, values in
      weighed((values[0] • values[1]).addingRow(values[2]).timesRow(values[2]))
    }
    #expect(error < 1e-7)
    let sparse = SparseMatrix(Matrix<Double>([[0, 1, 2, 0], [3, 0, 0, 0]]))
    let sparseError = GradientCheck.largestError([values[1]]) { _, values in
      weighed(sparse.times(values[0]))
    }
    #expect(sparseError < 1e-7)
  }

  @Test func gradientsOfCountLossesAreThoseOfDifferences() throws {
    let counts = Matrix<Double>([[1, 0, 3, 2], [0, 0, 0, 0], [5, 1, 0, 0]])
    let logits: Matrix<Double> = random(3, 4, seed: 4)
    let multinomial = try GradientCheck.largestError([logits]) { _, values in
      try weighed(values[0].multinomialLosses(counts: counts))
    }
    #expect(multinomial < 1e-7)
    let bernoulli = try GradientCheck.largestError([logits]) { _, values in
      try weighed(values[0].bernoulliLosses(targets: counts.map { min($0, 1) }))
    }
    #expect(bernoulli < 1e-7)
    let parts: [Matrix<Double>] = [random(3, 2, seed: 5), random(2, 4, seed: 6)]
    let mixture = try GradientCheck.largestError(parts) { _, values in
      let (shares, components) = (values[0].softmaxOfRows(), values[1].softmaxOfRows())
      return try weighed(shares.mixtureLosses(components, counts: SparseMatrix(counts)))
    }
    #expect(mixture < 1e-7)
  }

  @Test func aMixtureCostsWhatItsOutcomesDo() throws {
    let tape = Tape<Double>()
    let shares = tape.constant(Matrix([[0.5, 0.5], [1, 0]]))
    let components = tape.constant(Matrix([[0.75, 0.25, 0], [0.25, 0.25, 0.5]]))
    let counts = SparseMatrix<Double>(Matrix([[2, 0, 1], [0, 0, 1]]))
    let losses = try shares.mixtureLosses(components, counts: counts).value.elements
    // Twice −log ½ and −log ¼; and what cannot be, which counts as 10⁻³⁰.
    #expect(abs(losses[0] - 4 * Double.log(2)) < 1e-12)
    #expect(abs(losses[1] - 30 * Double.log(10)) < 1e-12)
  }

  @Test(arguments: [1, 2])
  func gradientsOfAttentionAreThoseOfDifferences(sequences: Int) {
    let values = [
      random(6, 8, seed: 1), random(6, 4, seed: 2), random(6, 8, seed: 3), random(6, 2, seed: 4),
      random(6, 6, seed: 5),
    ]
    let attention = CausalAttention(heads: 4, valueGroups: 2, scale: 0.5, sequences: sequences)
    let error = GradientCheck.largestError(values) { _, values in
      let parts = [
        CausalAttention.Part(queries: values[0], keys: values[1], groups: 2),
        CausalAttention.Part(queries: values[2], keys: values[3], groups: 1),
      ]
      return weighed(attention(parts, values: values[4]))
    }
    #expect(error < 1e-7)
  }

  @Test func aVariableUsedTwiceGetsBothGradients() {
    let tape = Tape<Double>()
    let x = tape.variable(Matrix(row: [3]))
    let y = x * x + x
    #expect(tape.gradients(of: y, for: [x])[0].elements == [7])
  }

  @Test func whatIsNotUsedHasNoGradient() {
    let tape = Tape<Double>()
    let (x, unused) = (tape.variable(Matrix(row: [3])), tape.variable(Matrix(row: [1, 2])))
    #expect(tape.gradients(of: x * 2, for: [unused, x]).map(\.elements) == [[0, 0], [2]])
  }

  @Test func lossesOfLargeLogitsAreFinite() throws {
    let tape = Tape<Float>()
    let logits = tape.variable(Matrix([[1e4, -1e4], [-1e4, 1e4]]))
    let loss = try logits.softmaxCrossEntropy(targets: [0, 0])
    #expect(loss.scalar == 1e4)
    #expect(tape.gradients(of: loss, for: [logits])[0].isFinite)
    #expect(
      try logits.bernoulliLosses(targets: Matrix([[1, 0], [1, 0]])).value.elements == [0, 2e4])
  }

  /// A check that cannot fail is none: a wrong gradient is found.
  @Test func theCheckFindsAWrongGradient() {
    let error = GradientCheck.largestError([Matrix(row: [2])]) { tape, values in
      tape.record(values[0].value.map { $0 * $0 }, from: values) { [$0] }
    }
    #expect(error > 0.5)
  }
}
