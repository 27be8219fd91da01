import WordMineBase
import WordMineText

/// What those who work on the shards of a corpus agree on: the alphabet, the ranges of atoms, the place of
/// each shard in the text, and what is looked for.
///
/// A shard is a part of a corpus that ends where a line ends. With a plan, what is made of the shards of a
/// corpus adds up to what `WordDiscovery` makes of the whole, when that does not fit in memory.
package struct ShardPlan: Sendable {
  /// What is looked for.
  package struct Options: Sendable {
    /// As for the whole corpus, with its memory, which sets the sizes of the sample and of the model.
    ///
    /// Whether phrases are found is up to `listsPhrases`.
    package var configuration: WordDiscovery.Configuration
    /// Whether phrases are listed; `nil`: with `Method.full`, where the format holds kinds.
    package var listsPhrases: Bool?
    /// The number of ranges that the strings are divided into.
    package var ranges = 1

    package init(_ configuration: WordDiscovery.Configuration) {
      self.configuration = configuration
    }

    /// The most ranges.
    package static let mostRanges = 256

    /// Whether phrases are listed in a format.
    package func listsPhrases(inFormatWithKinds holdsKinds: Bool) -> Bool {
      listsPhrases ?? (configuration.method == .full && holdsKinds)
    }

    /// - Throws: `InvalidValue` for what shards cannot do.
    func check() throws(InvalidValue) {
      try configuration.check()
      try InvalidValue.check("ranges", ranges, in: 1...Self.mostRanges)
      guard configuration.method != .mutualInformation else {
        throw InvalidValue(
          option: "method", found: configuration.method.rawValue, allowed: "full or fast for shards"
        )
      }
    }
  }

  package let options: Options
  let table: AlphabetTable
  /// In the order of the text.
  let shards: [WrittenAtoms.Size]
  /// The first id of each range.
  let starts: [Int]
  /// Of the file.
  var checksum: UInt32 = 0
  /// The stages without a text.
  let stages: SampledPlan

  init(
    _ options: Options, _ table: AlphabetTable, _ shards: [WrittenAtoms.Size], starts: [Int]
  ) {
    (self.table, self.shards, self.starts) = (table, shards, starts)
    var options = options
    options.configuration.findsPhrases = options.listsPhrases(inFormatWithKinds: true)
    self.options = options
    stages = SampledPlan(
      AtomAlphabet(table, folding: Normalizer(options.configuration.script)),
      options.configuration,
      units: shards.reduce(0) { $0 + $1.units }, memory: options.configuration.memory)
  }

  /// A plan for shards of which the written atoms were counted.
  ///
  /// - Parameter written: Opens the files, in the order of the text.
  /// - Throws: `InvalidValue` for what shards cannot do; `InputError` if a file is damaged, or none of
  ///   these; `MemoryExceeded` if there are too many runs.
  package init(
    _ options: Options, written: [() throws -> ByteSource], check: (Int) throws -> Void
  ) throws {
    try options.check()
    var sum = WrittenAtoms.Sum()
    for source in written { try sum.add(source(), check: check) }
    let alphabet = AtomAlphabet(
      sum.written, of: sum.text, folding: Normalizer(options.configuration.script))
    self.init(
      options, AlphabetTable(alphabet, sum.written, of: sum.text), sum.shards,
      starts: Self.starts(of: options.ranges, alphabet.counts))
  }

  /// The first ids of ranges with about as many atoms of the text in each.
  private static func starts(of ranges: Int, _ counts: [Int]) -> [Int] {
    let total = Double(counts.reduce(0, +))
    var (starts, sum) = ([1], 0)
    for (id, count) in counts.enumerated().dropFirst() {
      while starts.count < ranges, Double(sum) >= total * Double(starts.count) / Double(ranges),
        sum > 0
      {
        starts.append(id)
      }
      sum += count
    }
    return starts + Array(repeating: counts.count, count: ranges - starts.count)
  }

  /// The memory of what one process does for all shards, in bytes.
  package var memory: Int { options.configuration.memory }

  /// The ids of a range.
  func ids(_ range: Int) -> Range<Int> {
    starts[range]..<(range + 1 < starts.count ? starts[range + 1] : stages.atoms.count)
  }

  /// The alphabet for a shard.
  ///
  /// - Throws: `InputError` for a character that was in no shard.
  func atoms(of corpus: SpooledAtoms, name: String) throws(InputError) -> AtomAlphabet {
    let atoms = AtomAlphabet(
      table, runs: corpus.runs, folding: Normalizer(options.configuration.script))
    for (code, _) in corpus.writtenCounts where atoms.id(of: code) == 0 {
      let character = Unicode.Scalar(code).map { "\"\($0)\"" } ?? "an atom"
      throw InputError(
        .mismatch("\(character) is in no shard of the plan; plan with the files of this text"),
        at: SourcePosition(source: name))
    }
    return atoms
  }

  /// What is taken of a shard for the sample.
  func selection(ofShard number: Int) -> CorpusSample.Selection {
    var selection = stages.selection
    selection.firstBlock = shards[..<number].reduce(0) { $0 + $1.blocks }
    return selection
  }

  /// The header of a file that is made with this plan.
  func header(
    _ kind: ShardFile.Kind, part: Int = 0, _ direction: BranchingEntropy.Direction? = nil
  ) -> ShardFile.Header {
    .init(kind: kind, plan: checksum, part: part, direction: direction)
  }

  /// The headers of the files of all ranges in both directions, in their order.
  func ranges(_ kind: ShardFile.Kind) -> [ShardFile.Header] {
    [.right, .left].flatMap { direction in
      starts.indices.map { header(kind, part: $0, direction) }
    }
  }
}
