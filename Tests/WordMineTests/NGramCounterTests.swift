import Testing
import WordMineBase
import WordMineText

@testable import WordMine

/// Counts n-grams as plainly as can be: a dictionary over the folded atoms of each clause.
func naiveCounts(_ text: String, order: Int) -> [String: Int] {
  var counts: [String: Int] = [:]
  for clause in naiveClauses(text) {
    for start in clause.indices {
      for length in 1...order where start + length <= clause.count {
        counts[clause[start..<start + length].joined(separator: " "), default: 0] += 1
      }
    }
  }
  return counts
}

/// Clauses of atoms: single Han characters and runs of ASCII letters and digits, in lower case.
func naiveClauses(_ text: String) -> [[String]] {
  var clauses: [[String]] = [[]]
  var run = ""
  func endRun() {
    if !run.isEmpty { clauses[clauses.count - 1].append(run) }
    run = ""
  }
  for scalar in text.unicodeScalars {
    if scalar.properties.isIdeographic {
      endRun()
      clauses[clauses.count - 1].append(String(scalar))
    } else if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    {
      run += scalar.properties.lowercaseMapping
    } else {
      endRun()
      clauses.append([])
    }
  }
  endRun()
  return clauses.filter { !$0.isEmpty }
}

/// A text of few different atoms, so that n-grams repeat.
func randomText(_ length: Int, seed: UInt64, alphabet: [String]? = nil) -> String {
  let alphabet = alphabet ?? ["中", "国", "人", "𠮷", "a", "B7", "，", "\n", " ", "龥", "%"]
  var state = seed
  return (0..<length).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return alphabet[Int(state >> 33) % alphabet.count]
  }.joined()
}

func count(
  _ texts: [String], order: Int, memory: Int = .max, threads: Int = 1, blockSize: Int = 1 << 20
) throws -> [UInt8] {
  var configuration = NGramCounter.Configuration(order: order)
  configuration.memory = memory
  configuration.workers.threads = threads
  var counter = NGramCounter(configuration)
  var reading = CorpusReader.Configuration()
  reading.workers.threads = threads
  reading.blockSize = blockSize
  var reader = CorpusReader(texts.map { .text(Array($0.utf8)) }, reading)
  try reader.readAtoms { try counter.add($1, endsInput: $0.isLast) }
  let sink = ByteSink.memory()
  try counter.finish(to: sink)
  return sink.bytes
}

func source(_ bytes: [UInt8]) throws -> ByteSource {
  var rest = bytes[...]
  return try ByteSource(name: "test") { count in
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }
}

/// The n-grams of a counts file, atoms joined by blanks.
func grams(_ counts: [UInt8]) throws -> [String: Int] {
  var reader = try NGramCountsReader(source(counts))
  let atoms = try reader.atoms().map { String(decoding: $0, as: UTF8.self) }
  var found: [String: Int] = [:]
  while let window = try reader.next() {
    for length in 1...window.length {
      let texts = (0..<length).map { atoms[Int(window.atoms[$0]) - 1] }
      found[texts.joined(separator: " "), default: 0] += window.count
    }
  }
  return found
}

