import WordMineText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Segments text with a model.
///
/// The logit of a gap is a sum over the strings of one to three atoms around it (see
/// `GapFeatures`); the mean of both folds' weights is used. A positive logit is a cut; longer words
/// than the model's are cut again, as `WordCutter` does.
public struct ModelSegmenter: Sendable {
  /// What an atom adds to the logit of the gap after it, and before it.
  private struct SingleShares: BitwiseCopyable, Sendable {
    var after: Float
    var before: Float
    /// ln of its count.
    var logCount: Float
  }

  /// What a pair adds to the gap inside it, after it and before it; and what an unseen triple adds
  /// through the ratio of its count to the pair's.
  private struct PairShares: BitwiseCopyable, Sendable {
    var inside: Float
    var after: Float
    var before: Float
    var unseenRight: Float
    var unseenLeft: Float
    var logCount: Float
  }

  /// What a triple adds to the gap before it, to both inside it, and to the one after it.
  private struct TripleShares: BitwiseCopyable, Sendable {
    var before: Float
    var first: Float
    var second: Float
    var after: Float
  }

  private let ids: AtomIDs
  private let weights: [Float]
  private let singles: SharedArray<SingleShares>
  private let pairs: GramTable<PairShares>
  private let triples: GramTable<TripleShares>
  private let logTotal: Float
  private let maximumLength: Int
  private let decoder: WordDecoder?

  /// - Complexity: O(strings of the model).
  public init(_ model: SegmentationModel) {
    let weights = model.boundaries.meanWeights
    func weight(_ feature: Int, _ bin: some BinaryInteger) -> Float {
      weights[feature * GapFeatures.bins + Int(bin)]
    }
    self.weights = weights
    ids = AtomIDs(model)
    maximumLength = model.maximumLength
    decoder = model.wordModel.map { WordDecoder($0, atoms: model.atoms.count + 1) }
    logTotal = Float(log(Double(max(1, model.totalCount))))
    // One more than there are atoms: the last stands for all that are unknown.
    let singles = SharedArray<SingleShares>(zeros: model.singles.count + 1)
    singles.view[model.singles.count] = SingleShares(
      after: weight(2, 0), before: weight(3, 0), logCount: 0)
    for (id, gram) in model.singles.enumerated() {
      singles.view[id] = SingleShares(
        after: weight(2, gram.rightBin), before: weight(3, gram.leftBin),
        logCount: Float(log(Double(max(1, gram.count)))))
    }
    self.singles = singles
    let (shift, total) = (GramStatistics.bits, logTotal)
    let mask = (UInt64(1) << shift) - 1
    let logarithms = LogarithmTable()
    let pairs: GramTable<PairShares> = GramTable(
      count: model.pairs.count,
      model.pairs.lazy.map { gram in
        let logCount = logarithms.ln(gram.count)
        let first = singles.view[Int(gram.key >> (2 * shift))].logCount
        let second = singles.view[Int(gram.key >> shift & mask)].logCount
        let information = GapBins.information(logCount + Double(total - first - second))
        let unseen = GapBins.ratio(-logCount)
        return (
          gram.key,
          PairShares(
            inside: weight(1, information) + weight(8, GapBins.pairCount(logCount))
              + weight(13, gram.rightBin) + weight(14, gram.leftBin),
            after: weight(4, gram.rightBin) + weight(9, information),
            before: weight(5, gram.leftBin) + weight(10, information),
            unseenRight: weight(12, unseen), unseenLeft: weight(11, unseen),
            logCount: Float(logCount))
        )
      })
    self.pairs = pairs
    triples = GramTable(
      count: model.triples.count,
      model.triples.lazy.map { gram in
        let logCount = logarithms.ln(gram.count)
        let firstPair = Double(pairs[gram.key & ~mask]?.logCount ?? 0)
        let secondKey = gram.key << shift & ((1 << (3 * shift)) - 1)
        let secondPair = Double(pairs[secondKey]?.logCount ?? 0)
        return (
          gram.key,
          TripleShares(
            before: weight(7, gram.leftBin),
            first: weight(12, GapBins.ratio(logCount - firstPair)),
            second: weight(11, GapBins.ratio(logCount - secondPair)),
            after: weight(6, gram.rightBin))
        )
      })
  }

