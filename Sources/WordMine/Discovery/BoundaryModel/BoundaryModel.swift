import Glibc
import WordMineBase
import WordMineText

/// Predicts whether a word ends at a gap from the statistics, the atoms and the pairs around it: stage B.
///
/// Logistic regression (see `BoundaryWeights`), trained on a segmentation by AdaGrad. Each gap is
/// predicted by weights that never saw its pair of atoms: what a model learned of a pair would only
/// repeat the segmentation, errors included; what it learned of other pairs corrects them.
///
/// Reference: Duchi, Hazan and Singer 2011 (AdaGrad).
struct BoundaryModel: Sendable {
  private let gaps: GapContext
  private let text: AtomSequence
  private let weights: SharedArray<SIMD4<Float>>
  /// The sums of the squared gradients of the weights.
  private let squares: SharedArray<SIMD4<Float>>
  private var prior: FreedomPrior
  /// What was added to all logits, so that the prior leaves the number of cuts as it was.
  private var offset: Float = 0
  /// The number of passes so far.
  private var passes = 0

  private static let rate: Float = 0.03
  private static let firstSquares: Float = 0.01

  init(_ text: AtomSequence, _ gaps: GapContext) throws(OutOfMemory) {
    (self.text, self.gaps) = (text, gaps)
    weights = try SharedArray(zeros: gaps.layout.size)
    squares = try SharedArray(zeros: gaps.layout.size)
    prior = FreedomPrior(atoms: gaps.layout.atoms)
  }

  // MARK: Training

  /// Learns from a segmentation, in one pass over its sampled gaps.
  ///
  /// - Parameter cuts: 1 where a word begins.
  mutating func train(cuts: SharedArray<UInt8>.View, workers: Workers) throws {
    var check = InterruptCheck(workers)
    let sample = ExampleSample(text, pass: passes)
    // The gaps whose weights are on their way from memory.
    var next = InlineArray<8, Int>(repeating: 0)
    var taken = 0
    for position in text.range where gaps.isGap(position) {
      try check.step()
      guard sample.contains(position, gaps.pairCount(position)) else { continue }
      gaps.prefetch(position, weights.view)
      gaps.prefetch(position, squares.view)
      let due = next[taken & 7]
      next[taken & 7] = position
      taken += 1
      if due != 0 { learn(due, isCut: cuts[due] != 0) }
    }
    for index in taken..<taken + 8 where next[index & 7] != 0 {
      learn(next[index & 7], isCut: cuts[next[index & 7]] != 0)
    }
    passes += 1
  }

  /// One step against the gradient.
  @inline(__always) private func learn(_ position: Int, isCut: Bool) {
    let (weights, squares) = (weights.view, squares.view)
    var places = InlineArray<21, Int>(repeating: 0)
    var (logits, count) = (SIMD4<Float>.zero, 0)
    gaps.visit(position) { place in
      logits += weights[place]
      places[count] = place
      count += 1
    }
    let gradient = Self.gradient(logits, isCut: isCut, fold: gaps.fold(position))
    let square = gradient * gradient
    let step = Self.rate * gradient
    for index in 0..<places.count {
      let place = places[index]
      let sum = squares[place] + square
      squares[place] = sum
      weights[place] -= step / (sum + Self.firstSquares).squareRoots
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
  func relabel(_ cuts: SharedArray<UInt8>.View, workers: Workers) throws {
    let sample = ExampleSample(text, pass: passes)
    try visit(nil, workers) { position in
      if sample.contains(position, gaps.pairCount(position)) {
        cuts[position] = gaps.logit(position, weights.view) > 0 ? 1 : 0
      }
    }
  }

  /// Writes the logits of some gaps.
  ///
  /// - Parameter positions: The gaps; `nil`: all.
  func judge(
    at positions: SharedArray<UInt32>.View?, into logits: SharedArray<Float>.View, workers: Workers
  ) throws {
    try visit(positions, workers) { logits[$0] = gaps.logit($0, weights.view) }
  }

  /// Corrects the logits of some gaps by the freedom of atoms in a segmentation; the number of cuts among
  /// them stays.
  ///
  /// - Parameters:
  ///   - positions: The gaps; `nil`: all.
  ///   - cuts: 1 where a word begins.
  mutating func correct(
    _ logits: SharedArray<Float>.View, at positions: SharedArray<UInt32>.View?,
    cuts: SharedArray<UInt8>.View, workers: Workers
  ) throws {
    prior = FreedomPrior(text, cuts: cuts)
    var counts = LogitCounts()
    visit(positions, positions.map { 0..<$0.count } ?? text.range) { position in
      let logit = logits[position]
      logits[position] = logit + prior.correction(text.ids[position - 1], text.ids[position])
      counts.add(before: logit, after: logits[position])
    }
    offset = -counts.excess
    visit(positions, positions.map { 0..<$0.count } ?? text.range) { logits[$0] += offset }
  }

  /// Visits some gaps on several threads.
  private func visit(
    _ positions: SharedArray<UInt32>.View?, _ workers: Workers, _ body: @Sendable (Int) -> Void
  ) throws {
    let all = positions.map { 0..<$0.count } ?? text.range
    let size = 1 << 16
    _ = try parallelMap((all.count + size - 1) / size, on: workers) { chunk in
      let start = all.lowerBound + chunk * size
      visit(positions, start..<min(start + size, all.upperBound), body)
    }
  }

  /// Visits the gaps at a range of positions, or of indices in a list of them.
  @inline(__always) private func visit(
    _ positions: SharedArray<UInt32>.View?, _ range: Range<Int>, _ body: (Int) -> Void
  ) {
    let weights = weights.view
    guard let positions else {
      for position in range where gaps.isGap(position) {
        gaps.prefetch(position + 8, weights)
        body(position)
      }
      return
    }
    for index in range {
      if index + 4 < range.upperBound { gaps.prefetch(Int(positions[index + 4]), weights) }
      let position = Int(positions[index])
      if gaps.isGap(position) { body(position) }
    }
  }

  // MARK: Results

  /// The weights for other text, with the correction.
  var correctedWeights: BoundaryWeights {
    var corrected = BoundaryWeights(layout: gaps.layout)
    for place in corrected.values.indices { corrected.values[place] = weights.view[place] }
    for (id, share) in prior.shares.enumerated() {
      corrected.values[gaps.layout.atom(UInt32(id), .before)] += share[0]
      corrected.values[gaps.layout.atom(UInt32(id), .after)] += share[1]
    }
    corrected.values[GapFeature.constant.place(0)] += offset
    return corrected
  }
}
