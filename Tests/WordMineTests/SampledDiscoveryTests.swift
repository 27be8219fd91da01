import Foundation
import Testing
import WordMineBase
import WordMineLexicon
import WordMineText

@testable import WordMine

@Suite struct SampledDiscoveryTests {
  private static let lines = RandomText.lines(120, seed: 1)
  private static var text: String { lines.joined(separator: "\n") }

  /// Discovers words chunk by chunk.
  private func stream(
    _ inputs: [CorpusInput], blockSize: Int = 1 << 20, threads: Int = 1,
    after prior: LoadedPrior = .init(),
    _ changeDiscovery: (inout WordDiscovery.Configuration) -> Void = { _ in },
    corpus change: (inout AtomSpool.Configuration) -> Void = { _ in }
  ) throws -> WordDiscovery.Result {
    var configuration = WordDiscovery.Configuration()
    configuration.includesSingleAtoms = true
    configuration.minimumCount = 1
    changeDiscovery(&configuration)
    let corpus = try smallChunks(
      inputs, blockSize: blockSize, threads: threads, change)
    #expect(corpus.isSpooled)
    return try WordDiscovery(configuration).discover(
      in: corpus, after: prior, workers: Workers(threads: threads))
  }

  private func stream(
    _ text: String, threads: Int = 1,
    _ changeDiscovery: (inout WordDiscovery.Configuration) -> Void = { _ in },
    corpus change: (inout AtomSpool.Configuration) -> Void = { _ in }
  ) throws -> WordDiscovery.Result {
    try stream([.text(Array(text.utf8))], threads: threads, changeDiscovery, corpus: change)
  }

  private func bytes(_ discovery: WordDiscovery.Result) throws -> [UInt8] {
    let sink = ByteSink.memory()
    try SegmentationModelFormat.write(#require(discovery.learnedModel), to: sink)
    return sink.bytes
  }

  @Test(arguments: 2...3)
  func threadsChangeNothing(threads: Int) throws {
    let one = try stream(Self.text) { $0.makesModel = true }
    let many = try stream(Self.text, threads: threads) { $0.makesModel = true }
    #expect(many.shown == one.shown)
    #expect(try bytes(many) == bytes(one))
  }

  @Test(arguments: [1, 7, 4096])
  func blocksChangeNothing(blockSize: Int) throws {
    let whole = try stream(Self.text).shown
    let found = try stream([.text(Array(Self.text.utf8))], blockSize: blockSize).shown
    #expect(found == whole)
  }

  @Test func inputsAndChunksChangeNothing() throws {
    let whole = try stream(Self.text).shown
    let parts = stride(from: 0, to: 120, by: 40).map {
      CorpusInput.text(Array((Self.lines[$0..<$0 + 40].joined(separator: "\n") + "\n").utf8))
    }
    #expect(try stream(parts).shown == whole)
    #expect(try stream(Self.text, corpus: { $0.chunkUnits = 100 }).shown == whole)
  }

  /// A dictionary guides the whole corpus as it guides a text in memory: the sample is all of it.
  @Test(arguments: 1...3)
  func aDictionaryGuidesTheWholeCorpus(threads: Int) throws {
    var builder = LexiconBuilder()
    let words = try Sample.discover(Self.text) { $0.includesSingleAtoms = true }.words
    for (index, word) in words.enumerated() where index % 8 != 3 { builder.add(word.text) }
    let prior = LoadedPrior(lexicon: builder.build())
    let found = try stream([.text(Array(Self.text.utf8))], threads: threads, after: prior) {
      $0.findsPhrases = false
    }
    try #require(found.isGuided)
    let whole = try WordDiscovery().discover(inMemory: RandomText.atoms(Self.lines), after: prior)
    #expect(try found.segmentation.marks() == whole.segmentation.marks())
    #expect(found.learnedModel?.unigrams == whole.learnedModel?.unigrams)
    #expect(found.summary.words == whole.summary.words)
    #expect(found.summary.guidance == whole.summary.guidance)
  }

  /// What fits in a sample is learned from as a whole, with little memory too.
  @Test func memoryChangesNothingInASmallCorpus() throws {
    let whole = try stream(Self.text).shown
    #expect(
      try stream(Self.text, corpus: { $0.memory = NGramCounter.minimumMemory }).shown == whole)
  }

