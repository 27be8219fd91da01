import WordMineBase

/// Reads the inputs of a corpus one after another, as blocks of UTF-8 text.
package struct CorpusReader: ~Copyable {
  /// How the inputs are read.
  package struct Configuration: Sendable {
    /// The encoding of all inputs; `nil` to detect that of each.
    package var encoding: Encoding?
    /// The column that contains the text; `nil` if all of a line is text.
    package var column: Column?
    /// The column that contains the label of a text, besides `column`; blocks then carry the label
    /// of each line.
    package var label: Column?
    /// Whether to skip lines that occurred before, in any input.
    package var uniqueLines = false
    /// Whether blocks end at line ends; otherwise they end between atoms.
    package var keepsLines = false
    /// Whether invalid bytes are an error.
    package var isStrict = false
    /// Whether checksums of the inputs are taken.
    package var takesChecksums = false
    package var workers = Workers()
    /// The size of blocks in bytes, which does not affect results.
    package var blockSize = 1 << 20
    /// What reading may take, in bytes.
    package var memory = Int.max

    package init() {}

    fileprivate var needsLines: Bool { keepsLines || uniqueLines || column != nil }

    /// The number of blocks that are transformed at once.
    package var batchSize: Int { workers.threads == 1 ? 1 : 2 * workers.threads }

    /// Bytes that a byte of text takes while it is tokenized and transformed; `nil`: as much as its atoms.
    package var bytesPerByte: Int?

    /// Where a block may be cut anywhere, a large one is a single run. Where it holds lines, all may be runs.
    private var bytesTaken: Int { bytesPerByte ?? (needsLines ? 20 : 10) }

    /// The most bytes of the blocks that are transformed at once, where that is not a single one.
    package var batchBytes: Int { memory / 4 / bytesTaken }

    /// - Throws: `MemoryExceeded` if a block could not be transformed.
    fileprivate func check(block bytes: Int) throws(MemoryExceeded) {
      guard bytes > max(blockSize, memory / bytesTaken) else { return }
      throw MemoryExceeded(
        limit: memory,
        enoughFor: "lines of about \(memory / bytesTaken / 1000) kB")
    }

    /// What decompressing may take.
    fileprivate var decoderMemory: Int {
      memory == .max ? ByteSource.standardDecoderMemory : memory / 4
    }
  }

  /// A summary of what has been read so far.
  package struct Summary: Sendable {
    /// The encoding of each input, in order.
    package var encodings: [Encoding] = []
    /// The checksum of each input as it is stored, if they are taken.
    package var checksums: [Checksum] = []
    package var bytes = 0
    package var lines = 0
    package var characters = 0
    package var atoms = 0
    package var invalidBytes = 0
    package var repeatedLines = 0
    /// The records of JSON Lines that were changed so that they could be read, and those without a text.
    package var mendedRecords = 0
    package var recordsWithoutText = 0

    package init() {}
  }

  package let inputs: [CorpusInput]
  package let configuration: Configuration
  package private(set) var summary = Summary()
  private var seenLines = LineSet()
  /// Called where an input pauses and all before it was consumed; if it is there, blocks end there.
  package var atPause: (() throws -> Void)?

  package init(_ inputs: [CorpusInput], _ configuration: Configuration = Configuration()) {
    self.inputs = inputs
    self.configuration = configuration
  }

  /// Reads everything: blocks are transformed on several threads, and consumed in order.
  ///
  /// - Parameters:
  ///   - transform: Transforms a block, on any thread.
  ///   - consume: Receives each block with its result, in text order.
  /// - Throws: `InputError` for an input that cannot be read, and the errors of the closures.
  package mutating func read<Result: Sendable>(
    transform: @Sendable (TextBlock) throws -> Result,
    consume: (TextBlock, Result) throws -> Void
  ) throws {
    let total = storedSize()
    var before = 0
    try report(0, of: total)
    for input in inputs { try input.check() }
    for index in inputs.indices {
      var source = try inputs[index].open(decoderMemory: configuration.decoderMemory)
      if configuration.takesChecksums { source.takeChecksum() }
      var reader = try TextReader(
        source, index: index,
        encoding: inputs[index].encoding ?? configuration.encoding,
        cut: configuration.needsLines ? .afterLines : .betweenAtoms,
        blockSize: configuration.blockSize, followsPauses: atPause != nil)
      var lines = try lineFilter(inputs[index])
      var line = 1
      while true {
        let batch = try nextBatch(&reader, &lines, &line)
        if batch.isEmpty { break }
        let results = try parallelMap(batch.count, on: configuration.workers) {
          try transform(batch[$0])
        }
        for (block, result) in zip(batch, results) { try consume(block, result) }
        if batch[batch.count - 1].precedesPause { try atPause?() }
        try report(before + reader.source.storedBytesRead, of: total)
      }
      summary.encodings.append(reader.encoding)
      if let checksum = reader.source.storedChecksum { summary.checksums.append(checksum) }
      summary.mendedRecords += lines?.mended ?? 0
      summary.recordsWithoutText += lines?.withoutText ?? 0
      before += reader.source.storedBytesRead
    }
  }

  private func lineFilter(_ input: CorpusInput) throws(InputError) -> LineFilter? {
    guard let column = configuration.column else { return nil }
    return try LineFilter(
      column: column, label: configuration.label, source: input.name,
      isStrict: configuration.isStrict)
  }

  /// - Parameters:
  ///   - bytes: The number of stored bytes that were read.
  ///   - total: The number of stored bytes; if `nil`, progress is reported without a fraction.
  private func report(_ bytes: Int, of total: Int?) throws(Interrupted) {
    let share = total.map { min(1, Double(bytes) / Double(max(1, $0))) } ?? 0
    try configuration.workers.report("reading", share)
  }

  private mutating func nextBatch(
    _ reader: inout TextReader, _ lines: inout LineFilter?, _ line: inout Int
  ) throws -> [TextBlock] {
    var batch: [TextBlock] = []
    var bytes = 0
    while batch.count < configuration.batchSize, bytes <= configuration.batchBytes,
      var block = try reader.next()
    {
      bytes += block.bytes.count
      try configuration.check(block: block.bytes.count)
      summary.bytes += block.bytes.count
      try check(block, reader.encoding, &line)
      summary.invalidBytes += block.replaced
      try lines?.extract(&block)
      if configuration.uniqueLines { summary.repeatedLines += seenLines.removeRepeated(&block) }
      try seenLines.check(configuration.memory)
      batch.append(block)
      if block.precedesPause { break }
    }
    return batch
  }

  /// - Parameter line: The line number at the start of the block; updated for the next block.
  /// - Throws: With `isStrict`, for the first invalid sequence that the tokenizer would not see at
  ///   its place, because it was transcoded, or because lines before it will be removed.
  private func check(
    _ block: TextBlock, _ encoding: Encoding, _ line: inout Int
  ) throws(InputError) {
    guard configuration.isStrict else { return }
    if let first = block.firstReplaced {
      throw invalidBytes(encoding, block, line: line + first.line, byte: first.offset)
    }
    if configuration.column != nil || configuration.uniqueLines,
      let first = UTF8Scanner.firstInvalid(in: block.bytes.span)
    {
      throw invalidBytes(
        encoding, block, line: line + first.line, byte: block.byteOffset + first.offset)
    }
    line += block.bytes.count { $0 == 0x0A }
  }

  private func invalidBytes(
    _ encoding: Encoding, _ block: TextBlock, line: Int, byte: Int
  ) -> InputError {
    InputError(
      .invalidBytes(encoding: encoding.rawValue),
      at: SourcePosition(source: inputs[block.source].name, line: line, byte: byte))
  }

  /// The total stored size of all inputs; `nil` if one is not a regular file.
  private func storedSize() -> Int? {
    var total = 0
    for input in inputs {
      guard case .file(let path) = input, let size = ByteSource.size(ofFile: path) else {
        return nil
      }
      total += size
    }
    return total
  }

  /// Reads all inputs as atoms.
  ///
  /// - Throws: With `isStrict`, `InputError` for the first invalid byte, with file, line and offset.
  package mutating func readAtoms(
    _ tokenizer: Tokenizer = Tokenizer(),
    consume: (TextBlock, TokenizedBlock) throws -> Void
  ) throws {
    try readAtoms(tokenizer, transform: { _, atoms in atoms }, consume: consume)
  }

  /// Reads all inputs as atoms, transforming blocks on several threads.
  ///
  /// - Throws: With `isStrict`, `InputError` for the first invalid byte, with file, line and offset.
  package mutating func readAtoms<Result: Sendable>(
    _ tokenizer: Tokenizer = Tokenizer(),
    transform: @Sendable (TextBlock, TokenizedBlock) throws -> Result,
    consume: (TextBlock, Result) throws -> Void
  ) throws {
    try readCounted(
      transform: { block in
        let atoms = tokenizer.tokenize(block.bytes.span)
        return (TextStatistics(atoms), try transform(block, atoms))
      }, consume: consume)
  }

  /// Reads all inputs; `transform`, called on several threads, also counts the characters of a
  /// block.
  ///
  /// - Throws: With `isStrict`, `InputError` for the first invalid byte, with file, line and offset.
  package mutating func readCounted<Result: Sendable>(
    transform: @Sendable (TextBlock) throws -> (TextStatistics, Result),
    consume: (TextBlock, Result) throws -> Void
  ) throws {
    var totals = Summary()
    var line = 1
    let (inputs, isStrict) = (inputs, configuration.isStrict)
    try read(
      transform: transform,
      consume: { block, results in
        let (found, result) = results
        if isStrict, let first = found.firstInvalid {
          throw InputError(
            .invalidBytes(encoding: Encoding.utf8.rawValue),
            at: SourcePosition(
              source: inputs[block.source].name, line: line + first.line,
              byte: block.byteOffset + first.offset))
        }
        line = block.isLast ? 1 : line + found.lines
        totals.add(found)
        try consume(block, result)
      })
    summary.add(totals)
  }
}

extension CorpusReader.Summary {
  fileprivate mutating func add(_ block: TextStatistics) {
    lines += block.lines
    characters += block.characters
    atoms += block.atoms
    invalidBytes += block.invalidBytes
  }

  mutating func add(_ other: Self) {
    lines += other.lines
    characters += other.characters
    atoms += other.atoms
    invalidBytes += other.invalidBytes
  }
}
