/// The spans that the gaps of a clause make: a Cartesian tree over their strengths.
enum GapTree {
  /// A run of words whose inner gaps are all weaker than the gaps around it.
  struct Node: Equatable, Sendable {
    var words: Range<Int>
    /// The weaker of the gaps around it less the strongest inside, in nats.
    var prominence: Double
  }

  /// How strong the edges of a clause are, in nats.
  static let edge = 2.0

  /// All nodes but the clause itself; any two contain one another, or do not touch.
  ///
  /// Gaps of equal strength share a node, which may so have more than two parts.
  ///
  /// - Parameter strengths: Of the gap after each word but the last.
  /// - Complexity: O(words).
  static func nodes(_ strengths: [Double]) -> [Node] {
    let count = strengths.count
    var stronger = [Int](repeating: count, count: count)
    var weakened = [Int](repeating: -1, count: count)
    // The gaps on the stack fall in strength; what is taken off has met a stronger one.
    var stack: [Int] = []
    for gap in 0..<count {
      while let top = stack.last, strengths[top] < strengths[gap] {
        stronger[top] = gap
        stack.removeLast()
      }
      weakened[gap] = stack.last ?? -1
      stack.append(gap)
    }
    // Equal gaps stay on the stack together, and the first of them stands for all.
    return (0..<count).compactMap { gap in
      let (before, after) = (weakened[gap], stronger[gap])
      guard before < 0 || strengths[before] > strengths[gap] else { return nil }
      guard before >= 0 || after < count else { return nil }
      let left = before < 0 ? edge : strengths[before]
      let right = after == count ? edge : strengths[after]
      return Node(
        words: before + 1..<after + 1, prominence: min(left, right) - strengths[gap])
    }
  }
}