  @Test(arguments: [WordDiscovery.Method.full, .fast])
  func figuresAreThoseOfTheSegmentation(method: WordDiscovery.Method) throws {
    let discovery = try stream(Self.text) { ($0.includesNonHan, $0.method) = (true, method) }
    let begins = try discovery.segmentation.marks()
    var (counts, raw) = ([String: Int](), [String: Int]())
    var atom = 0
    for line in Self.lines {
      var words: [String] = []
      let characters = Array(line)
      for (index, character) in characters.enumerated() {
        if begins[atom] { words.append("") }
        words[words.count - 1].append(character)
        atom += 1
        for end in index + 1...min(index + 4, characters.count) {
          raw[String(characters[index..<end]), default: 0] += 1
        }
      }
      for word in words { counts[word, default: 0] += 1 }
    }
    let words = discovery.words.filter { $0.kind == .word }
    #expect(Dictionary(uniqueKeysWithValues: words.map { ($0.folded, $0.count) }) == counts)
    #expect(atom == discovery.summary.atoms)
    #expect(counts.values.reduce(0, +) == discovery.summary.words)
    #expect(counts.count == discovery.summary.distinctWords)
    for word in discovery.words where word.folded.count <= 4 {
      #expect(word.rawCount == raw[word.folded], "\(word)")
      #expect(word.rawCount >= word.count)
    }
    let (frequent, rare) = (words.filter { $0.rawCount >= 5 }, words.filter { $0.rawCount < 5 })
    #expect(words == frequent + rare)
    for words in [frequent, rare] {
      #expect(zip(words, words.dropFirst()).allSatisfy { $0.score >= $1.score })
    }
  }

  /// In memory, H is a sum of V, which are kept in 1/1024 nat, and of m D, with D in 1/255.
  @Test(arguments: ["random", "tea"])
  func figuresAreThoseInMemory(name: String) throws {
    let text = name == "tea" ? String(try Sample.text("tea.txt").prefix(2500)) : Self.text
    let granularity = 2.0
    func change(_ configuration: inout WordDiscovery.Configuration) {
      configuration.granularity = granularity
      configuration.includesSingleAtoms = true
      configuration.minimumCount = 1
    }
    let own = try Sample.discover(text, change)
    let found = try stream(text, change)
    let byText = Dictionary(uniqueKeysWithValues: own.words.map { ($0.folded, $0) })
    let tolerance = granularity / 255 * 1.01 + 4.5 / 1024
    var compared = 0
    for word in found.words where word.kind == .word {
      guard let other = byText[word.folded], other.kind == .word else { continue }
      #expect(word.rawCount == other.rawCount)
      #expect(try abs(#require(word.leftEntropy) - #require(other.leftEntropy)) <= tolerance)
      #expect(try abs(#require(word.rightEntropy) - #require(other.rightEntropy)) <= tolerance)
      #expect(abs((word.cohesion ?? 0) - (other.cohesion ?? 0)) < 1e-9)
      if Set(word.folded).count == word.folded.count {
        #expect(abs((word.gain ?? 0) - (other.gain ?? 0)) < 1e-6)
      }
      compared += 1
    }
    // The models differ in roundings alone, so the words are nearly the same.
    #expect(Double(compared) >= 0.8 * Double(found.words.count))
    let (marks, others) = try (found.segmentation.marks(), own.segmentation.marks())
    #expect(marks.count == others.count)
    let same = zip(marks, others).count { $0 == $1 }
    #expect(Double(same) >= 0.95 * Double(marks.count), "\(same) of \(marks.count)")
  }

  /// Words of a corpus in chunks have up to four atoms, however many are allowed.
  @Test(arguments: [1, 3, 6], [WordDiscovery.Method.full, .fast])
  func keepsToTheLongestWord(length: Int, method: WordDiscovery.Method) throws {
    let lines = Self.lines + Array(repeating: "子丑寅卯辰巳", count: 30)
    let discovery = try stream(lines.joined(separator: "\n")) {
      ($0.maximumLength, $0.method) = (length, method)
    }
    let words = discovery.words.filter { $0.kind == .word }
    #expect(words.map(\.folded.count).max() == min(4, length))
  }

