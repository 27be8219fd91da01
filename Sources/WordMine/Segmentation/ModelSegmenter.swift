import WordMineBase
import WordMineText

/// Segments text with a model.
///
/// The logit of a gap is a sum over the strings of one to three atoms around it (see `GapFeature`), and
/// over the atoms and pairs themselves, with the weights that were learned without the pair around the
/// gap (see `BoundaryWeights`). If there is a word model, it decides the gaps that are not
/// sure, as in `ViterbiDecoder`; otherwise a positive logit is a cut, and words that are too long
/// are cut again, as in `BoundaryDecoder`. A model that a dictionary guided has neither: its words
/// decide, as in `UnigramDecoder`.
package struct ModelSegmenter: Sendable {
  private let ids: AtomEncoder
  private let grams: ModelGrams
  private let cutter: BoundaryDecoder
  private let decoder: ViterbiDecoder?
  private let unigrams: UnigramDecoder?

  /// Whether the model has a word model besides the boundary model.
  var hasWordModel: Bool { decoder != nil }

  /// - Complexity: O(strings of the model).
  package init(_ model: SegmentationModel) {
    ids = AtomEncoder(model)
    grams = ModelGrams(model)
    cutter = BoundaryDecoder(maximumLength: model.maximumLength)
    unigrams = model.unigrams.map { UnigramDecoder($0) }
    decoder = model.wordModel.map {
      ViterbiDecoder($0, atoms: model.atoms.count + 1, maximumLength: model.maximumLength)
    }
  }

  /// The words of a block, as ranges of its bytes.
  ///
  /// - Parameter block: A block tokenized with `recordsExtents`.
  /// - Complexity: O(atoms).
  package func words(_ block: TokenizedBlock) -> [Range<Int32>] {
    let ids = ids.ids(block)
    let atoms = ids.view
    let marks = SharedArray<UInt8>(zerosOrTrap: atoms.count)
    let cuts = marks.view
    segment(atoms, into: cuts)
    var position = 0
    return block.words { _ in
      repeat { position += 1 } while atoms[position] == 0
      return cuts[position] != 0
    }
  }

  /// Marks where words begin.
  ///
  /// - Parameters:
  ///   - atoms: The ids of the atoms, 0 at borders, beginning with a border.
  ///   - cuts: Set to 1 where a word begins, one byte per position.
  ///   - boundaryCuts: The same for the boundary model alone; `nil`: not needed.
  func segment(
    _ atoms: SharedArray<UInt32>.View, into cuts: SharedArray<UInt8>.View,
    boundaryCuts: SharedArray<UInt8>.View? = nil
  ) {
    let range = 1..<atoms.count
    if let unigrams {
      unigrams.decode(atoms, range, into: cuts)
      boundaryCuts?.copy(from: cuts)
      return
    }
    let logits = logits(atoms)
    if let decoder {
      decoder.decode(atoms, range, logits.view, into: cuts)
      if let boundaryCuts { cutter.cut(atoms, range, logits: logits.view, into: boundaryCuts) }
    } else {
      cutter.cut(atoms, range, logits: logits.view, into: cuts)
      boundaryCuts?.copy(from: cuts)
    }
  }

  private func logits(_ atoms: SharedArray<UInt32>.View) -> SharedArray<Float> {
    let logits = SharedArray<Float>(zerosOrTrap: atoms.count)
    var sums = ClauseSums()
    for position in 1..<min(atoms.count, Self.prefetchDistance) { grams.prefetch(atoms, position) }
    var start = 1
    while start < atoms.count {
      var end = start
      while end < atoms.count, atoms[end] != 0 {
        grams.prefetch(atoms, end + Self.prefetchDistance)
        end += 1
      }
      grams.prefetch(atoms, end + Self.prefetchDistance)
      if end > start + 1 {
        sums.clear(end - start)
        addStatistics(atoms, start..<end, to: sums)
        addContexts(atoms, start..<end, sums, to: logits.view)
      }
      start = end + 1
    }
    return logits
  }

  /// How many atoms ahead to prefetch.
  private static var prefetchDistance: Int { 12 }

  /// Adds the contributions of the statistics of all strings in a clause of two or more atoms.
  private func addStatistics(
    _ atoms: SharedArray<UInt32>.View, _ clause: Range<Int>, to sums: ClauseSums
  ) {
    let (grams, weights, logits) = (grams, grams.weights, sums.view)
    let (low, count) = (clause.lowerBound, clause.count)
    addMissing(count, to: logits)
    var pair = grams.pair(atoms, low)
    for index in 0..<count - 1 {
      let (position, gap) = (low + index, index + 1)
      let one = grams.single(atoms[position])
      let two = grams.single(atoms[position + 1])
      logits[gap] += weights[.constant, 0] + one.after + two.before + weights.inside(pair)
      if index > 0 {
        logits[index] +=
          weights[.leftEntropy2, pair.left] + weights[.informationAfter, pair.information]
      }
      guard gap + 1 < count else { break }
      logits[gap + 1] +=
        weights[.rightEntropy2, pair.right] + weights[.informationBefore, pair.information]
      let next = grams.pair(atoms, position + 1)
      let triple = grams.triple(atoms, position, pair, next)
      if index > 0 { logits[index] += weights[.leftEntropy3, triple.left] }
      logits[gap] += weights[.ratioAfter, triple.first]
      logits[gap + 1] += weights[.ratioBefore, triple.second]
      if gap + 2 < count { logits[gap + 2] += weights[.rightEntropy3, triple.right] }
      pair = next
    }
  }

  /// Adds the weights for features whose string would cross the edge of the clause.
  private func addMissing(_ count: Int, to logits: SharedArray<SharedWeights.Weights>.View) {
    let last = count - 1
    func missing(_ feature: GapFeature) -> SharedWeights.Weights {
      grams.weights[feature, UInt8(GapBins.none)]
    }
    logits[1] +=
      missing(.rightEntropy2) + missing(.rightEntropy3) + missing(.informationBefore)
      + missing(.ratioBefore)
    logits[last] +=
      missing(.leftEntropy2) + missing(.leftEntropy3) + missing(.informationAfter)
      + missing(.ratioAfter)
    if last >= 2 { logits[2] += missing(.rightEntropy3) }
    if last >= 2 { logits[last - 1] += missing(.leftEntropy3) }
  }

  /// Writes the logits of a clause: the statistics, by the weights for the pair around each gap, and what
  /// the atoms and pairs around it contribute.
  private func addContexts(
    _ atoms: SharedArray<UInt32>.View, _ clause: Range<Int>, _ sums: ClauseSums,
    to logits: SharedArray<Float>.View
  ) {
    let (weights, hash) = (grams.weights, grams.hash)
    func atom(_ position: Int) -> UInt32 { position < atoms.count ? atoms[position] : 0 }
    let first = clause.lowerBound
    var (p, a, b) = (UInt32(0), atoms[first], atoms[first + 1])
    var (before, around) = (hash(p, a), hash(a, b))
    for position in clause.dropFirst() {
      let q = atom(position + 1)
      let after = hash(b, q)
      let fold = BoundaryWeights.Layout.fold(around)
      logits[position] =
        sums.view[position - first][fold] + weights.around(p, a, b, q, fold: fold)
        + weights.around(before, after, fold: fold)
      (p, a, b) = (a, b, q)
      (before, around) = (around, after)
    }
  }
}

/// The sums for the gaps of a clause, those of all folds; the gap at i is before its i-th atom.
private struct ClauseSums {
  private var storage = SharedArray<SharedWeights.Weights>(zerosOrTrap: 0)

  var view: SharedArray<SharedWeights.Weights>.View { storage.view }

  /// Makes room for a clause of so many atoms.
  mutating func clear(_ count: Int) {
    if storage.count < count { storage = SharedArray(zerosOrTrap: 2 * count) }
    for index in 0..<count { storage.view[index] = .zero }
  }
}
