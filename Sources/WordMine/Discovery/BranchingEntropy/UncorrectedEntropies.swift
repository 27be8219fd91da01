import WordMineBase
import WordMineText

/// The branching entropies of a text in one direction, with the correction kept separate.
///
/// H = H′ + m D, with H′(x) = max(0, ln c − (1/c) Σ c_y ln c_y) and D(x) = (K − 1)/c, is linear in
/// m, so trying another m needs no new sort.
struct UncorrectedEntropies: Sendable {
  /// At each position, H′(x) − H′(x without the atom nearest to the continuation) for the strings
  /// of 1 to 4 atoms that begin (or, to the left, end) there: four 16-bit integers in units of
  /// 1/1024 nat, the first one in the lowest bits.
  let variations: SharedArray<UInt64>
  /// At each position, D of these strings in units of 1/255, four bytes in the upper half; their
  /// `GapBins` without the entropies in the lower half.
  let marks: SharedArray<UInt64>
  let sums: VariationMoments
  /// H₀, the entropy of single atoms.
  let atomEntropy: Double
  /// The frequent strings of one to three atoms, if they were requested.
  let grams: [GramStatistics]

  @inline(__always) static func units(_ correction: Float) -> UInt32 {
    UInt32(min(255, max(0, correction) * 255 + 0.5))
  }

  init(
    variations: SharedArray<UInt64>, marks: SharedArray<UInt64>, sums: VariationMoments,
    atomEntropy: Double, grams: [GramStatistics]
  ) {
    (self.variations, self.marks) = (variations, marks)
    self.sums = sums
    self.atomEntropy = atomEntropy
    self.grams = grams
  }

  /// - Parameter collectedCount: The least count of the strings to collect; `nil`: none.
  /// - Complexity: O(atoms · log) time, 16 bytes of result per atom.
  init(
    _ text: AtomSequence, index: AtomIndex, direction: BranchingEntropy.Direction,
    collectedCount: Int? = nil, workers: Workers
  ) throws {
    let gaps = try GapEntropies(text)
    let context = ContextInput(
      text: text, index: index, direction: direction, variations: gaps.variations.view,
      marks: gaps.marks.view, collectedCount: collectedCount, textWeight: 1)
    let (groups, longest) = (index.groups, index.positions.longest)
    let results = try parallelMap(
      groups.count, on: workers, stage: "entropies",
      worker: { try ContextSorter(context, longestBucket: longest) },
      { worker, group in (try groups[group].map { try worker.process($0) }, worker.takeGrams()) })
    // Added in the order of the atoms, so that rounding does not depend on the number of threads.
    var sums = VariationMoments()
    for (parts, _) in results { for bucket in parts { sums.add(bucket) } }
    self.init(
      variations: gaps.variations, marks: gaps.marks, sums: sums, atomEntropy: index.entropy,
      grams: results.flatMap(\.1))
  }

  /// The entropies of a text, using counts of other text or of a corpus that contains it.
  ///
  /// - Parameters:
  ///   - background: The prior counts.
  ///   - isCounted: Whether the prior counts include the text.
  ///   - gramLimit: The most strings to collect; the rarest are dropped.
  /// - Throws: The errors of the prior counts; `Interrupted`.
  /// - Complexity: O(counted strings) time.
  init(
    _ text: AtomSequence, index: AtomIndex, direction: BranchingEntropy.Direction,
    background: PriorRecords, isCounted: Bool, gramLimit: Int, workers: Workers
  ) throws {
    let gaps = try GapEntropies(text)
    let part = try RangeEntropies(
      text, index: index, ids: 1..<text.atoms.count, direction: direction, into: gaps,
      background: background, isCounted: isCounted, gramLimit: gramLimit, workers: workers)
    var sum = EntropySum(gaps, direction, gramLimit: gramLimit)
    sum.add(part)
    self = sum.entropies(atomEntropy: index.entropy)
  }

