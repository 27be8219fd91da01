import WordMineText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tells from the statistics around a gap whether a word ends there: stage B.
///
/// Logistic regression over fifteen one-hot features of a gap, trained on the segmentation of stage
/// A. The text is dealt into two folds in blocks of clauses; the weights learnt on one fold judge the
/// other, so that a cut never votes for itself.
///
/// For the gap between the atoms *a* and *b*, with *p* before *a* and *q* after *b*, the features
/// are, in order: a constant; PMI(a, b); the right entropies of a, the left of b; right of pa, left
/// of bq; right of the three before, left of the three after; ln n(ab); PMI(p, a), PMI(b, q);
/// ln n(pab)/n(ab), ln n(abq)/n(ab); right entropy of ab, left entropy of ab.
struct BoundaryModel: Sendable, Equatable {
  static let features = 15
  static let bins = 32

  /// The weights learnt on either fold: 32 for each feature in turn.
  private(set) var weights: [Float]

  private static let foldSize = features * bins

  init() { weights = Array(repeating: 0, count: 2 * Self.foldSize) }

  /// - Precondition: There are weights for both folds.
  init(weights: [Float]) {
    precondition(weights.count == 2 * Self.foldSize, "\(weights.count) weights")
    self.weights = weights
  }

  /// The weights that are used on text of no fold: the mean of both.
  var meanWeights: [Float] {
    (0..<Self.foldSize).map { (weights[$0] + weights[$0 + Self.foldSize]) / 2 }
  }

  /// Trains both folds from zero on a segmentation, in three passes.
  ///
  /// - Parameters:
  ///   - cuts: 1 where a word begins, one byte a position.
  mutating func train<ID: AtomID>(
    _ text: DiscoveryText<ID>, _ gaps: GapFeatures, cuts: SharedArray<UInt8>.View
  ) {
    // About two million examples are enough, whatever the size of the text.
    let stride = max(1, 3 * text.atoms.totalCount / 2_000_000)
    for pass in 0..<3 {
      let rate = Float(0.05) / Float(1 + pass)
      Self.forEachGap(text) { position, block in
        guard block.pair % stride == pass % stride else { return }
        learn(gaps.places(position), block.fold, rate, isCut: cuts[position] != 0)
      }
    }
  }

  /// One step of stochastic gradient descent, with a little decay.
  @inline(__always) private mutating func learn(
    _ places: InlineArray<15, UInt16>, _ fold: Int, _ rate: Float, isCut: Bool
  ) {
    let decay: Float = 1 - 1e-6
    let base = fold * Self.foldSize
    let probability = 1 / (1 + expf(-logit(places, base)))
    let step = rate * ((isCut ? 1 : 0) - probability)
    for feature in 0..<Self.features {
      let place = base + Int(places[feature])
      weights[place] = weights[place] * decay + step
    }
  }

  @inline(__always) private func logit(_ places: InlineArray<15, UInt16>, _ base: Int) -> Float {
    var logit: Float = 0
    for feature in 0..<Self.features { logit += weights[base + Int(places[feature])] }
    return logit
  }

  /// Writes the logit of each gap, judged by the weights of the other fold.
  func judge<ID: AtomID>(
    _ text: DiscoveryText<ID>, _ gaps: GapFeatures, into logits: SharedArray<Float>.View
  ) {
    Self.forEachGap(text) { position, block in
      logits[position] = logit(gaps.places(position), (1 - block.fold) * Self.foldSize)
    }
  }

  /// Where a gap stands among the folds.
  private struct Block {
    /// Clauses before, and one more for every 64 atoms inside a clause.
    var number = 0
    var fold: Int { number >> 4 & 1 }
    /// The pair of blocks, one of each fold.
    var pair: Int { number >> 5 }
  }

  @inline(__always) private static func forEachGap<ID: AtomID>(
    _ text: DiscoveryText<ID>, _ body: (Int, Block) -> Void
  ) {
    let ids = text.ids.span
    var block = Block()
    var offset = 0
    for position in text.range {
      if ids[position] == 0 {
        block.number += 1
        offset = 0
        continue
      }
      if offset > 0 {
        if offset & 63 == 0 { block.number += 1 }
        body(position, block)
      }
      offset += 1
    }
  }
}

/// The features of the gaps of a text, read from the bins of stage A.
struct GapFeatures: Sendable {
  let right: SharedArray<UInt32>.View
  let left: SharedArray<UInt32>.View

  /// The places in the weights of the features of the gap before `position`.
  @inline(__always) func places(_ position: Int) -> InlineArray<15, UInt16> {
    let after = right[position - 1]
    let here = right[position]
    let two = right[position - 2]
    let three = right[position - 3]
    let before = left[position]
    let next = left[position + 1]
    let third = left[position + 2]
    var places = InlineArray<15, UInt16>(repeating: 0)
    func set(_ feature: Int, _ bins: UInt32, _ field: GapBins.Field) {
      places[feature] = UInt16(feature * BoundaryModel.bins + GapBins.field(bins, field))
    }
    set(1, after, .information)
    set(2, after, .entropy1)
    set(3, before, .entropy1)
    set(4, two, .entropy2)
    set(5, next, .entropy2)
    set(6, three, .entropy3)
    set(7, third, .entropy3)
    set(8, after, .pairCount)
    set(9, two, .information)
    set(10, here, .information)
    set(11, before, .ratio)
    set(12, after, .ratio)
    set(13, after, .entropy2)
    set(14, before, .entropy2)
    return places
  }
}
