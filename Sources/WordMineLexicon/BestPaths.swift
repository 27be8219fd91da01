/// The cheapest path to each place of a clause, word by word.
struct BestPaths: Sendable {
  /// The cost of the best path to each place.
  private var costs: [Int] = []
  /// Where the last word of that path begins.
  private var starts: [Int] = []

  /// Forgets all paths, for places 0 to `count`.
  mutating func reset(_ count: Int) {
    if costs.count <= count {
      costs = Array(repeating: .max, count: 2 * count + 1)
      starts = Array(repeating: 0, count: 2 * count + 1)
    }
    for place in 0...count { costs[place] = .max }
    costs[0] = 0
  }

  /// Appends a word to the best path to `start`.
  ///
  /// Words come in the order of their beginnings, so that of two equally cheap paths the one with
  /// the longer last word is there first, and stays.
  @inline(__always) mutating func add(from start: Int, to end: Int, cost: Int) {
    let sum = costs[start] &+ cost
    guard sum < costs[end] else { return }
    costs[end] = sum
    starts[end] = start
  }

  /// Calls `body` with the ends of the words of the best path to `end`, last first.
  func trace(_ end: Int, _ body: (Int) -> Void) {
    var place = end
    while place > 0 {
      body(place)
      place = starts[place]
    }
  }
}
