import Foundation
import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct ShardTests {
  private static let lines = RandomText.lines(90, seed: 3)

  /// Words among letters, numbers, other planes, several spellings, and a line that is longer than a clause
  /// may be.
  private static let mixed: [String] = {
    let odd = [
      "T恤 iPhone15 3.14", "Ｔ恤和iphone15", "𠮷野家在𠮷林", "只有ascii only", "", "。。", "①②", "\u{0}",
    ]
    let long = RandomText.lines(40, seed: 8).joined()
    return Array(lines[..<50]) + odd + odd.map { $0 + "子丑寅卯" } + [long + "abc" + long]
      + Array(lines[50...])
  }()

  private static func configuration(
    _ method: WordDiscovery.Method = .fast
  ) -> WordDiscovery.Configuration {
    var configuration = WordDiscovery.Configuration()
    (configuration.method, configuration.effort) = (method, .quick)
    (configuration.includesSingleAtoms, configuration.includesNonHan) = (true, true)
    return configuration
  }

  /// Lines in shards; some are empty, if there are more than lines.
  private static func shards(_ lines: [String], _ count: Int) -> [String] {
    (0..<count).map { number in
      lines[number * lines.count / count..<(number + 1) * lines.count / count]
        .map { $0 + "\n" }.joined()
    }
  }

  private func bytes(_ model: SegmentationModel) throws -> [UInt8] {
    let sink = ByteSink.memory()
    try SegmentationModelFormat.write(model, to: sink)
    return sink.bytes
  }

  /// Shards in any number of ranges give what one machine finds on disk.
  private func expectSame(
    _ shards: [String], ranges: Int = 1, threads: Int = 1, clauseUnits: Int = 1 << 18,
    _ configuration: WordDiscovery.Configuration = configuration()
  ) throws {
    let run = try ShardRun(shards)
    (run.configuration, run.ranges, run.threads) = (configuration, ranges, threads)
    run.clauseUnits = clauseUnits
    let found = try run.run()
    let text = shards.joined()
    let whole = try WordDiscovery(run.configuration).discover(
      in: smallChunks([.text(Array(text.utf8))]) { $0.clauseUnits = clauseUnits },
      workers: Workers(threads: 1))
    #expect(found.words == whole.words)
    #expect(try bytes(found.model) == bytes(#require(whole.learnedModel)))
    #expect(found.summary.words == whole.summary.words)
    #expect(found.summary.bitsPerAtomAfter == whole.summary.bitsPerAtomAfter)
  }

  @Test(arguments: [1, 3, 8], [1, 5])
  func shardsAndRangesChangeNothing(shards: Int, ranges: Int) throws {
    try expectSame(
      Self.shards(Self.lines, shards), ranges: ranges, Self.configuration(.full))
  }

  @Test(arguments: [2, 3])
  func threadsChangeNothing(threads: Int) throws {
    try expectSame(
      Self.shards(Self.mixed, 4), ranges: 3, threads: threads, Self.configuration(.full))
  }

  @Test(arguments: [1, 3, 8, 100], [2, 40])
  func whatIsOddChangesNothing(shards: Int, ranges: Int) throws {
    try expectSame(Self.shards(Self.mixed, shards), ranges: ranges)
  }

  /// Where a clause is too long, it is cut at the same places in a shard as in the whole.
  @Test(arguments: [20, 21, 64, 200])
  func aLongClauseIsCutAtTheSamePlaces(clauseUnits: Int) throws {
    try expectSame(Self.shards(Self.mixed, 5), ranges: 2, clauseUnits: clauseUnits)
  }

  /// A sample that leaves out most of the text is the same too.
  @Test func aSampleHasNoSeams() throws {
    let lines = RandomText.lines(900, seed: 4) + [RandomText.lines(300, seed: 5).joined()]
    let text = lines.map { $0 + "\n" }.joined()
    func clauses(_ texts: [String]) throws -> [[UInt32]] {
      let atoms = AtomAlphabet(RandomText.atoms(lines), folding: Normalizer(.asIs))
      var (clauses, blocks) = ([[UInt32]](), 0)
      for shard in texts {
        let corpus = try smallChunks([.text(Array(shard.utf8))]).finished()
        let selection = CorpusSample.Selection(
          positions: 2000, units: 12000, seed: 7, firstBlock: blocks)
        clauses += try CorpusSample.clauses(of: corpus, atoms, selection, workers: Workers())
        let sink = ByteSink.memory()
        try WrittenAtoms.write(corpus, to: sink, workers: Workers())
        blocks += try WrittenAtoms.Reader(source(sink.bytes)).shards[0].blocks
      }
      return clauses
    }
    let whole = try clauses([text])
    #expect(whole.count > 50)
    for count in [2, 3, 8] { #expect(try clauses(Self.shards(lines, count)) == whole) }
  }

  @Test(arguments: [[""], ["", "", ""], ["\n", "abc\n", "！？\n"]], [1, 3])
  func aCorpusWithoutWordsHasNone(shards: [String], ranges: Int) throws {
    try expectSame(shards, ranges: ranges)
  }

  @Test func optionsAreThoseOfOneMachine() throws {
    for change: (inout WordDiscovery.Configuration) -> Void in [
      { ($0.granularity, $0.minimumCount) = (3.5, 2) }, { ($0.maximumLength, $0.seed) = (2, 9) },
      { ($0.includesSingleAtoms, $0.includesNonHan) = (false, false) },
      { $0.script = .simplified }, { $0.memory = 300 << 20 },
    ] {
      var configuration = Self.configuration(.full)
      change(&configuration)
      try expectSame(Self.shards(Self.mixed, 3), ranges: 2, configuration)
    }
  }

  /// What is dropped where a model has too many strings does not depend on the ranges.
  @Test(arguments: [10, 150, 200, 400, 1000], [1, 2, 7])
  func theSameStringsAreDropped(limit: Int, ranges: Int) throws {
    // Rare atoms among frequent strings.
    let rare = (0..<300).map { String(Character(Unicode.Scalar(0x5000 + 7 * $0 % 200)!)) }
    let text = RandomText.text(Self.lines + rare + Self.lines)
    let index = try AtomIndex(text)
    let starts = (0...ranges).map { 1 + $0 * (text.atoms.count - 1) / ranges }
    func grams(_ parts: [Range<Int>], collecting: Int) throws -> [UInt64] {
      let gaps = try GapEntropies(text)
      var sum = EntropySum(gaps, .left, gramLimit: limit)
      for ids in parts {
        sum.add(
          try RangeEntropies(
            text, index: index, ids: ids, direction: .left, into: gaps,
            background: PriorRecords([]), isCounted: false, gramLimit: collecting,
            workers: Workers()))
      }
      return sum.entropies(atomEntropy: 0).grams.map(\.key)
    }
    // Nothing is dropped before all is added up.
    let expected = try grams([1..<text.atoms.count], collecting: .max)
    #expect(expected.count { ShortGram.length($0) == 1 } >= 100)
    #expect(
      try grams(zip(starts, starts.dropFirst()).map { $0..<$1 }, collecting: limit) == expected)
  }

  // MARK: Files

  @Test func sumsDoNotDependOnTheirOrderOrRounds() throws {
    let run = try ShardRun(Self.shards(Self.mixed, 40))
    (run.configuration, run.ranges) = (Self.configuration(), 2)
    _ = try run.run()
    for (kind, all) in [
      ("right-1.counts", run.shards.indices.map { "\($0)-right-1.counts" }),
      ("uses", run.ofShards("uses")), ("w", run.ofShards("written")),
    ] {
      try run.merge(Array(all[..<7]), into: "a")
      try run.merge(Array(all[7...]), into: "b")
      try run.merge(["a", "b"], into: "ab")
      try run.merge(all, into: "all")
      let sum = try run.source("all").open().all()
      #expect(try run.source("ab").open().all() == sum)
      if kind != "w" { #expect(try run.source(kind).open().all() == sum) }
    }
    // A plan of sums is that of the parts.
    let plan = try run.source("plan").open().all()
    try run.merge(run.ofShards("written"), into: "0.written")
    let whole = try ShardPlan(
      run.plan().options, written: [{ try run.source("0.written").open() }], check: { _ in })
    let sink = ByteSink.memory()
    try whole.write(to: sink)
    #expect(sink.bytes == plan)
  }

  /// Two runs, of which the second has another text, and so another plan and another model.
  private func runs() throws -> [ShardRun] {
    try [3, 4].map { (seed: UInt64) in
      let run = try ShardRun(Self.shards(RandomText.lines(30, seed: seed), 2))
      (run.configuration, run.ranges) = (Self.configuration(), 2)
      _ = try run.run()
      return run
    }
  }

  private func reason(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "none"
    } catch {
      return "\(error)"
    }
  }

  @Test func whatDoesNotGoTogetherIsRefused() throws {
    let (run, other) = try (runs()[0], runs()[1])
    func reason(merging names: [String]) -> String {
      self.reason { try run.merge(names, into: "x") }
    }
    #expect(reason(merging: ["0.written", "0.uses"]).contains("holds uses, which do not go with"))
    #expect(reason(merging: ["0.sample", "1.sample"]).contains("cannot be added"))
    #expect(reason(merging: ["right-0.counts", "left-0.counts"]).contains("range 0 to the left"))
    #expect(reason(merging: ["right-0.counts", "right-1.counts"]).contains("range 1 to the right"))
    #expect(reason(merging: ["model"]).contains("not a file of wordmine shard"))
    let foreign = try other.source("right-0.counts")
    #expect(
      self.reason {
        try ShardMerge(directory: "/tmp", workers: Workers()).merge(
          [run.source("right-0.counts"), foreign], to: .memory())
      }.contains("another plan"))
    let (steps, samples) = try (run.steps, run.sources(run.ofShards("sample")))
    #expect(
      self.reason { try steps.measureSample(samples, counts: foreign, to: .memory()) }
        .contains("another plan"))
    #expect(
      self.reason {
        try steps.measureSample([samples[0]], counts: run.source("left-1.counts"), to: .memory())
      }.contains("the sample of shard 1 is missing"))
    #expect(
      self.reason {
        try steps.measureSample(
          samples + [samples[0]], counts: run.source("left-1.counts"), to: .memory())
      }.contains("another file is too"))
    #expect(
      self.reason {
        try steps.fit(samples, entropies: [run.source("left-1.entropies")], to: .memory())
      }.contains("range 0 to the right is missing; name the files of all 4"))
    #expect(
      self.reason {
        _ = try steps.dictionary(
          model: other.source("model").open(), uses: run.source("uses"),
          measures: run.sources(run.ofRanges("measures")), listsPhrases: true)
      }.contains("not a model that was fitted with this plan"))
    #expect(
      self.reason {
        try steps.sample(run.spool(run.shards[1]), number: 0, name: "b.txt", to: .memory())
      }.contains("they are not the same text"))
    #expect(
      self.reason {
        try steps.sample(run.spool(run.shards[1]), number: 2, name: "b.txt", to: .memory())
      }.contains("shard is 2; it can be 0 to 1"))
    #expect(
      self.reason {
        try steps.count(run.spool("别"), name: "b.txt", memory: 64 << 20) { _, _ in .memory() }
      }.contains("b.txt: \"别\" is in no shard of the plan"))
  }

  /// Reads a file of each kind, and what is made of it.
  private func read(_ name: String, _ run: ShardRun) throws {
    switch name {
    case "0.written", "0-right-0.counts", "0.uses": try run.merge([name], into: "x")
    case "plan": _ = try ShardPlan(run.source(name).open())
    case "left-1.counts":
      try run.steps.measureWords(run.source("uses"), counts: run.source(name), to: .memory())
    case "0.sample":
      try run.steps.measureSample(
        run.sources(run.ofShards("sample")), counts: run.source("left-1.counts"), to: .memory())
    case "left-1.entropies":
      try run.steps.fit(
        run.sources(run.ofShards("sample")), entropies: run.sources(run.ofRanges("entropies")),
        to: .memory())
    default: _ = try run.dictionary()
    }
  }

  private static let kinds = [
    "0.written", "0-right-0.counts", "0.uses", "plan", "left-1.counts", "0.sample",
    "left-1.entropies", "uses", "left-1.measures",
  ]

  /// Damage is found; behind a checksum that fits, it does no harm.
  @Test(arguments: kinds) func damageIsFound(name: String) throws {
    let run = try runs()[0]
    let url = URL(fileURLWithPath: run.path(name))
    let content = try Data(contentsOf: url)
    try read(name, run)
    let step = max(1, content.count / 14)
    for place in stride(from: 0, to: content.count, by: step) {
      try content[..<place].write(to: url)
      #expect(throws: InputError.self) { try read(name, run) }
      var flipped = content
      flipped[place] ^= 1 << UInt8(place % 8)
      try flipped.write(to: url)
      #expect(throws: InputError.self) { try read(name, run) }
      for hostile: [UInt8] in [[0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80], [0xFF]] {
        var mended = content.dropLast(4)
        let end = min(mended.count, place + hostile.count)
        mended.replaceSubrange(min(place, end)..<end, with: hostile.prefix(end - min(place, end)))
        var checksum = Checksum()
        checksum.update(Array(mended)[...])
        try (mended + LittleEndian.bytes(checksum.value)).write(to: url)
        _ = try? read(name, run)
      }
    }
    try content.write(to: url)
    try read(name, run)
  }

  @Test func anInterruptEndsEachStep() throws {
    let run = try runs()[0]
    let interrupt = Interrupt()
    interrupt.request()
    let workers = Workers(threads: 1, interrupt: interrupt)
    let steps = try ShardSteps(ShardPlan(run.source("plan").open()), workers: workers)
    let samples = try run.sources(run.ofShards("sample"))
    #expect(throws: Interrupted.self) {
      try steps.count(run.spool(run.shards[0]), name: "", memory: 64 << 20) { _, _ in .memory() }
    }
    #expect(throws: Interrupted.self) {
      try steps.measureSample(samples, counts: run.source("left-1.counts"), to: .memory())
    }
    #expect(throws: Interrupted.self) {
      try ShardMerge(directory: "/tmp", workers: workers).merge(
        [run.source("uses")], to: .memory())
    }
    #expect(throws: Interrupted.self) {
      _ = try steps.dictionary(
        model: run.source("model").open(), uses: run.source("uses"),
        measures: run.sources(run.ofRanges("measures")), listsPhrases: true)
    }
  }

  /// More words of a shard than memory holds are no reason to drop some.
  @Test func aShardMayHaveTooManyWords() throws {
    let run = try runs()[0]
    #expect(throws: MemoryExceeded.self) {
      try run.steps.use(
        run.spool(run.shards[0]), name: "", model: run.source("model").open(),
        samples: run.sources(run.ofShards("sample")), memory: 1000, to: .memory())
    }
  }
}
