import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct PriorCountsTests {
  private func known(
    _ texts: [String], order: Int = 5, script: Script = .asIs
  ) throws -> PriorCounts {
    let files = try texts.map { try count([$0], order: order) }
    return try PriorCounts(
      files.map { bytes in { try source(bytes) } }, script: script, memory: 1 << 16,
      directory: "/tmp")
  }

  /// A text as discovery sees it, when some of what is known comes from elsewhere.
  private func text(_ text: String, _ known: PriorCounts) -> (AtomSequence, [UInt32]) {
    var atoms = RandomText.atoms([text])
    let codes = known.codes(in: &atoms)
    let all = AtomAlphabet(
      WrittenCounts(atoms).counts, of: atoms, folding: Normalizer(.asIs),
      known: zip(codes, known.atoms).map { (code: $0, count: $1.count) })
    return (try! AtomSequence(atoms, all), [0] + codes.map(all.id))
  }

  /// A text with runs and numbers, which fold to classes.
  private func pair(_ seed: UInt64) -> (known: [String], own: String) {
    let alphabet = ["中", "国", "人", "𠮷", "a", "B7", "，", "\n", "甲", "3"]
    let known = (0..<Int(seed % 3) + 1).map {
      randomText(150, seed: 10 * seed + UInt64($0), alphabet: alphabet)
    }
    return (
      known, randomText(100 * Int(seed % 2) + 60, seed: seed + 99, alphabet: alphabet + ["乙"])
    )
  }

  /// The entropies of a text after known counts are those of all text together, to the bit.
  @Test(arguments: 1...8 as ClosedRange<UInt64>, [BranchingEntropy.Direction.right, .left])
  func entropiesAreThoseOfAllText(seed: UInt64, direction: BranchingEntropy.Direction) throws {
    let (others, own) = pair(seed)
    let known = try known(others)
    let (text, ids) = text(own, known)
    let records = try known.records(direction, ids: ids, bits: text.atoms.bits)
    let found = try UncorrectedEntropies(
      text, index: try AtomIndex(text), direction: direction,
      background: PriorRecords([records]), isCounted: false, gramLimit: .max,
      workers: Workers())

    let atoms = RandomText.atoms([(others + [own]).joined(separator: "，")])
    let whole = try AtomSequence(atoms, AtomAlphabet(atoms, folding: Normalizer(.asIs)))
    let expected = try UncorrectedEntropies(
      whole, index: try AtomIndex(whole), direction: direction, collectedCount: 2,
      workers: Workers())

    #expect(text.atoms.folded == whole.atoms.folded)
    #expect(found.atomEntropy == expected.atomEntropy)
    let offset = whole.range.upperBound - text.range.upperBound
    for position in text.range where text.ids[position] != 0 {
      #expect(text.ids[position] == whole.ids[position + offset])
      #expect(found.variations.view[position] == expected.variations.view[position + offset])
      #expect(found.marks.view[position] == expected.marks.view[position + offset])
    }
    let (means, deviations) = found.sums.meansAndDeviations(granularity: 1)
    let (wholeMeans, wholeDeviations) = expected.sums.meansAndDeviations(granularity: 1)
    for index in means.indices {
      #expect(abs(means[index] - wholeMeans[index]) < 1e-9)
      #expect(abs(deviations[index] - wholeDeviations[index]) < 1e-9)
    }
    #expect(Set(found.grams.map(\.key)) == Set(expected.grams.map(\.key)))
    #expect(found.grams.count == expected.grams.count)
  }

  private func discover(
    _ text: String, _ known: PriorCounts? = nil, threads: Int = 1,
    _ change: (inout WordDiscovery.Configuration) -> Void = { _ in }
  ) throws -> WordDiscovery.Result {
    var configuration = WordDiscovery.Configuration()
    (configuration.granularity, configuration.minimumCount) = (1, 1)
    change(&configuration)
    return try WordDiscovery(configuration).discover(
      inMemory: RandomText.atoms([text]), after: LoadedPrior(counts: known),
      workers: Workers(threads: threads))
  }

  @Test(arguments: [WordDiscovery.Method.full, .fast])
  func entropiesOfWordsAreThoseOfAllText(method: WordDiscovery.Method) throws {
    let others = RandomText.lines(120, seed: 1).joined(separator: "\n")
    let own = RandomText.lines(200, seed: 1).suffix(80).joined(separator: "\n")
    let words = try discover(own, known([others])) { $0.method = method }.words
    let whole = try discover(others + "\n" + own) { $0.method = method }.words
    let byText = Dictionary(uniqueKeysWithValues: whole.map { ($0.folded, $0) })
    var compared = 0
    for word in words where word.kind == .word {
      guard let other = byText[word.folded], other.kind == .word else { continue }
      #expect(word.leftEntropy == other.leftEntropy)
      #expect(word.rightEntropy == other.rightEntropy)
      compared += 1
    }
    #expect(compared >= 10)
  }

  @Test(arguments: 2...4)
  func threadsChangeNothing(threads: Int) throws {
    let known = try known([RandomText.lines(150, seed: 3).joined(separator: "\n")])
    let own = RandomText.lines(150, seed: 4).joined(separator: "\n")
    let expected = try discover(own, known).shown
    #expect(try discover(own, known, threads: threads).shown == expected)
  }

  /// The sum of several files is their text in one file; longer windows are cut to what is needed.
  @Test func filesAndOrdersChangeNothing() throws {
    let parts = (1...3).map { RandomText.lines(50, seed: $0).joined(separator: "\n") }
    let own = RandomText.lines(50, seed: 1).joined(separator: "\n")
    let expected = try discover(own, known([parts.joined(separator: "\n")])).shown
    #expect(try discover(own, known(parts)).shown == expected)
    #expect(try discover(own, known(parts, order: 8)).shown == expected)
  }

  @Test func aTextWithNothingKnownIsATextAlone() throws {
    let own = RandomText.lines(100, seed: 5).joined(separator: "\n")
    #expect(try discover(own, known([""])).shown == discover(own).shown)
  }

  @Test(arguments: 1...4)
  func shortWindowsAreRefused(order: Int) throws {
    let error = #expect(throws: InputError.self) { try known(["甲乙丙"], order: order) }
    #expect(error.map { "\($0)" }?.contains("order \(order)") == true)
  }

  @Test func anotherScriptIsRefused() throws {
    let error = #expect(throws: InputError.self) { try known(["甲乙丙"], script: .simplified) }
    #expect(error.map { "\($0)" }?.contains("script") == true)
  }

  /// What is known, with more windows than are read between two looks at the interrupt.
  private static let large = Result {
    try count([randomText(150_000, seed: 1, alphabet: ["中", "国", "人", "民", "大", "学"])], order: 8)
  }

  @Test func readingCountsStopsWhereItIsInterrupted() throws {
    let bytes = try Self.large.get()
    func read(_ workers: Workers) throws -> PriorCounts {
      try PriorCounts(
        [{ try source(bytes) }], script: .asIs, memory: 1 << 16, directory: "/tmp",
        workers: workers)
    }
    let recorder = ProgressRecorder()
    _ = try read(recorder.workers())
    recorder.expectWholeStages(["reading counts"])
    ProgressRecorder.expectInterrupted(at: "reading counts") { _ = try read($0) }
  }

  /// The second half is the scan of the text, with the counts beside it.
  @Test(arguments: [BranchingEntropy.Direction.right, .left])
  func entropiesStopWhereTheyAreInterrupted(direction: BranchingEntropy.Direction) throws {
    let bytes = try Self.large.get()
    let known = try PriorCounts(
      [{ try source(bytes) }], script: .asIs, memory: 1 << 16, directory: "/tmp")
    let (text, ids) = text(randomText(100, seed: 2), known)
    let index = try AtomIndex(text)
    func entropies(_ workers: Workers) throws {
      let records = try known.records(
        direction, ids: ids, bits: text.atoms.bits, workers: workers)
      _ = try UncorrectedEntropies(
        text, index: index, direction: direction,
        background: PriorRecords([records], workers: workers), isCounted: false,
        gramLimit: .max, workers: workers)
    }
    let recorder = ProgressRecorder()
    try entropies(recorder.workers())
    recorder.expectWholeStages(["reading counts", "entropies"])
    for stage in ["reading counts", "entropies"] {
      ProgressRecorder.expectInterrupted(at: stage, entropies)
    }
  }

  @Test func everyChangedOrCutFileIsAnError() throws {
    let bytes = try count([RandomText.lines(10, seed: 6).joined(separator: "\n")], order: 5)
    func open(_ bytes: [UInt8]) throws {
      _ = try PriorCounts(
        [{ try source(bytes) }], script: .asIs, memory: 1 << 16, directory: "/tmp")
    }
    try open(bytes)
    for index in stride(from: 0, to: bytes.count, by: 5) {
      var changed = bytes
      changed[index] ^= 1 << UInt8(index % 8)
      #expect(throws: InputError.self, "byte \(index)") { try open(changed) }
      #expect(throws: InputError.self, "cut at \(index)") { try open(Array(bytes[..<index])) }
    }
  }
}
