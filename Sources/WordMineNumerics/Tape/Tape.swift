/// Records a computation with matrices, and replays it backwards to compute gradients (reverse-mode
/// automatic differentiation).
///
///     let tape = Tape<Double>()
///     let w = tape.variable(weights)
///     let loss = try (tape.constant(x) • w).softmaxCrossEntropy(targets: y)
///     let gradient = tape.gradients(of: loss, for: [w])[0]
///
/// A tape serves one computation; each step of a training creates a new one. As with ``Matrix``, shapes
/// that do not fit, and variables of different tapes, are errors of the program; targets and counts are
/// data, and checked by throwing.
public final class Tape<Element: Scalar> {
  struct Node {
    let value: Matrix<Element>
    let parents: [Int]
    let needsGradient: Bool
    /// Maps the gradient of this value to those of the parents; `nil` for one that needs none.
    let pullback: (Matrix<Element>) -> [Matrix<Element>?]
  }

  private(set) var nodes: [Node] = []

  public init() {}

  /// A value whose gradient is wanted.
  public func variable(_ value: Matrix<Element>) -> Variable<Element> {
    leaf(value, needsGradient: true)
  }

  /// A value whose gradient is not wanted.
  public func constant(_ value: Matrix<Element>) -> Variable<Element> {
    leaf(value, needsGradient: false)
  }

  private func leaf(_ value: Matrix<Element>, needsGradient: Bool) -> Variable<Element> {
    nodes.append(Node(value: value, parents: [], needsGradient: needsGradient) { _ in [] })
    return Variable(tape: self, index: nodes.count - 1)
  }

  /// Adds a result.
  ///
  /// - Parameter pullback: Maps the gradient of the result to one for each parent, in their order.
  func record(
    _ value: Matrix<Element>, from parents: [Variable<Element>],
    pullback: @escaping (Matrix<Element>) -> [Matrix<Element>?]
  ) -> Variable<Element> {
    precondition(parents.allSatisfy { $0.tape === self }, "variables of several tapes")
    nodes.append(
      Node(
        value: value, parents: parents.map(\.index),
        needsGradient: parents.contains { $0.needsGradient }, pullback: pullback))
    return Variable(tape: self, index: nodes.count - 1)
  }

  /// The gradients of the sum of the elements of `output`, with respect to each variable.
  ///
  /// - Complexity: About twice the cost of the computation.
  public func gradients(
    of output: Variable<Element>, for variables: [Variable<Element>]
  ) -> [Matrix<Element>] {
    var gradients = [Matrix<Element>?](repeating: nil, count: output.index + 1)
    gradients[output.index] = output.value.map { _ in 1 }
    let wanted = Set(variables.map(\.index))
    for index in (0...output.index).reversed() {
      guard let gradient = gradients[index], nodes[index].needsGradient else { continue }
      let parts = nodes[index].pullback(gradient)
      if !wanted.contains(index) { gradients[index] = nil }
      for (parent, part) in zip(nodes[index].parents, parts) {
        guard let part, nodes[parent].needsGradient else { continue }
        if gradients[parent] == nil { gradients[parent] = part } else { gradients[parent]! += part }
      }
    }
    return variables.map {
      ($0.index <= output.index ? gradients[$0.index] : nil)
        ?? Matrix(rows: $0.value.rows, columns: $0.value.columns)
    }
  }
}
