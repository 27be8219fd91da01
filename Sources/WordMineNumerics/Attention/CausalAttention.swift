/// Softmax attention of each position to itself and the positions before it; heads may share keys.
///
///     a = softmax(scale · Σ q_p k_pᵀ),  o = a v
///
/// A score is a sum over parts: plain attention has one, latent attention a second one for the
/// rotated elements. Heads are contiguous blocks of columns; of h heads and g groups of keys, head s
/// uses group ⌊s g / h⌋.
struct CausalAttention: Sendable {
  var heads: Int
  /// The number of groups of the values, a divisor of the number of heads.
  var valueGroups: Int
  var scale: Double
  /// The number of sequences of equal length, stacked in the rows.
  var sequences = 1

  /// A part of the scores.
  struct Part<Value> {
    /// [n, heads · width]
    var queries: Value
    /// [m, groups · width]
    var keys: Value
    var groups: Int
  }

  /// The columns of a head, or of its group.
  static func columns(_ head: Int, of heads: Int, groups: Int, in total: Int) -> Range<Int> {
    let width = total / groups
    let group = head * groups / heads
    return group * width..<(group + 1) * width
  }

  /// The weights of one head and sequence: [n, m], each row sums to one.
  ///
  /// There may be more keys than queries; then the last query is at the position of the last key.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func weights<Element: Scalar>(
    _ head: Int, sequence: Int, _ parts: [Part<Matrix<Element>>]
  ) -> Matrix<Element> {
    var scores: Matrix<Element>?
    for part in parts {
      let product = block(part.queries, head, sequence, groups: heads)
        .product(block(part.keys, head, sequence, groups: part.groups), transposingOther: true)
      if scores == nil { scores = product } else { scores! += product }
    }
    var weights = scores! * Element(scale)
    Self.causalSoftmax(&weights)
    return weights
  }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  private static func causalSoftmax<Element: Scalar>(_ scores: inout Matrix<Element>) {
    let past = scores.columns - scores.rows
    for row in 0..<scores.rows {
      let start = row * scores.columns
      let end = start + past + row + 1
      scores.softmax(start..<end)
      for index in end..<start + scores.columns { scores.elements[index] = 0 }
    }
  }

  /// The rows of a sequence and the columns of a head.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func block<Element: Scalar>(
    _ x: Matrix<Element>, _ head: Int, _ sequence: Int, groups: Int
  ) -> Matrix<Element> {
    let rows = x.rows / sequences
    let columns = Self.columns(head, of: heads, groups: groups, in: x.columns)
    var block: [Element] = []
    block.reserveCapacity(rows * columns.count)
    for row in sequence * rows..<(sequence + 1) * rows {
      let start = row * x.columns
      block += x.elements[start + columns.lowerBound..<start + columns.upperBound]
    }
    return Matrix(rows, columns.count, block)
  }

  /// Adds the block of a head and sequence at its place.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func add<Element: Scalar>(
    _ block: Matrix<Element>, _ head: Int, _ sequence: Int, groups: Int,
    to x: inout Matrix<Element>
  ) {
    let columns = Self.columns(head, of: heads, groups: groups, in: x.columns)
    for row in 0..<block.rows {
      let place = (sequence * block.rows + row) * x.columns + columns.lowerBound
      for column in 0..<block.columns { x.elements[place + column] += block[row, column] }
    }
  }

  /// The output, [n, heads · width of a value], and the weights of each head of each sequence.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func forward<Element: Scalar>(
    _ parts: [Part<Matrix<Element>>], values: Matrix<Element>
  ) -> (output: Matrix<Element>, weights: [Matrix<Element>]) {
    let width = values.columns / valueGroups
    var output = Matrix<Element>(rows: parts[0].queries.rows, columns: heads * width)
    var weights: [Matrix<Element>] = []
    for sequence in 0..<sequences {
      for head in 0..<heads {
        let weight = self.weights(head, sequence: sequence, parts)
        let result = weight • block(values, head, sequence, groups: valueGroups)
        add(result, head, sequence, groups: heads, to: &output)
        weights.append(weight)
      }
    }
    return (output, weights)
  }

  /// The gradients of queries and keys of each part, and of the values.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func backward<Element: Scalar>(
    _ gradient: Matrix<Element>, _ parts: [Part<Matrix<Element>>], values: Matrix<Element>,
    weights: [Matrix<Element>]
  ) -> (parts: [Part<Matrix<Element>>], values: Matrix<Element>) {
    var results = parts.map { part in
      Part(queries: part.queries * 0, keys: part.keys * 0, groups: part.groups)
    }
    var valueGradient = values * 0
    for sequence in 0..<sequences {
      for head in 0..<heads {
        let weight = weights[sequence * heads + head]
        let outer = block(gradient, head, sequence, groups: heads)
        let value = block(values, head, sequence, groups: valueGroups)
        add(
          weight.product(outer, transposingSelf: true), head, sequence, groups: valueGroups,
          to: &valueGradient)
        let scores = scoreGradient(outer.product(value, transposingOther: true), weight)
        for (index, part) in parts.enumerated() {
          let query = block(part.queries, head, sequence, groups: heads)
          let key = block(part.keys, head, sequence, groups: part.groups)
          add(scores • key, head, sequence, groups: heads, to: &results[index].queries)
          add(
            scores.product(query, transposingSelf: true), head, sequence, groups: part.groups,
            to: &results[index].keys)
        }
      }
    }
    return (results, valueGradient)
  }

  /// scale · a (g − Σ a g), row by row.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  private func scoreGradient<Element: Scalar>(
    _ gradient: Matrix<Element>, _ weight: Matrix<Element>
  ) -> Matrix<Element> {
    var result = gradient
    for row in 0..<weight.rows {
      let share = dot(gradient.row(row), weight.row(row))
      for index in weight.range(ofRow: row) {
        result.elements[index] =
          Element(scale) * weight.elements[index] * (gradient.elements[index] - share)
      }
    }
    return result
  }

  /// Attention on a tape.
  func callAsFunction<Element: Scalar>(
    _ parts: [Part<Variable<Element>>], values: Variable<Element>
  ) -> Variable<Element> {
    let plain = parts.map {
      Part(queries: $0.queries.value, keys: $0.keys.value, groups: $0.groups)
    }
    let v = values.value
    let (output, weights) = forward(plain, values: v)
    let parents = parts.flatMap { [$0.queries, $0.keys] } + [values]
    return values.tape.record(output, from: parents) { gradient in
      let (parts, values) = backward(gradient, plain, values: v, weights: weights)
      return parts.flatMap { [$0.queries, $0.keys] } + [values]
    }
  }
}