  /// The words of a block, as their extents in its bytes.
  ///
  /// - Parameter block: Made with `recordsExtents`.
  /// - Complexity: O(atoms).
  public func words(_ block: TokenizedBlock) -> [Range<Int32>] {
    let (atoms, positions) = ids.ids(block)
    let view = atoms.view
    let logits = SharedArray<Float>(zeros: view.count)
    var start = 1
    while start < view.count {
      var end = start
      while end < view.count, view[end] != 0 { end += 1 }
      if end > start + 1 { addLogits(view, start..<end, to: logits.view) }
      start = end + 1
    }
    let cuts = SharedArray<UInt8>(zeros: view.count)
    cut(view, logits.view, into: cuts.view)
    return block.words { cuts.view[Int(positions[$0])] != 0 }
  }

  private func cut(
    _ ids: SharedArray<UInt32>.View, _ logits: SharedArray<Float>.View,
    into cuts: SharedArray<UInt8>.View
  ) {
    guard let decoder else {
      return WordCutter(maximumLength: maximumLength).cut(
        ids, 1..<ids.count, logits: logits, into: cuts)
    }
    decoder.decode(ids, 1..<ids.count, logits, into: cuts)
  }

  /// Adds up the shares of all strings of one clause of two or more atoms.
  private func addLogits(
    _ atoms: SharedArray<UInt32>.View, _ clause: Range<Int>, to logits: SharedArray<Float>.View
  ) {
    addMissing(clause, to: logits)
    let (low, high) = (clause.lowerBound, clause.upperBound)
    for position in low..<min(high - 1, low + Self.prefetchDistance) { prefetch(atoms, position) }
    var pair = self.pair(atoms, low)
    for position in low..<high - 1 {
      if position + Self.prefetchDistance + 1 < high {
        prefetch(atoms, position + Self.prefetchDistance)
      }
      let gap = position + 1
      let one = singles.view[Int(atoms[position])]
      let two = singles.view[Int(atoms[gap])]
      logits[gap] += weights[0] + one.after + two.before + pair.inside
      if position > low { logits[position] += pair.before }
      guard gap + 1 < high else { break }
      logits[gap + 1] += pair.after
      let next = self.pair(atoms, gap)
      let triple =
        triples[tripleKey(atoms, position)]
        ?? TripleShares(
          before: weight(7, 0), first: pair.unseenRight, second: next.unseenLeft,
          after: weight(6, 0))
      if position > low { logits[position] += triple.before }
      logits[gap] += triple.first
      logits[gap + 1] += triple.second
      if gap + 2 < high { logits[gap + 2] += triple.after }
      pair = next
    }
  }

  /// Features whose string would cross the edge of the clause have a bin of their own.
  private func addMissing(_ clause: Range<Int>, to logits: SharedArray<Float>.View) {
    let (first, last) = (clause.lowerBound + 1, clause.upperBound - 1)
    logits[first] += missing(4) + missing(6) + missing(9) + missing(11)
    logits[last] += missing(5) + missing(7) + missing(10) + missing(12)
    if first + 1 <= last { logits[first + 1] += missing(6) }
    if last - 1 >= first { logits[last - 1] += missing(7) }
  }

  private func weight(_ feature: Int, _ bin: UInt32) -> Float {
    weights[feature * GapFeatures.bins + Int(bin)]
  }

  private func missing(_ feature: Int) -> Float { weight(feature, GapBins.none) }

  private static var prefetchDistance: Int { 6 }

  private func pairKey(_ atoms: SharedArray<UInt32>.View, _ position: Int) -> UInt64 {
    GramStatistics.key(atoms[position], atoms[position + 1], UInt32(0))
  }

  private func tripleKey(_ atoms: SharedArray<UInt32>.View, _ position: Int) -> UInt64 {
    GramStatistics.key(atoms[position], atoms[position + 1], atoms[position + 2])
  }

  private func prefetch(_ atoms: SharedArray<UInt32>.View, _ position: Int) {
    pairs.prefetch(pairKey(atoms, position))
    if position + 2 < atoms.count { triples.prefetch(tripleKey(atoms, position)) }
  }

  private func pair(_ atoms: SharedArray<UInt32>.View, _ position: Int) -> PairShares {
    if let known = pairs[pairKey(atoms, position)] { return known }
    let first = singles.view[Int(atoms[position])].logCount
    let second = singles.view[Int(atoms[position + 1])].logCount
    let information = GapBins.information(Double(logTotal - first - second))
    return PairShares(
      inside: weight(1, information) + weight(8, 0) + weight(13, 0) + weight(14, 0),
      after: weight(4, 0) + weight(9, information), before: weight(5, 0) + weight(10, information),
      unseenRight: weight(12, GapBins.ratio(0)), unseenLeft: weight(11, GapBins.ratio(0)),
      logCount: 0)
  }
}
