import WordMineBase
import WordMineText

/// The entropies at the positions of a text that have been measured so far, in one direction.
struct GapEntropies: Sendable {
  /// As in `UncorrectedEntropies`.
  let variations: SharedArray<UInt64>
  let marks: SharedArray<UInt64>

  /// None yet; borders never have any.
  init(_ text: AtomSequence) throws(OutOfMemory) {
    variations = try SharedArray(zeros: text.ids.count)
    marks = try SharedArray(zeros: text.ids.count)
    for position in 0..<text.ids.count where text.ids[position] == 0 {
      marks.view[position] = UInt64(GapBins.missing)
    }
  }
}

/// What is measured at the positions of some of the atoms of a text, in one direction, with counts of
/// strings.
///
/// A string is in the range of the atom that its continuations are furthest from: its first one, or, to the
/// left, its last one. So all that is to be known of it is in one range.
struct RangeEntropies: Sendable {
  /// The ids of the atoms.
  let ids: Range<Int>
  /// By id.
  let moments: [VariationMoments]
  /// The frequent strings of one to three atoms, in the order of the ids.
  let grams: [GramStatistics]

  init(ids: Range<Int>, moments: [VariationMoments], grams: [GramStatistics]) {
    (self.ids, self.moments, self.grams) = (ids, moments, grams)
  }

  /// - Parameters:
  ///   - gaps: Receives what is measured at the positions.
  ///   - background: Counts, from the first id on.
  ///   - isCounted: Whether these counts include the text.
  ///   - gramLimit: The most strings to collect; the rarest of more than one atom are dropped.
  /// - Throws: The errors of the counts; `Interrupted`.
  /// - Complexity: O(counted strings) time.
  init(
    _ text: AtomSequence, index: AtomIndex, ids: Range<Int>,
    direction: BranchingEntropy.Direction, into gaps: GapEntropies, background: PriorRecords,
    isCounted: Bool, gramLimit: Int, workers: Workers
  ) throws {
    let context = ContextInput(
      text: text, index: index, direction: direction, variations: gaps.variations.view,
      marks: gaps.marks.view, collectedCount: 2, textWeight: isCounted ? 0 : 1)
    var scanner = try ContextSorter(context, longestBucket: index.positions.longest)
    self.ids = ids
    moments = try ids.map { id in
      if id & 0xFF == 1 {
        try workers.report("entropies", Double(id - ids.lowerBound) / Double(ids.count))
      }
      background.begin(id)
      defer { scanner.limitGrams(gramLimit) }
      return try scanner.process(id, background)
    }
    try workers.report("entropies", 1)
    grams = scanner.takeGrams()
  }
}

/// Adds up what was measured for ranges of atoms, in their order.
struct EntropySum {
  private let gaps: GapEntropies
  private let direction: BranchingEntropy.Direction
  private let gramLimit: Int
  private var sums = VariationMoments()
  private var grams: GramCollector

  /// - Parameter gramLimit: The most strings to keep; the rarest are dropped.
  init(_ gaps: GapEntropies, _ direction: BranchingEntropy.Direction, gramLimit: Int) {
    (self.gaps, self.direction, self.gramLimit) = (gaps, direction, gramLimit)
    grams = GramCollector(minimumCount: 2, direction: direction, bits: 0)
  }

  /// Adds atom by atom, so that neither rounding nor what is dropped depends on the ranges.
  mutating func add(_ part: RangeEntropies) {
    var next = part.grams.startIndex
    for (id, moments) in zip(part.ids, part.moments) {
      sums.add(moments)
      let start = next
      while next < part.grams.endIndex, part.grams[next].atom(direction) == UInt64(id) { next += 1 }
      grams.add(part.grams[start..<next])
      grams.limit(to: gramLimit)
    }
  }

  consuming func entropies(atomEntropy: Double) -> UncorrectedEntropies {
    UncorrectedEntropies(
      variations: gaps.variations, marks: gaps.marks, sums: sums, atomEntropy: atomEntropy,
      grams: grams.take())
  }
}