@Suite struct NGramCounterTests {
  @Test(arguments: 1...8)
  func agreesWithANaiveCount(order: Int) throws {
    for seed in 1...6 {
      let text = randomText(400, seed: UInt64(seed)).replacing("%", with: "。")
      #expect(
        try grams(count([text], order: order)) == naiveCounts(text, order: order), "seed \(seed)")
    }
  }

  @Test func countsAllShortTexts() throws {
    let symbols = ["中", "a", "，"]
    for length in 0...6 {
      for number in 0..<Int(pow3(length)) {
        var rest = number
        let text = (0..<length).map { _ in
          defer { rest /= 3 }
          return symbols[rest % 3]
        }.joined()
        #expect(try grams(count([text], order: 3)) == naiveCounts(text, order: 3), "\(text)")
      }
    }
  }

  private func pow3(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { value, _ in value * 3 } }

  @Test(arguments: 1...8)
  func bytesDoNotDependOnThreads(threads: Int) throws {
    let text = randomText(60_000, seed: 7)
    #expect(try count([text], order: 4, threads: threads) == count([text], order: 4))
  }

  @Test(arguments: [1, 2, 3, 7, 64, 1000, 4096])
  func bytesDoNotDependOnBlocks(blockSize: Int) throws {
    let text = randomText(3000, seed: 8)
    #expect(try count([text], order: 4, blockSize: blockSize) == count([text], order: 4))
  }

  @Test func bytesDoNotDependOnMemory() throws {
    // One clause of Han without an end, and lines: both kinds are cut by spilling.
    let endless = randomText(900_000, seed: 9, alphabet: ["中", "国", "人", "民", "大", "学"])
    let lines = randomText(900_000, seed: 10)
    for text in [endless, lines] {
      let whole = try count([text], order: 5)
      #expect(try count([text], order: 5, memory: 1) == whole)
    }
  }

  @Test func bytesDoNotDependOnOrderOrSplitOfInputs() throws {
    let texts = (0..<10).map { randomText(500, seed: UInt64(20 + $0)) + "\n" }
    let whole = try count([texts.joined()], order: 4)
    #expect(try count(texts, order: 4) == whole)
    #expect(try count(texts.reversed(), order: 4) == whole)
  }

  @Test(arguments: [1, 2, 5, 40])
  func mergedPartsAreTheWhole(parts: Int) throws {
    let texts = (0..<parts).map { randomText(300, seed: UInt64(100 + $0)) + "\n" }
    let counts = try texts.map { try count([$0], order: 4) }
    let sink = ByteSink.memory()
    try NGramMerge(directory: "/tmp").merge(
      counts.map { bytes in { try source(bytes) } }, to: sink)
    #expect(try sink.bytes == count(texts, order: 4))
  }

  @Test func manyDistinctRunsAreCounted() throws {
    // Eight atoms of 18 bits do not fit in 64 bits.
    let text = (0..<9000).map { "中x\($0)国y\($0 / 2)人" }.joined()
    #expect(try grams(count([text], order: 8)) == naiveCounts(text, order: 8))
  }

  /// A key has 18 bits for each of eight atoms: room for 262,143 different ones.
  @Test func moreDistinctRunsThanAKeyHoldsAreCounted() throws {
    let text = (100_000..<365_000).map { "\($0)中" }.joined()
    let whole = try count([text], order: 8, blockSize: 16 << 20)
    #expect(try count([text], order: 8, blockSize: 1 << 16) == whole)
    var reader = try NGramCountsReader(source(whole))
    try reader.validate()
    #expect(reader.atomCount == 265_001)
  }

  @Test func moreDistinctCharactersThanAKeyHoldsAreCounted() throws {
    let ranges: [ClosedRange<UInt32>] = [
      0x4E00...0x9FA5, 0xE000...0xF8FF, 0x20000...0x2A6D6, 0xF0000...0xFFFFD, 0x100000...0x10FFFD,
    ]
    let characters = ranges.joined().compactMap(Unicode.Scalar.init).map(String.init)
    let text = characters.joined() + (10_000..<75_000).map { "\($0)中" }.joined()
    let whole = try count([text], order: 8, blockSize: 16 << 20)
    #expect(try count([text], order: 8, memory: 1) == whole)
    var reader = try NGramCountsReader(source(whole))
    try reader.validate()
    #expect(reader.atomCount > 1 << 18)
  }

  // MARK: Interrupts

  /// Counts files with more windows than are read between two looks at the interrupt.
  private static let large = Result {
    try (1...2).map { seed in
      try count(
        [randomText(100_000, seed: seed, alphabet: ["中", "国", "人", "民", "大", "学"])], order: 8)
    }
  }

  @Test(arguments: [2, 40])
  func aMergeReportsItsProgress(parts: Int) throws {
    let counts = try (0..<parts).map { try count([randomText(300, seed: UInt64($0))], order: 4) }
    let recorder = ProgressRecorder()
    try NGramMerge(directory: "/tmp", workers: recorder.workers()).merge(
      counts.map { bytes in { try source(bytes) } }, to: .memory())
    recorder.expectWholeStages(["merging"])
  }

  @Test func aMergeStopsWhereItIsInterrupted() throws {
    let sources = try Self.large.get().map { bytes in { try source(bytes) } }
    let whole = ByteSink.memory()
    try NGramMerge(directory: "/tmp").merge(sources, to: whole)
    let sink = ByteSink.memory()
    ProgressRecorder.expectInterrupted(at: "merging") {
      try NGramMerge(directory: "/tmp", workers: $0).merge(sources, to: sink)
    }
    #expect(sink.bytesWritten < whole.bytesWritten / 2)
  }

  @Test func aPrintStopsWhereItIsInterrupted() throws {
    let counts = try Self.large.get()[0]
    let whole = ByteSink.memory()
    let recorder = ProgressRecorder()
    try NGramPrinter(workers: recorder.workers()) { try source(counts) }.print(to: whole)
    recorder.expectWholeStages(["printing"])
    let sink = ByteSink.memory()
    ProgressRecorder.expectInterrupted(at: "printing") {
      try NGramPrinter(workers: $0) { try source(counts) }.print(to: sink)
    }
    #expect(sink.bytesWritten < whole.bytesWritten / 2)
  }

  @Test(arguments: [(Int.max, "sorting"), (1, "merging")])
  func countingStopsWhereItIsInterrupted(memory: Int, stage: String) throws {
    let text = Array(randomText(1_500_000, seed: 11).utf8)
    let atoms = Tokenizer().tokenize(text.span)
    func finish(_ workers: Workers) throws -> Int {
      var configuration = NGramCounter.Configuration(order: 4)
      (configuration.memory, configuration.workers) = (memory, workers)
      var counter = NGramCounter(configuration)
      for _ in 1...2 { try counter.add(atoms, endsInput: true) }
      let sink = ByteSink.memory()
      try counter.finish(to: sink)
      return sink.bytesWritten
    }
    let recorder = ProgressRecorder()
    #expect(try finish(recorder.workers()) > 0)
    recorder.expectWholeStages([stage])
    ProgressRecorder.expectInterrupted(at: stage) { _ = try finish($0) }
  }

  @Test func differentOrdersDoNotMerge() throws {
    let counts = try [count(["中国"], order: 3), count(["中国"], order: 4)]
    #expect(throws: InputError.self) {
      try NGramMerge(directory: "/tmp").merge(
        counts.map { bytes in { try source(bytes) } }, to: .memory())
    }
  }
}

