/// The cheapest path to each position of a clause, built word by word.
@usableFromInline package struct BestPaths: Sendable {
  /// The cost of the best path to each position.
  @usableFromInline var costs: [Int] = []
  /// The start of the last word on that path.
  @usableFromInline var starts: [Int] = []

  package init() {}

  /// Removes all paths and prepares for positions 0 to `count`.
  package mutating func reset(_ count: Int) {
    if costs.count <= count {
      costs = Array(repeating: .max, count: 2 * count + 1)
      starts = Array(repeating: 0, count: 2 * count + 1)
    }
    for place in 0...count { costs[place] = .max }
    costs[0] = 0
  }

  /// Whether a path reaches a position.
  @inlinable @inline(__always) package func reaches(_ place: Int) -> Bool { costs[place] != .max }

  /// Appends a word to the best path to `start`.
  ///
  /// Words must be added in the order of their starts, so that of two equally cheap paths, the one
  /// with the longer last word comes first and is kept.
  @inlinable @inline(__always)
  package mutating func add(from start: Int, to end: Int, cost: Int) {
    let sum = costs[start] &+ cost
    guard sum < costs[end] else { return }
    costs[end] = sum
    starts[end] = start
  }

  /// The cost of the best path to a position that a path reaches.
  @inlinable package func cost(to end: Int) -> Int { costs[end] }

  /// Calls `body` with the end of each word on the best path to `end`, last word first.
  @inlinable @inline(__always) package func trace(_ end: Int, _ body: (Int) -> Void) {
    var place = end
    while place > 0 {
      body(place)
      place = starts[place]
    }
  }
}
