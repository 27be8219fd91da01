import WordMineBase
import WordMineNumerics

/// Shows how an optimizer by signs drives away a row of a table that is touched only once, and the cures.
///
/// A table predicts the next of fifteen tokens; the sixteenth occurs only in the first batch. The picture
/// shows how large its row becomes; its description lists the numbers:
///
///     swift run -c release EmbeddingAnomaly >anomaly.svg
@main
enum EmbeddingAnomaly {
  static let steps = 20_000
  static let decay = 0.01
  /// The steps whose numbers are listed.
  static let marks = [1, 10, 100, 1000, 10_000, 20_000]

  static func main() throws {
    let curves = [
      try Curve("Tiger", tiger(.off)), try Curve("Tiger, lazy rows", tiger(.decayingState)),
      try Curve("Tiger, tied tables", tiger(.off), isTied: true),
      try Curve("AdamW for the table", adam),
    ]
    let picture = Picture(
      description: table(curves), curves: curves, steps: steps, limit: 1 / decay)
    print(picture.svg)
  }

  private static func tiger(_ lazyRows: LazyRows) -> [ParameterGroup] {
    [ParameterGroup(rule: Tiger(), learningRate: 0.01, weightDecay: decay, lazyRows: lazyRows)]
  }

  private static var adam: [ParameterGroup] {
    [
      ParameterGroup(
        [.embedding], rule: AdamW(), learningRate: 0.01, weightDecay: decay, lazyRows: .off),
      ParameterGroup(rule: Tiger(), learningRate: 0.01, weightDecay: decay),
    ]
  }

  private static func table(_ curves: [Curve]) -> String {
    let rows = curves.map { curve in
      let values = marks.map { mark in
        let value = curve.points.first { $0.step == mark }?.value ?? 0
        return String((value * 1000).rounded() / 1000)
      }
      return "\(curve.name): " + values.joined(separator: ", ")
    }
    let head = "The largest element of the row after \(marks) steps; 1/λ is \(1 / decay)."
    return ([head] + rows).joined(separator: "\n")
  }
}

/// How large the row is while a model is trained.
struct Curve {
  let name: String
  private(set) var points: [(step: Int, value: Double)] = []

  init(_ name: String, _ groups: [ParameterGroup], isTied: Bool = false) throws {
    self.name = name
    var optimizer = try Optimizer<Double>(.init(groups))
    var parameters = Self.parameters(isTied: isTied)
    var next = 1
    for step in 1...EmbeddingAnomaly.steps {
      let tape = Tape<Double>()
      let variables = parameters.map { tape.variable($0.value) }
      let loss = try Self.loss(variables, isFirst: step == 1)
      try optimizer.step(&parameters, gradients: tape.gradients(of: loss, for: variables))
      guard step >= next || EmbeddingAnomaly.marks.contains(step) else { continue }
      points.append((step, parameters[0].value.rows(15..<16).maximumMagnitude))
      next = max(step + 1, step * 21 / 20)
    }
  }

  private static func parameters(isTied: Bool) -> [Parameter<Double>] {
    var generator = SeededGenerator(seed: 1)
    let input: Matrix<Double> = generator.normal(rows: 16, columns: 2)
    let output: Matrix<Double> = generator.normal(rows: 16, columns: 2)
    let table = Parameter("input", .embedding, input * 0.1)
    return isTied ? [table] : [table, Parameter("output", .kernel, output * 0.1)]
  }

  /// Token i is followed by token 3i + 1.
  private static func loss(
    _ tables: [Variable<Double>], isFirst: Bool
  ) throws -> Variable<Double> {
    let inputs = (0..<15).map { isFirst && $0 == 14 ? 15 : $0 }
    let vectors = tables[0].rows(at: inputs)
    // With one table the halves are exchanged, or each token would predict itself.
    let hidden = tables.count == 1 ? vectors.columns(at: [1, 0]) : vectors
    return try hidden.timesTransposed(tables[tables.count - 1])
      .softmaxCrossEntropy(targets: (0..<15).map { (3 * $0 + 1) % 15 })
  }
}