@Suite struct NGramCountsFormatTests {
  @Test func everyChangedOrCutFileIsAnError() throws {
    let bytes = try count([randomText(300, seed: 3)], order: 4)
    #expect(throws: Never.self) { try grams(bytes) }
    for index in bytes.indices {
      for bit in [0, 3, 7] {
        var changed = bytes
        changed[index] ^= 1 << UInt8(bit)
        #expect(throws: InputError.self, "byte \(index), bit \(bit)") { try read(changed) }
      }
      #expect(throws: InputError.self, "cut at \(index)") { try read(Array(bytes[..<index])) }
    }
    #expect(throws: InputError.self) { try read(bytes + [0]) }
  }

  private func read(_ bytes: [UInt8]) throws {
    var reader = try NGramCountsReader(source(bytes))
    try reader.validate()
  }

  @Test func aTSVIsNotACountsFile() {
    #expect(throws: InputError.self) { try read(Array("ngram\tcount\n中国\t3\n".utf8)) }
  }

  /// A file of windows of one atom each, with those counts.
  private func file(_ counts: [Int]) throws -> [UInt8] {
    let sink = ByteSink.memory()
    var writer = try NGramCountsWriter(.init(order: 1), to: sink)
    let atoms = ["中", "国"].prefix(counts.count)
    for atom in atoms { try writer.write(atom: Array(atom.utf8)) }
    try writer.endAtoms()
    let ranks: [UInt32] = [0, 1, 2]
    for (index, count) in counts.enumerated() {
      var window = NGramWindow()
      (window.atoms[0], window.count) = (UInt32(index + 1), count)
      try writer.write(MergeWindow(window, ranks: ranks.span))
    }
    try writer.end()
    return sink.bytes
  }

  @Test func countsHaveALimit() throws {
    let limit = NGramCountsFormat.limit
    #expect(try grams(file([limit - 1])) == ["中": limit - 1])
    for counts in [[limit], [limit + 7], [limit / 2, limit / 2], [(1 << 60) + 3]] {
      let error = #expect(throws: InputError.self, "\(counts)") { try read(file(counts)) }
      if case .damaged = error?.reason {} else { Issue.record("\(String(describing: error))") }
    }
  }

  @Test func sumsHaveALimit() throws {
    let half = NGramCountsFormat.limit / 2
    func merge(_ files: [[Int]]) throws -> [UInt8] {
      let sink = ByteSink.memory()
      try NGramMerge(directory: "/tmp").merge(
        files.map { counts in { try source(file(counts)) } }, to: sink)
      return sink.bytes
    }
    #expect(try grams(merge([[half], [half - 1]])) == ["中": 2 * half - 1])
    #expect(throws: InputError.self) { try merge([[half], [half]]) }
    #expect(throws: InputError.self) { try merge([[half - 1, 1], [1, half - 1]]) }
    #expect(throws: InputError.self) { try merge(Array(repeating: [half], count: 40)) }
  }

  @Test func printsPrefixesBeforeWhatTheyBegin() throws {
    let counts = try count(["中国人，中国"], order: 3)
    let sink = ByteSink.memory()
    try NGramPrinter { try source(counts) }.print(to: sink)
    #expect(
      String(decoding: sink.bytes, as: UTF8.self)
        == "ngram\tcount\n中\t2\n中国\t2\n中国人\t1\n人\t1\n国\t2\n国人\t1\n")
  }
}
