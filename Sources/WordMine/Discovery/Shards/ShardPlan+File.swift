import WordMineText

/// The body of the file of a plan:
///
/// | part | content |
/// | --- | --- |
/// | options | method, script, effort, 1 byte each; seed, 8 bytes; granularity, a fraction, −1 for none; least count, 0 for none; greatest length; memory; phrases (0 no, 1 yes, 2 by the format), single atoms, words without Han characters, one byte each |
/// | shards | number; for each: 16-bit units, blocks |
/// | ranges | number; the first id of each |
/// | alphabet | see `AlphabetTable` |
extension ShardPlan {
  /// Writes the plan.
  package func write(to sink: ByteSink) throws {
    try ShardFile.begin(.init(kind: .plan), sink)
    try sink.write(options.bytes)
    var bytes: [UInt8] = []
    bytes.append(number: shards.count)
    for shard in shards {
      bytes.append(number: shard.units)
      bytes.append(number: shard.blocks)
    }
    bytes.append(number: starts.count)
    for start in starts { bytes.append(number: start) }
    try sink.write(bytes + table.bytes)
    try ShardFile.end(sink)
  }

  /// Reads a plan.
  ///
  /// - Throws: `InputError` if it is damaged, or none.
  package init(_ source: consuming ByteSource) throws(InputError) {
    var input = try ShardFile.open(source, .plan, of: nil)
    let options = try Options(&input.body)
    var shards: [WrittenAtoms.Size] = []
    for _ in 0..<(try input.body.number(below: 1 << 32)) {
      shards.append(.init(units: try input.body.count(), blocks: try input.body.count()))
    }
    var starts: [Int] = []
    for _ in 0..<(try input.body.number(below: UInt64(Options.mostRanges) + 1)) {
      starts.append(try input.body.number(below: 1 << ShortGram.bits))
    }
    let table = try AlphabetTable(&input.body)
    let end = table.atoms.count + AtomAlphabet.latinClass + 1
    guard starts.first == 1, zip(starts, starts.dropFirst() + [end]).allSatisfy({ $0 <= $1 }),
      shards.reduce(0.0, { $0 + Double($1.units) + Double($1.blocks) }) < 0x1p60
    else { throw input.body.error(.damaged("the ranges or the shards")) }
    let checksum = try input.body.expectChecksumAndEnd()
    self.init(options, table, shards, starts: starts)
    self.checksum = checksum
  }
}

extension ShardPlan.Options {
  fileprivate var bytes: [UInt8] {
    var bytes = [
      UInt8(WordDiscovery.Method.allCases.firstIndex(of: configuration.method)!),
      UInt8(Script.allCases.firstIndex(of: configuration.script)!),
      UInt8(Effort.allCases.firstIndex(of: configuration.effort)!),
    ]
    bytes += LittleEndian.bytes(configuration.seed)
    bytes.append(fraction: configuration.granularity ?? -1)
    bytes.append(number: configuration.minimumCount ?? 0)
    bytes.append(number: configuration.maximumLength)
    bytes.append(number: configuration.memory)
    bytes.append(listsPhrases.map { $0 ? 1 : 0 } ?? 2)
    bytes.append(configuration.includesSingleAtoms ? 1 : 0)
    bytes.append(configuration.includesNonHan ? 1 : 0)
    return bytes
  }

  fileprivate init(_ body: inout BinaryReader) throws(InputError) {
    func choice<Value>(
      _ values: [Value], _ body: inout BinaryReader
    ) throws(InputError) -> Value {
      let index = Int(try body.byte())
      guard index < values.count else { throw body.error(.damaged("the options")) }
      return values[index]
    }
    var configuration = WordDiscovery.Configuration()
    configuration.method = try choice(WordDiscovery.Method.allCases, &body)
    configuration.script = try choice(Script.allCases, &body)
    configuration.effort = try choice(Effort.allCases, &body)
    configuration.seed = LittleEndian.value(try body.bytes(8))
    let granularity = try body.fraction()
    configuration.granularity = granularity < 0 ? nil : granularity
    let minimumCount = try body.count()
    configuration.minimumCount = minimumCount == 0 ? nil : minimumCount
    configuration.maximumLength = try body.number(below: 256)
    configuration.memory = try body.number()
    self.init(configuration)
    listsPhrases = try choice([false, true, nil], &body)
    self.configuration.includesSingleAtoms = try choice([false, true], &body)
    self.configuration.includesNonHan = try choice([false, true], &body)
    do {
      try check()
    } catch {
      throw body.error(.damaged("the options: \(error)"))
    }
  }
}
