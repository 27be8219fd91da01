import WordMineBase
import WordMineText

/// What is measured in one direction at the positions of the sample that hold the atoms of one range.
///
/// The body of the file:
///
/// | part | content |
/// | --- | --- |
/// | atoms | for each: the `VariationMoments` of its strings, 24 fractions; number of its positions in the sample; for each: variations and marks of `UncorrectedEntropies`, 8 bytes each |
/// | strings | number; for each, as in `GramStatistics`: key, 8 bytes; count; entropy and correction, 4 bytes each |
struct ShardEntropies {
  private let sample: AtomSequence
  private let index: AtomIndex
  private let plan: ShardPlan

  init(_ sample: AtomSequence, _ index: AtomIndex, _ plan: ShardPlan) {
    (self.sample, self.index, self.plan) = (sample, index, plan)
  }

  /// Measures the strings of a range, and writes what was found.
  ///
  /// - Throws: `InputError` if the counts are damaged; `SystemError`; `Interrupted`.
  func write(
    _ counts: DirectedCounts, range: Int, to sink: ByteSink, workers: Workers
  ) throws {
    let gaps = try GapEntropies(sample)
    let background = try PriorRecords(
      [PriorRecords.source(counts, bits: plan.stages.atoms.bits)], workers: workers)
    let part = try RangeEntropies(
      sample, index: index, ids: plan.ids(range), direction: counts.direction, into: gaps,
      background: background, isCounted: true, gramLimit: plan.stages.gramLimit, workers: workers)
    try ShardFile.begin(plan.header(.entropies, part: range, counts.direction), sink)
    for (id, moments) in zip(part.ids, part.moments) {
      var bytes: [UInt8] = []
      for value in moments.values { bytes.append(fraction: value) }
      let positions = positions(of: id)
      bytes.append(number: positions.count)
      for position in positions {
        bytes.append(word: gaps.variations.view[position])
        bytes.append(word: gaps.marks.view[position])
      }
      try sink.write(bytes)
    }
    var bytes: [UInt8] = []
    bytes.append(number: part.grams.count)
    for gram in part.grams {
      bytes.append(word: gram.key)
      bytes.append(number: Int(gram.count))
      bytes.append(word: UInt64(gram.correction.bitPattern) << 32 | UInt64(gram.plain.bitPattern))
    }
    try sink.write(bytes)
    try ShardFile.end(sink)
  }

  private func positions(of id: Int) -> [Int] {
    (index.positions.starts[id]..<index.positions.starts[id + 1]).map {
      Int(index.positions.positions[Int($0)])
    }
  }

  /// The entropies of the sample to the right and to the left, of the files of all ranges.
  ///
  /// - Throws: `InputError` if a file is damaged, missing, or of another plan.
  func read(_ sources: [RereadableSource]) throws -> [UncorrectedEntropies] {
    let sources = try ShardRanges(sources, .entropies, plan, option: "--entropies")
    return try [BranchingEntropy.Direction.right, .left].map { direction in
      let gaps = try GapEntropies(sample)
      var sum = EntropySum(gaps, direction, gramLimit: plan.stages.gramLimit)
      for source in sources.all(direction) { sum.add(try read(source, into: gaps)) }
      return sum.entropies(atomEntropy: index.entropy)
    }
  }

  private func read(
    _ source: RereadableSource, into gaps: GapEntropies
  ) throws(InputError) -> RangeEntropies {
    var input = try ShardFile.open(source.open(), .entropies, of: plan)
    let ids = plan.ids(input.header.part)
    var moments: [VariationMoments] = []
    for id in ids {
      moments.append(
        VariationMoments(values: try input.body.fractions(VariationMoments.valueCount)))
      try readGaps(id, &input.body, into: gaps)
    }
    var grams: [GramStatistics] = []
    for _ in 0..<(try input.body.count()) {
      grams.append(try input.body.gram(atoms: sample.atoms.count))
    }
    try input.body.expectChecksumAndEnd()
    return RangeEntropies(ids: ids, moments: moments, grams: grams)
  }

  private func readGaps(
    _ id: Int, _ body: inout BinaryReader, into gaps: GapEntropies
  ) throws(InputError) {
    let positions = positions(of: id)
    guard try body.count() == positions.count else {
      throw body.error(.mismatch("was made with another sample; make it again with this one"))
    }
    let words = try body.words(2 * positions.count)
    for (number, position) in positions.enumerated() {
      let marks = words[2 * number + 1]
      guard GapBins.lackOnlyEntropies(UInt32(truncatingIfNeeded: marks)) else {
        throw body.error(.damaged("the marks of a position"))
      }
      gaps.variations.view[position] = words[2 * number]
      gaps.marks.view[position] = marks
    }
  }
}

extension BinaryReader {
  fileprivate mutating func gram(atoms: Int) throws(InputError) -> GramStatistics {
    let key = try words(1)[0]
    let count = UInt32(try number(below: 1 << 32))
    let bits = try words(1)[0]
    let gram = GramStatistics(
      key: key, count: count, plain: Float(bitPattern: UInt32(truncatingIfNeeded: bits)),
      correction: Float(bitPattern: UInt32(truncatingIfNeeded: bits >> 32)))
    guard (0..<3).allSatisfy({ ShortGram.atom(key, $0) < UInt64(atoms) }), key >> 63 == 0,
      (0...1).contains(gram.correction), (0...64).contains(gram.plain)
    else { throw error(.damaged("the entropy of a string")) }
    return gram
  }
}

/// The files of all ranges in both directions.
struct ShardRanges {
  private var sources: [ShardFile.Header: RereadableSource] = [:]
  private let plan: ShardPlan
  private let kind: ShardFile.Kind

  /// - Parameter option: What names them, for messages.
  /// - Throws: `InputError` if one is missing, or of another plan.
  init(
    _ sources: [RereadableSource], _ kind: ShardFile.Kind, _ plan: ShardPlan, option: String
  ) throws {
    (self.plan, self.kind) = (plan, kind)
    for source in sources {
      let input = try ShardFile.open(source.open(), kind, of: plan)
      guard self.sources.updateValue(source, forKey: input.header) == nil else {
        throw input.body.error(
          .mismatch("is of \(input.header.place), which another file is too"))
      }
    }
    let wanted = plan.ranges(kind)
    if let missing = wanted.first(where: { self.sources[$0] == nil }) {
      throw InputError(
        .mismatch("\(missing.place) is missing; name the files of all \(wanted.count)"),
        at: SourcePosition(source: option))
    }
    if let other = self.sources.first(where: { !wanted.contains($0.key) }) {
      throw InputError(
        .damaged("the plan has no \(other.key.place)"), at: SourcePosition(source: other.value.name)
      )
    }
  }

  /// Those of a direction, in the order of the ranges.
  func all(_ direction: BranchingEntropy.Direction) -> [RereadableSource] {
    plan.ranges(kind).filter { $0.direction == direction }.compactMap { sources[$0] }
  }
}
