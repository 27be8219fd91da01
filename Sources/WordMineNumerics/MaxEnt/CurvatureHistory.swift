/// The last steps s and changes of the gradient y, which approximate the inverse curvature.
///
/// Of the vectors, only inner products enter the two loops of L-BFGS. They are computed in one pass over
/// memory, and the direction in another, instead of one for each vector and loop.
///
/// References: Nocedal and Wright 2006, *Numerical Optimization*, algorithm 7.4; Chen, Wang and Zhou
/// 2014, *Large-Scale L-BFGS Using MapReduce*.
struct CurvatureHistory {
  private let limit: Int
  /// Row 2p is the step of pair p, row 2p + 1 the change.
  private var vectors: LongRows
  /// The pairs, the oldest first. `mixed` is s_i · y_j for i ≤ j, `squares` y_i · y_j.
  private var order: [Int] = []
  private var mixed: [[Double]]
  private var squares: [[Double]]
  /// The last pair, until its products with the others are known.
  private var newest: Int?

  init(limit: Int, dimensions: Int) {
    precondition(limit > 0, "a history of \(limit) pairs")
    self.limit = limit
    // One more, for the next pair.
    let pairs = limit + 1
    vectors = LongRows(width: dimensions, limit: 2 * pairs)
    mixed = Array(repeating: Array(repeating: 0, count: pairs), count: pairs)
    squares = mixed
  }

  var isEmpty: Bool { order.isEmpty }

  mutating func removeAll() {
    order = []
    newest = nil
  }

  /// Appends the step and the change between two points, if the function is convex between them.
  ///
  /// - Complexity: O(dimensions).
  mutating func append(
    from point: (x: [Double], gradient: [Double]), to next: (x: [Double], gradient: [Double])
  ) {
    if let newest {
      add(newest, vectors.products(count: rows, with: point.gradient, andRow: 2 * newest + 1).row)
    }
    let pair = (0...limit).first { !order.contains($0) }!
    vectors.set(2 * pair, to: next.x, minus: point.x)
    vectors.set(2 * pair + 1, to: next.gradient, minus: point.gradient)
    guard vectors.product(2 * pair, 2 * pair + 1) > 1e-300 else { return }
    if order.count == limit { order.removeFirst() }
    order.append(pair)
    newest = pair
  }

  /// The rows in use are below this one.
  private var rows: Int { 2 * ((order.max() ?? -1) + 1) }

  /// −H g.
  ///
  /// - Complexity: O(limit · dimensions).
  mutating func direction(_ gradient: [Double]) -> [Double] {
    guard let last = order.last else { return gradient.map { -$0 } }
    let products = vectors.products(
      count: rows, with: gradient, andRow: 2 * (newest ?? last) + 1)
    if let newest { add(newest, products.row) }
    let along = products.vector
    var shares = [Double](repeating: 0, count: rows / 2)
    for (place, i) in order.enumerated().reversed() {
      let known = order[(place + 1)...].reduce(-along[2 * i]) { $0 - shares[$1] * mixed[i][$1] }
      shares[i] = known / mixed[i][i]
    }
    let scale = mixed[last][last] / squares[last][last]
    var corrections = [Double](repeating: 0, count: rows / 2)
    for (place, i) in order.enumerated() {
      let first = order.reduce(-along[2 * i + 1]) { $0 - shares[$1] * squares[i][$1] }
      let back = order[..<place].reduce(scale * first) { $0 + corrections[$1] * mixed[$1][i] }
      corrections[i] = shares[i] - back / mixed[i][i]
    }
    return vectors.sum(
      -scale, gradient, shares.indices.flatMap { [corrections[$0], -scale * shares[$0]] })
  }

  /// - Parameter products: The products of the change of the newest pair with all rows.
  private mutating func add(_ pair: Int, _ products: [Double]) {
    for i in order {
      mixed[i][pair] = products[2 * i]
      squares[i][pair] = products[2 * i + 1]
      squares[pair][i] = products[2 * i + 1]
    }
    newest = nil
  }
}
