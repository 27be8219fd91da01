import WordMineBase
import WordMineText

/// Reads the features of the gaps of a text: its statistics, and the atoms and pairs around it.
struct GapContext: Sendable {
  typealias Weights = SharedArray<SIMD4<Float>>.View

  let layout: BoundaryWeights.Layout
  private let text: AtomSequence
  private let ids: SharedArray<UInt32>.View
  private let statistics: GapFeatureReader
  /// The hash of the pair around the gap before each position.
  private let hashes: SharedArray<UInt32>.View
  private let storage: SharedArray<UInt32>

  /// - Complexity: O(atoms) time, 4 bytes per atom.
  init(_ text: AtomSequence, _ statistics: GapFeatureReader) throws(OutOfMemory) {
    (self.text, self.statistics) = (text, statistics)
    ids = text.ids
    layout = BoundaryWeights.Layout(atoms: text.atoms.count)
    storage = try SharedArray(zeros: ids.count)
    hashes = storage.view
    let pair = PairHash(text.atoms.folded)
    for position in text.range.lowerBound..<text.range.upperBound + 1 {
      hashes[position] = pair(ids[position - 1], ids[position])
    }
  }

  /// Whether there is a gap before `position`.
  @inline(__always) func isGap(_ position: Int) -> Bool {
    ids[position] != 0 && ids[position - 1] != 0
  }

  /// The fold of the pair around the gap before `position`.
  @inline(__always) func fold(_ position: Int) -> Int {
    BoundaryWeights.Layout.fold(hashes[position])
  }

  /// The bin of the logarithm of the count of the pair around the gap.
  @inline(__always) func pairCount(_ position: Int) -> UInt32 { statistics.pairCount(position) }

  /// The number of features of a gap.
  static let count = GapFeature.count + AtomPlace.count + 2

  /// Calls `body` with the index of the weights of each feature of the gap before `position`.
  @inline(__always) func visit(_ position: Int, _ body: (Int) -> Void) {
    statistics.visit(position) { body($1) }
    body(layout.atom(ids[position - 2], .secondBefore))
    body(layout.atom(ids[position - 1], .before))
    body(layout.atom(ids[position], .after))
    body(layout.atom(ids[position + 1], .secondAfter))
    body(layout.pairBefore(hashes[position - 1]))
    body(layout.pairAfter(hashes[position + 1]))
  }

  /// Prefetches the weights of the pairs around a gap, if there is one.
  @inline(__always) func prefetch(_ position: Int, _ weights: Weights) {
    guard position + 1 < hashes.count else { return }
    weights.prefetch(layout.pairBefore(hashes[position - 1]))
    weights.prefetch(layout.pairAfter(hashes[position + 1]))
  }

  /// The logit of the gap before `position`, by the weights that were learned without its pair.
  @inline(__always) func logit(_ position: Int, _ weights: Weights) -> Float {
    let fold = fold(position)
    // Two sums, so that additions need not wait for each other.
    var sums: (Float, Float) = (0, 0)
    visit(position) { sums = (sums.1, sums.0 + weights[$0][fold]) }
    return sums.0 + sums.1
  }

  // MARK: Cuts

  /// Sets cuts to 1 at gaps with positive logits and to 0 at others.
  func setCuts(_ cuts: SharedArray<UInt8>.View, _ logits: SharedArray<Float>.View) {
    for position in text.range where isGap(position) {
      cuts[position] = logits[position] > 0 ? 1 : 0
    }
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