  /// A model that allows longer words changes nothing about that.
  @Test func continuesAModelOfLongerWords() throws {
    let lines = Self.lines + Array(repeating: "子丑寅卯辰巳", count: 30)
    let text = lines.joined(separator: "\n")
    let previous = try Sample.discover(text) {
      ($0.makesModel, $0.maximumLength, $0.method) = (true, 8, .fast)
    }.learnedModel
    let discovery = try stream(
      [.text(Array(text.utf8))], after: LoadedPrior(model: previous)
    ) { $0.method = .fast }
    #expect(discovery.words.allSatisfy { $0.folded.count <= 4 || $0.kind == .phrase })
  }

  @Test func joinsKnownCounts() throws {
    let others = RandomText.lines(100, seed: 2).joined(separator: "\n")
    let bytes = try count([others], order: 5)
    let known = try PriorCounts(
      [{ try source(bytes) }], script: .asIs, memory: 1 << 20, directory: "/tmp")
    let found = try stream([.text(Array(Self.text.utf8))], after: LoadedPrior(counts: known)) {
      $0.granularity = 2
    }
    // What is listed are the counts of the corpus alone.
    let alone = try stream(Self.text) { $0.granularity = 2 }
    let byText = Dictionary(uniqueKeysWithValues: alone.words.map { ($0.folded, $0.rawCount) })
    for word in found.words { #expect(byText[word.folded] ?? word.rawCount == word.rawCount) }
  }

  // MARK: Interrupts

  private static let stages = [
    "counting strings", "sampling", "entropies", "segmenting", "measuring words",
  ]

  /// With counts of other text, to be read too.
  private func run(_ workers: Workers, hasPrior: Bool) throws {
    var configuration = WordDiscovery.Configuration()
    configuration.method = .fast
    var prior = LoadedPrior()
    if hasPrior {
      let bytes = try count([Self.text], order: 5)
      prior.counts = try PriorCounts(
        [{ try source(bytes) }], script: .asIs, memory: 1 << 20, directory: "/tmp")
    }
    _ = try WordDiscovery(configuration).discover(
      in: smallChunks([.text(Array(Self.text.utf8))]), after: prior, workers: workers)
  }

  @Test(arguments: 1...3, [false, true])
  func everyStageReportsItsProgress(threads: Int, hasPrior: Bool) throws {
    let recorder = ProgressRecorder()
    try run(recorder.workers(threads: threads), hasPrior: hasPrior)
    recorder.expectWholeStages(Self.stages)
  }

  @Test(arguments: stages, 1...2)
  func everyStageStopsWhereItIsInterrupted(stage: String, threads: Int) throws {
    ProgressRecorder.expectInterrupted(at: stage, threads: threads) {
      try run($0, hasPrior: false)
    }
  }

  // MARK: A work directory

  private func withWork(_ body: (WorkDirectory) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("wordmine-test-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: url) }
    try body(WorkDirectory(url.path))
  }

  private static let small = RandomText.lines(40, seed: 5).joined(separator: "\n")

  private func shown(in work: WorkDirectory?) throws -> String {
    let discovery = try stream(
      Self.small, { ($0.makesModel, $0.effort) = (true, .quick) }, corpus: { $0.work = work })
    return try discovery.shown + "\(bytes(discovery))"
  }

  @Test(arguments: [["model"], ["left.counts"], ["right.counts", "left.counts", "model"], []])
  func goesOnWhereARunWasKilled(missing: [String]) throws {
    let expected = try shown(in: nil)
    try withWork { work in
      #expect(try shown(in: work) == expected)
      let names = try FileManager.default.contentsOfDirectory(atPath: work.path).sorted()
      #expect(names == ["left.counts", "model", "right.counts"])
      for name in missing { try FileManager.default.removeItem(atPath: "\(work.path)/\(name)") }
      #expect(try shown(in: work) == expected)
      #expect(try FileManager.default.contentsOfDirectory(atPath: work.path).sorted() == names)
    }
  }

  @Test(arguments: ["model", "left.counts", "right.counts"], [false, true])
  func aDamagedStageIsMadeAnew(name: String, hasModel: Bool) throws {
    try withWork { work in
      let expected = try shown(in: work)
      if !hasModel, name != "model" {
        try FileManager.default.removeItem(atPath: "\(work.path)/model")
      }
      let url = URL(fileURLWithPath: "\(work.path)/\(name)")
      let content = try Data(contentsOf: url)
      var changed = content
      changed[content.count / 3] ^= 4
      for damaged in [changed, content.prefix(content.count / 2), Data()] {
        try damaged.write(to: url)
        #expect(try shown(in: work) == expected)
        #expect(try Data(contentsOf: url) == content)
      }
      #expect(work.discarded == [name])
    }
  }

  // MARK: Parts

  /// Random words of at most three atoms.
  private func shortWords(_ text: AtomSequence, seed: UInt64) -> SharedArray<UInt8> {
    let cuts = text.randomCuts(seed: seed)
    for position in text.range where text.ids[position] != 0 {
      if (position - text.range.lowerBound) % 3 == 0 { cuts.view[position] = 1 }
    }
    return cuts
  }

  @Test(arguments: [1, 2, 4])
  func wordsAreGatheredOverAllChunks(threads: Int) throws {
    let text = RandomText.text(Self.lines)
    var uses = ChunkedUsage(Workers(threads: threads), limit: .max)
    var counts: [[UInt32]: Int] = [:]
    for seed in 1...3 as ClosedRange<UInt64> {
      let cuts = shortWords(text, seed: seed)
      for (_, ids) in text.words(cuts) { counts[ids, default: 0] += 1 }
      let parts = text.clauseChunks(5).map { range in
        ChunkedUsage.Part(uses: ChunkedUsage.uses(text.ids, range, cuts.view))
      }
      try uses.add(parts, text.ids)
    }
    let found = uses.words.map { word in
      ((0..<word.atoms.wordLength).map { word.atoms[$0] }, word.count)
    }
    #expect(Dictionary(uniqueKeysWithValues: found) == counts)
  }

  @Test(arguments: [1, 3])
  func wordsUsedOnceAreDroppedWhereThereAreTooMany(threads: Int) throws {
    let text = RandomText.text(Self.lines)
    let cuts = shortWords(text, seed: 5)
    let parts = text.clauseChunks(5).map { range in
      ChunkedUsage.Part(uses: ChunkedUsage.uses(text.ids, range, cuts.view))
    }
    func counts(limit: Int) throws -> [[UInt32]: Int] {
      var uses = ChunkedUsage(Workers(threads: threads), limit: limit)
      // What was dropped begins anew with the second chunk.
      for _ in 1...2 { try uses.add(parts, text.ids) }
      let words = uses.words.map { word in
        ((0..<word.atoms.wordLength).map { word.atoms[$0] }, word.count)
      }
      return Dictionary(uniqueKeysWithValues: words)
    }
    let all = try counts(limit: .max)
    #expect(all.values.contains(2) && all.values.contains { $0 > 2 })
    #expect(try counts(limit: all.count) == all)
    #expect(try counts(limit: all.count - 1) == all.filter { $0.value > 2 })
  }

  @Test(arguments: [500, 1500, 4000])
  func aSampleIsSpreadOverTheCorpus(positions: Int) throws {
    let lines = RandomText.lines(700, seed: 6)
    let chunks = try smallChunks([.text(Array(lines.joined(separator: "\n").utf8))]).finished()
    let text = RandomText.atoms(lines)
    let atoms = AtomAlphabet(text, folding: Normalizer(.asIs))
    func sample(_ seed: UInt64) throws -> [[UInt32]] {
      try CorpusSample(
        chunks, atoms, positions: positions, seed: seed, workers: Workers()
      ).text.clauses
        .map(\.ids)
    }
    let clauses = try AtomSequence(text, atoms).clauses.map(\.ids)
    let found = try sample(1)
    let share = Double(positions) / Double(text.units.count)
    #expect(abs(Double(found.count) / Double(clauses.count) - share) < 0.25)
    #expect(try sample(1) == found)
    #expect(try sample(2) != found)
    // The clauses of a sample are clauses of the text, in their order.
    var next = 0
    for clause in found {
      while next < clauses.count, clauses[next] != clause { next += 1 }
      #expect(next < clauses.count)
      next += 1
    }
  }
}
