import WordMineBase
import WordMineText

/// The counts and entropies of the strings of listed words, of one range in one direction.
///
/// The body of the file: for each length, one to four: number of strings; for each, ascending: its key in
/// `StringMeasures`, 16 bytes; count; entropy and correction.
enum ShardMeasures {
  static func write(
    _ measures: StringMeasures, _ header: ShardFile.Header, to sink: ByteSink
  ) throws {
    try ShardFile.begin(header, sink)
    for (keys, measures) in zip(measures.keys, measures.measures) {
      var bytes: [UInt8] = []
      bytes.append(number: keys.count)
      for (key, measure) in zip(keys, measures) {
        bytes.append(word: UInt64(truncatingIfNeeded: key))
        bytes.append(word: UInt64(key >> 64))
        bytes.append(number: measure.count)
        bytes.append(fraction: measure.plain)
        bytes.append(fraction: measure.correction)
        if bytes.count >= 1 << 16 {
          try sink.write(bytes)
          bytes.removeAll(keepingCapacity: true)
        }
      }
      try sink.write(bytes)
    }
    try ShardFile.end(sink)
  }

  /// The measures of a direction, of the files of all ranges.
  ///
  /// - Throws: `InputError` if a file is damaged.
  static func read(
    _ direction: BranchingEntropy.Direction, _ sources: ShardRanges, _ plan: ShardPlan
  ) throws(InputError) -> StringMeasures {
    var measures = StringMeasures(direction)
    for source in sources.all(direction) {
      var input = try ShardFile.open(source.open(), .measures, of: plan)
      for length in 1...AtomSequence.longestWord { try read(length, &input.body, into: &measures) }
      try input.body.expectChecksumAndEnd()
    }
    return measures
  }

  private static func read(
    _ length: Int, _ body: inout BinaryReader, into measures: inout StringMeasures
  ) throws(InputError) {
    for _ in 0..<(try body.count()) {
      let words = try body.words(2)
      let key = UInt128(words[1]) << 64 | UInt128(words[0])
      guard measures.keys[length - 1].last.map({ $0 < key }) ?? true else {
        throw body.error(.damaged("strings are out of order"))
      }
      measures.append(
        key, length: length,
        .init(
          count: try body.count(), plain: try body.fraction(), correction: try body.fraction()))
    }
  }
}
