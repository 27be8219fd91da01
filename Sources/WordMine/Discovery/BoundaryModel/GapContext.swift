import WordMineBase
import WordMineText

/// Reads the features of the gaps of a text: its statistics, and the atoms and pairs around it.
struct GapContext: Sendable {
  let layout: BoundaryWeights.Layout
  private let ids: SharedArray<UInt32>.View
  private let statistics: GapFeatureReader
  private let pairs: PairHash
  private let text: AtomSequence

  init(_ text: AtomSequence, _ statistics: GapFeatureReader) {
    self.text = text
    self.statistics = statistics
    ids = text.ids
    pairs = PairHash(text.atoms.folded)
    layout = BoundaryWeights.Layout(atoms: text.atoms.count)
  }

  /// Whether there is a gap before `position`.
  @inline(__always) func isGap(_ position: Int) -> Bool {
    ids[position] != 0 && ids[position - 1] != 0
  }

  /// The fold of the pair around the gap before `position`.
  @inline(__always) func fold(_ position: Int) -> Int {
    BoundaryWeights.Layout.fold(pairs(ids[position - 1], ids[position]))
  }

  /// The bin of the logarithm of the count of the pair around the gap.
  @inline(__always) func pairCount(_ position: Int) -> UInt32 { statistics.pairCount(position) }

  /// Calls `body` with the index of the weights of each feature of the gap before `position`.
  @inline(__always) func visit(_ position: Int, _ body: (Int) -> Void) {
    statistics.visit(position) { body($1) }
    let (p, a) = (ids[position - 2], ids[position - 1])
    let (b, q) = (ids[position], ids[position + 1])
    body(layout.atom(p, .secondBefore))
    body(layout.atom(a, .before))
    body(layout.atom(b, .after))
    body(layout.atom(q, .secondAfter))
    body(layout.pairBefore(pairs(p, a)))
    body(layout.pairAfter(pairs(b, q)))
  }

  /// The logit of the gap before `position`, by the weights that were learned without its pair.
  @inline(__always) func logit(_ position: Int, _ weights: Span<SIMD4<Float>>) -> Float {
    let fold = fold(position)
    // Two sums, so that additions need not wait for each other.
    var sums: (Float, Float) = (0, 0)
    visit(position) { place in
      let weight = weights[place][fold]
      sums = (sums.1, sums.0 + weight)
    }
    return sums.0 + sums.1
  }

  /// Sets cuts to 1 at gaps with positive logits and to 0 at others.
  func setCuts(_ cuts: SharedArray<UInt8>.View, _ logits: SharedArray<Float>.View) {
    for position in text.range where isGap(position) { cuts[position] = logits[position] > 0 ? 1 : 0 }
  }

  /// The share of gaps where logits and cuts disagree.
  func error(_ logits: SharedArray<Float>.View, _ cuts: SharedArray<UInt8>.View) -> Double {
    var (wrong, gaps) = (0, 0)
    for position in text.range where isGap(position) {
      gaps += 1
      if (logits[position] > 0) != (cuts[position] != 0) { wrong += 1 }
    }
    return Double(wrong) / Double(max(1, gaps))
  }
}
