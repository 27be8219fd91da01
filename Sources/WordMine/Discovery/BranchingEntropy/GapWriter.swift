import WordMineBase
import WordMineText

/// Writes the measures of the strings in a bucket to the positions where they occur.
struct GapWriter: Sendable {
  let shared: ContextInput
  let runs: ContextMeasures

  /// Writes the measures of each run to the positions of its records.
  func write(_ bucket: SharedArray<UInt128>.View, _ id: Int) {
    var plainOf = InlineArray<5, Double>(repeating: shared.index.entropy)
    var countOf = InlineArray<5, UInt32>(repeating: 0)
    let commons = runs.common.view
    let (variationsAt, marksAt) = (shared.variations, shared.marks)
    // ln of the relative frequency of the bucket's atom.
    let logShare = shared.index.logCounts[id] - shared.index.logTotal
    var variations: UInt64 = 0
    var corrections: UInt32 = 0
    var fields = GapBins.missing
    for index in 0..<bucket.count {
      let record = bucket[index]
      if index + ContextSorter.prefetchDistance < bucket.count {
        let ahead = ContextRecord.position(bucket[index + ContextSorter.prefetchDistance])
        variationsAt.prefetch(ahead)
        marksAt.prefetch(ahead)
      }
      let length = ContextRecord.length(record)
      let position = ContextRecord.position(record)
      let common = Int(commons[index])
      let last = min(length, 4)
      if common < last {
        variations &= (UInt64(1) &<< UInt64(16 * common)) &- 1
        corrections &= (UInt32(1) &<< UInt32(8 * common)) &- 1
        var level = common + 1
        while level <= last {
          let measure = runs[index, level]
          plainOf[level] = measure.plain
          countOf[level] = measure.count
          let units = Self.units(measure.plain - plainOf[level - 1])
          variations |= UInt64(UInt16(bitPattern: units)) &<< UInt64(16 * (level - 1))
          corrections |= UncorrectedEntropies.units(measure.correction) &<< UInt32(8 * (level - 1))
          level += 1
        }
        if common < 2 {
          fields = pairFields(length, countOf, position, logShare: logShare)
        }
        if common < 3 {
          let ratio = length < 3 ? GapBins.none : ratioBin(countOf)
          fields =
            fields & ~GapBins.Field.ratio.mask | ratio &<< GapBins.Field.ratio.rawValue
        }
      }
      variationsAt[position] = variations
      marksAt[position] = UInt64(corrections) &<< 32 | UInt64(fields)
    }
  }

  /// Rounds V to stored units.
  @inline(__always) private static func units(_ variation: Double) -> Int16 {
    let scaled = variation * Double(BranchingEntropy.scale)
    return Int16(clamping: Int(scaled < 0 ? scaled - 0.5 : scaled + 0.5))
  }

  /// The boundary-model fields of a pair; all others are missing.
  private func pairFields(
    _ length: Int, _ countOf: InlineArray<5, UInt32>, _ position: Int, logShare: Double
  ) -> UInt32 {
    // Unlike a border, not every field is missing.
    let none = GapBins.missing & ~GapBins.Field.entropy1.mask
    if length < 2 { return none }
    let neighbour = Int(shared.text.ids[position + shared.direction.step])
    let logPair = shared.index.logarithms.ln(Int(countOf[2]))
    let information = logPair - logShare - shared.index.logCounts[neighbour]
    let kept = ~(GapBins.Field.information.mask | GapBins.Field.pairCount.mask)
    return none & kept
      | GapBins.information(information) &<< GapBins.Field.information.rawValue
      | GapBins.pairCount(logPair) &<< GapBins.Field.pairCount.rawValue
  }

  private func ratioBin(_ countOf: InlineArray<5, UInt32>) -> UInt32 {
    let logarithms = shared.index.logarithms
    return GapBins.ratio(logarithms.ln(Int(countOf[3])) - logarithms.ln(Int(countOf[2])))
  }
}