  /// The entropies of some ranges of positions.
  ///
  /// - Parameter places: Where each range begins in the result.
  func sample(
    _ ranges: [Range<Int>], places: [Int], positions: Int
  ) throws(OutOfMemory) -> UncorrectedEntropies {
    let variations = try SharedArray<UInt64>(zeros: positions)
    let marks = try SharedArray<UInt64>(zeros: positions)
    for position in 0..<positions { marks.view[position] = UInt64(GapBins.missing) }
    for (range, place) in zip(ranges, places) {
      let target = place..<place + range.count
      variations.view.slice(target).copy(from: self.variations.view.slice(range))
      marks.view.slice(target).copy(from: self.marks.view.slice(range))
    }
    return UncorrectedEntropies(
      variations: variations, marks: marks, sums: sums, atomEntropy: atomEntropy, grams: [])
  }

  /// The corrected entropies for one m.
  ///
  /// - Complexity: O(atoms) time, 4 bytes per atom; the variations are corrected in place.
  consuming func applyingCorrection(_ m: Double, workers: Workers) throws -> BranchingEntropy {
    let (variations, marks) = (variations, marks)
    let bins = try SharedArray<UInt32>(zeros: marks.count)
    let correction = EntropyCorrection(m, atomEntropy: atomEntropy)
    let (positions, chunk) = (marks.count, 1 << 16)
    _ = try parallelMap((positions + chunk - 1) / chunk, on: workers) { index in
      for position in index * chunk..<min(positions, (index + 1) * chunk) {
        bins.view[position] = correction.correct(
          &variations.view[position], marks: marks.view[position])
      }
    }
    let (means, deviations) = sums.meansAndDeviations(granularity: m)
    return BranchingEntropy(
      variations: StringVariations(variations, atomEntropy: atomEntropy), bins: bins,
      means: means, deviations: deviations, granularity: m, grams: grams)
  }
}

/// Adds m D to the entropies.
private struct EntropyCorrection: Sendable {
  /// The change of V for each difference of D, from −255 to 255.
  private let added: [Int16]
  private let atomEntropy: Int32

  init(_ m: Double, atomEntropy: Double) {
    let scale = Double(BranchingEntropy.scale)
    added = (-255...255).map { Int16(clamping: Int((m * Double($0) / 255 * scale).rounded())) }
    self.atomEntropy = Int32(atomEntropy * scale + 0.5)
  }

  /// Corrects the variations at a position and returns its bins.
  @inline(__always) func correct(_ variations: inout UInt64, marks: UInt64) -> UInt32 {
    let fields = UInt32(truncatingIfNeeded: marks)
    if fields == GapBins.missing { return fields }
    let d1 = Int(marks &>> 32 & 0xFF)
    let d2 = Int(marks &>> 40 & 0xFF)
    let d3 = Int(marks &>> 48 & 0xFF)
    let v1 = sum(variations, d1)
    let v2 = sum(variations &>> 16, d2 - d1)
    let v3 = sum(variations &>> 32, d3 - d2)
    let v4 = sum(variations &>> 48, Int(marks &>> 56) - d3)
    variations = Self.pack(v1) | Self.pack(v2) &<< 16 | Self.pack(v3) &<< 32 | Self.pack(v4) &<< 48
    // A string that crosses a border has neither an entropy nor any other field.
    var bins = fields | GapBins.entropy1(atomEntropy + v1)
    if GapBins.field(fields, .pairCount) != GapBins.none {
      bins &= ~GapBins.Field.entropy2.mask
      bins |= GapBins.entropy2(atomEntropy + v1 + v2) &<< GapBins.Field.entropy2.rawValue
    }
    if GapBins.field(fields, .ratio) != GapBins.none {
      bins &= ~GapBins.Field.entropy3.mask
      bins |= GapBins.entropy3(atomEntropy + v1 + v2 + v3) &<< GapBins.Field.entropy3.rawValue
    }
    return bins
  }

  @inline(__always) private func sum(_ variation: UInt64, _ difference: Int) -> Int32 {
    Int32(Int16(truncatingIfNeeded: variation)) + Int32(added[difference + 255])
  }

  @inline(__always) private static func pack(_ value: Int32) -> UInt64 {
    UInt64(UInt16(bitPattern: Int16(clamping: value)))
  }
}
