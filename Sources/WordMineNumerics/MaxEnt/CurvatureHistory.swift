/// The last steps s and changes of the gradient y, which stand for the inverse curvature.
///
/// Of the vectors, only inner products enter the two loops of L-BFGS. They are worked out in one pass
/// over memory, and the direction in another, in place of one for each vector and loop.
///
/// References: Nocedal and Wright 2006, *Numerical Optimization*, algorithm 7.4; Chen, Wang and Zhou
/// 2014, *Large-Scale L-BFGS Using MapReduce*.
struct CurvatureHistory {
  private var steps: [[Double]] = []
  private var changes: [[Double]] = []
  /// s_i · y_j and y_i · y_j.
  private var mixed: [[Double]] = []
  private var squares: [[Double]] = []
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  var isEmpty: Bool { steps.isEmpty }

  /// - Complexity: O(limit · dimensions).
  mutating func append(step s: [Double], change y: [Double]) {
    guard dot(s[...], y[...]) > 1e-300 else { return }
    if steps.count == limit { removeFirst() }
    steps.append(s)
    changes.append(y)
    // s and y with all y, y with all s.
    let byChanges = InnerProducts.of([s, y], with: changes)
    let bySteps = InnerProducts.of([y], with: steps)[0]
    for index in mixed.indices {
      mixed[index].append(bySteps[index])
      squares[index].append(byChanges[1][index])
    }
    mixed.append(byChanges[0])
    squares.append(byChanges[1])
  }

  private mutating func removeFirst() {
    steps.removeFirst()
    changes.removeFirst()
    mixed.removeFirst()
    squares.removeFirst()
    for index in mixed.indices {
      mixed[index].removeFirst()
      squares[index].removeFirst()
    }
  }

  /// −H g.
  ///
  /// - Complexity: O(limit · dimensions).
  func direction(_ gradient: [Double]) -> [Double] {
    let count = steps.count
    guard count > 0 else { return gradient.map { -$0 } }
    let along = InnerProducts.of([gradient], with: steps + changes)[0]
    var shares = [Double](repeating: 0, count: count)
    for i in (0..<count).reversed() {
      let known = (i + 1..<count).reduce(-along[i]) { $0 - shares[$1] * mixed[i][$1] }
      shares[i] = known / mixed[i][i]
    }
    let scale = mixed[count - 1][count - 1] / squares[count - 1][count - 1]
    var corrections = [Double](repeating: 0, count: count)
    for i in 0..<count {
      let first = (0..<count).reduce(-along[count + i]) { $0 - shares[$1] * squares[i][$1] }
      let back = (0..<i).reduce(scale * first) { $0 + corrections[$1] * mixed[$1][i] }
      corrections[i] = shares[i] - back / mixed[i][i]
    }
    return InnerProducts.sum(
      of: [gradient] + steps + changes,
      times: [-scale] + corrections + shares.map { -scale * $0 })
  }
}
