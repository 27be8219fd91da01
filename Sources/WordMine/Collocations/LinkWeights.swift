/// How likely each word of a clause is to govern each other word, before trees are considered.
///
///     w(g → m) = r · h(g) · Π over the gaps between of (1 − P_gap),   root(m) = 0.01 h(m)
///     h(w) = 1 / (1 + p_w / 0.001)
///
/// The weights of a dependent, with its root, are scaled to sum to 1, which changes no marginal.
struct LinkWeights {
  private(set) var count = 0
  /// w(g → m) at g · count + m.
  private(set) var weights: [Double] = []
  private(set) var roots: [Double] = []
  /// The entry in `LinkModel.counts.pairs` of each pair of words, at first · count + second.
  private(set) var entries: [Int?] = []

  /// - Parameters:
  ///   - gaps: The border probabilities P_gap, which reduce weights across gaps; `nil`: none.
  /// - Complexity: O(words² · log pairs).
  init(_ model: LinkModel, _ ids: [UInt32], gaps: [Double]? = nil) {
    count = ids.count
    entries = Array(repeating: nil, count: count * count)
    weights = Array(repeating: 0, count: count * count)
    let heads = ids.map { 1 / (1 + model.probability($0) / 0.001) }
    roots = heads.map { 0.01 * $0 }
    for first in 0..<count {
      var open = 1.0
      for second in first + 1..<max(first + 1, count) {
        if let gaps { open *= 1 - gaps[second - 1] }
        let pair = model.pair(ids[first], ids[second], second - first)
        let ratio = pair.ratio * open
        entries[first * count + second] = pair.entry
        weights[first * count + second] = ratio * heads[first]
        weights[second * count + first] = ratio * heads[second]
      }
    }
    scale()
  }

  init(weights: [Double], roots: [Double]) {
    count = roots.count
    self.weights = weights
    self.roots = roots
    scale()
  }

  private mutating func scale() {
    for dependent in 0..<count {
      var sum = roots[dependent]
      for head in 0..<count { sum += weights[head * count + dependent] }
      roots[dependent] /= sum
      for head in 0..<count { weights[head * count + dependent] /= sum }
    }
  }
}
