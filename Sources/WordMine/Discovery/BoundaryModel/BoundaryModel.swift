import Glibc
import WordMineBase
import WordMineText

/// Predicts whether a word ends at a gap from the statistics, the atoms and the pairs around it: stage B.
///
/// Logistic regression (see `BoundaryWeights`), trained on a segmentation by AdaGrad. Each gap is
/// predicted by weights that never saw its pair of atoms: what a model learned of a pair would only
/// repeat the segmentation, errors included; what it learned of other pairs corrects them.
///
/// A pair that occurs *n* times is an example about √n times, so that the model learns of pairs
/// rather than of their most frequent ones.
///
/// Reference: Duchi, Hazan and Singer 2011 (AdaGrad).
struct BoundaryModel: Sendable {
  private(set) var weights: BoundaryWeights
  /// The sums of squared gradients.
  private var squares: [SIMD4<Float>]
  private var prior: FreedomPrior
  /// What was added to all logits, so that the prior leaves the number of cuts as it was.
  private var offset: Float = 0
  /// The number of passes so far.
  private var passes = 0

  private static let rate: Float = 0.03
  private static let firstSquares: Float = 0.01

  init(_ gaps: GapContext) {
    weights = BoundaryWeights(layout: gaps.layout)
    squares = Array(repeating: SIMD4(repeating: Self.firstSquares), count: gaps.layout.size)
    prior = FreedomPrior(atoms: gaps.layout.atoms)
  }

  // MARK: Training

  /// Learns from a segmentation, in one pass over its sampled gaps.
  ///
  /// - Parameter cuts: 1 where a word begins.
  mutating func train(
    _ text: AtomSequence, _ gaps: GapContext, cuts: SharedArray<UInt8>.View, workers: Workers
  ) throws {
    // Moved out and back, so that neither is copied.
    var (allWeights, allSquares) = (weights.values, squares)
    (weights.values, squares) = ([], [])
    try train(text, gaps, cuts, &allWeights, &allSquares, workers)
    (weights.values, squares) = (allWeights, allSquares)
    passes += 1
  }

  private func train(
    _ text: AtomSequence, _ gaps: GapContext, _ cuts: SharedArray<UInt8>.View,
    _ allWeights: inout [SIMD4<Float>], _ allSquares: inout [SIMD4<Float>], _ workers: Workers
  ) throws {
    var check = InterruptCheck(workers)
    var weights = allWeights.mutableSpan
    var squares = allSquares.mutableSpan
    let sample = ExampleSample(positions: text.range.count, pass: passes)
    var places = InlineArray<21, Int>(repeating: 0)
    for position in text.range where gaps.isGap(position) {
      try check.step()
      guard sample.contains(position, gaps.pairCount(position)) else { continue }
      var (logits, count) = (SIMD4<Float>.zero, 0)
      gaps.visit(position) { place in
        logits += weights[place]
        places[count] = place
        count += 1
      }
      let gradient = Self.gradient(logits, isCut: cuts[position] != 0, fold: gaps.fold(position))
      let square = gradient * gradient
      for place in 0..<places.count {
        let sum = squares[places[place]] + square
        squares[places[place]] = sum
        weights[places[place]] -= Self.rate * gradient / sum.squareRoot()
      }
    }
  }

  /// The derivatives of the loss by the logits; 0 for the weights that must not see the pair.
  @inline(__always) private static func gradient(
    _ logits: SIMD4<Float>, isCut: Bool, fold: Int
  ) -> SIMD4<Float> {
    var gradient = SIMD4<Float>()
    for index in 0..<4 { gradient[index] = 1 / (1 + expf(-logits[index])) }
    gradient -= isCut ? 1 : 0
    gradient[fold] = 0
    return gradient
  }

  // MARK: Judging

  /// Replaces the labels of the gaps that the next pass learns from by what the model says.
  ///
  /// - Parameter cuts: 1 where a word begins.
  func relabel(
    _ text: AtomSequence, _ gaps: GapContext, _ cuts: SharedArray<UInt8>.View, workers: Workers
  ) throws {
    let sample = ExampleSample(positions: text.range.count, pass: passes)
    try Self.visit(text.range.count, workers) { index in
      let position = text.range.lowerBound + index
      guard gaps.isGap(position), sample.contains(position, gaps.pairCount(position)) else {
        return
      }
      cuts[position] = gaps.logit(position, weights.values.span) > 0 ? 1 : 0
    }
  }

  /// Writes the logits of all gaps.
  func judge(
    _ text: AtomSequence, _ gaps: GapContext, into logits: SharedArray<Float>.View,
    workers: Workers
  ) throws {
    try Self.visit(text.range.count, workers) { index in
      let position = text.range.lowerBound + index
      if gaps.isGap(position) { logits[position] = gaps.logit(position, weights.values.span) }
    }
  }

  /// Writes the logits of some gaps, corrected by the freedom of atoms in a segmentation; the share of
  /// cuts among them stays.
  ///
  /// - Parameters:
  ///   - positions: The gaps; `nil`: all.
  ///   - cuts: 1 where a word begins.
  mutating func judgeFreely(
    _ text: AtomSequence, _ gaps: GapContext, at positions: SharedArray<UInt32>.View?,
    cuts: SharedArray<UInt8>.View, into logits: SharedArray<Float>.View, workers: Workers
  ) throws {
    prior = FreedomPrior(text, cuts: cuts)
    let first = text.range.lowerBound
    let count = positions?.count ?? text.range.count
    let (weights, shares) = (weights.values, prior.shares)
    let sums = try Self.map(count, workers) { range in
      var sum = LogitCounts()
      for index in range {
        let position = positions.map { Int($0[index]) } ?? first + index
        guard gaps.isGap(position) else { continue }
        let logit = gaps.logit(position, weights.span)
        logits[position] =
          logit + FreedomPrior.correction(shares.span, text.ids[position - 1], text.ids[position])
        sum.add(before: logit, after: logits[position])
      }
      return sum
    }
    offset = -sums.reduce(into: LogitCounts()) { $0.add($1) }.excess
    let offset = offset
    _ = try Self.map(count, workers) { range in
      for index in range {
        let position = positions.map { Int($0[index]) } ?? first + index
        if gaps.isGap(position) { logits[position] += offset }
      }
    }
  }

  /// The weights for other text, with the correction.
  var correctedWeights: BoundaryWeights {
    var weights = weights
    for (id, share) in prior.shares.enumerated() {
      weights.values[weights.layout.atom(UInt32(id), .before)] += share[0]
      weights.values[weights.layout.atom(UInt32(id), .after)] += share[1]
    }
    weights.values[GapFeature.constant.place(0)] += offset
    return weights
  }

  private static func visit(
    _ count: Int, _ workers: Workers, _ body: @Sendable (Int) -> Void
  ) throws {
    _ = try map(count, workers) { $0.forEach(body) }
  }

  /// Maps ranges of indices.
  private static func map<Result: Sendable>(
    _ count: Int, _ workers: Workers, _ transform: @Sendable (Range<Int>) throws -> Result
  ) throws -> [Result] {
    let size = 1 << 16
    return try parallelMap((count + size - 1) / size, on: workers) { chunk in
      try transform(chunk * size..<min((chunk + 1) * size, count))
    }
  }
}
