import Foundation
import Synchronization
import Testing
import WordMineBase

@testable import WordMine

@Suite struct SegmenterTests {
  private static let text = RandomText.lines(300, seed: 2).joined(separator: "\n")

  private func segmenters() throws -> [Segmenter] {
    let result = try WordDiscovery().run(on: Corpus(Self.text))
    var lexicon = LexiconBuilder()
    for word in result { try lexicon.add(word.text, count: word.count) }
    return [Segmenter(result.model), Segmenter(lexicon.build())]
  }

  @Test(arguments: [
    "", " ", "\n\n", "师傅", "师傅 的，茶园——在3.14米的T恤山上…… ok?\n", "e\u{301}a \u{301}中", "𠮷野家😀😀",
  ])
  func piecesAreTheTextWithoutItsBlanks(text: String) throws {
    for segmenter in try segmenters() {
      let pieces = segmenter.segment(text)
      #expect(pieces.allSatisfy { !$0.isEmpty })
      let scalars = pieces.joined().unicodeScalars.filter { !$0.properties.isWhitespace }
      #expect(
        Array(scalars) == Array(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
    }
  }

  /// With counts and without.
  @Test(
    arguments: [
      ("会C++，在AT&T。", "会 C++ ， 在 AT&T 。"),
      ("买宝马(进口)，宝马", "买 宝马(进口) ， 宝 马"),
      ("阿凡提·买买提——来", "阿凡提·买买提 —— 来"),
      ("说“同一个世界，同一个梦想”。", "说 “ 同一个世界，同一个梦想 ” 。"),
      ("看👨‍👩‍👧！", "看 👨‍👩‍👧 ！"), (".NET 和ASP.NET", ".NET 和 ASP.NET"),
      // Not inside runs, and not over lines.
      ("XC++ C++X", "XC + + C++ X"), ("AT\n&T", "AT & T"),
    ] as [(String, String)], [nil, 3] as [Int?])
  func findsWordsWithSigns(pair: (text: String, words: String), count: Int?) throws {
    var builder = LexiconBuilder()
    for word in [
      "C++", "AT&T", "宝马(进口)", "阿凡提·买买提", "同一个世界，同一个梦想", "👨‍👩‍👧", ".NET", "，",
    ] {
      if let count { try builder.add(word, count: count) } else { builder.add(word) }
    }
    let segmenter = Segmenter(builder.build())
    #expect(segmenter.needsLines)
    #expect(segmenter.segment(pair.text).joined(separator: " ") == pair.words)
  }

  /// Words without signs are found alike, whether or not the lexicon has others.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func signsOfOthersChangeNothing(seed: UInt64) {
    var random = TestGenerator(seed: seed)
    let pieces =
      [
        "中", "国", "𠮷", "a", "7", "3.14", "-", ".", "e\u{301}", "字\u{FE00}", "，", " ", "\u{3000}",
        "\n",
        "—", "…", "カ", "😀", "\u{200D}", "\u{301}",
      ].map { Array($0.utf8) } + [[0xFF], [0xE4, 0xB8], [0x80]]
    let bytes = (0..<200).flatMap { _ in pieces.randomElement(using: &random)! }
    var builder = LexiconBuilder()
    for (word, count) in [("中国", 5), ("国中", 3), ("国", 2), ("カ中", 1), ("3.14", 1)] {
      builder.add(word, knownCount: count)
    }
    let plain = Segmenter(builder.build())
    builder.add("没有的/词", knownCount: 0)
    let signed = Segmenter(builder.build())
    #expect(signed.needsLines && !plain.needsLines)
    var (one, other) = (Segmenter.Words(), Segmenter.Words())
    plain.words(of: bytes.span, into: &one)
    signed.words(of: bytes.span, into: &other)
    #expect(Array(one) == Array(other))
  }

  @Test func wordsAreThoseOfTheSegmentation() throws {
    let result = try WordDiscovery().run(on: Corpus(Self.text))
    var configuration = WordDiscovery.Configuration()
    configuration.keepsText = true
    let sink = ByteSink.memory()
    let kept = try WordDiscovery(configuration).run(on: Corpus(Self.text))
    try kept.writeSegmentation(to: sink)
    let expected = String(decoding: sink.bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    let found = Segmenter(result.model).segment(Self.text)
    // The sampler knows a word that the frozen model sees at one place more; nearly all agree.
    let agreeing = Set(expected.map(String.init)).intersection(found.map(String.init))
    #expect(Double(agreeing.count) > 0.9 * Double(Set(expected).count))
  }

  @Test func batchesAreTheTextsOneByOne() throws {
    let texts = RandomText.lines(1000, seed: 3)
    for segmenter in try segmenters() {
      let expected = texts.map { segmenter.segment($0) }
      for threads in 1...3 {
        #expect(
          try segmenter.segment(texts, workers: Workers(threads: threads)) == expected)
      }
    }
  }

  @Test func extentsReuseTheirMemory() throws {
    let segmenter = try segmenters()[0]
    var words = Segmenter.Words()
    for text in RandomText.lines(50, seed: 4) {
      let bytes = Array(text.utf8)
      segmenter.words(of: bytes.span, into: &words)
      #expect(
        words.map { String(decoding: bytes[$0], as: UTF8.self) }
          == segmenter.segment(text).map(String.init))
    }
  }

  /// Runs, invalid bytes, nothing, and a longer text than before, by two segmenters in turn.
  @Test func memoryOfOneTextLeavesNoTraceInTheNext() throws {
    var used = Segmenter.Words()
    let texts = ["abc师傅3.14", "", "茶园\u{301}", "師傅。的", Self.text, "茶"]
    for (text, segmenter) in try texts.flatMap({ text in try segmenters().map { (text, $0) } }) {
      let bytes = [0xFF] + Array(text.utf8)
      var fresh = Segmenter.Words()
      segmenter.words(of: bytes.span, into: &used)
      segmenter.words(of: bytes.span, into: &fresh)
      #expect(Array(used) == Array(fresh))
    }
  }

  @Test(arguments: [400, 1000, 5000, 1 << 20])
  func partsHaveTheWordsOfTheWhole(longest: Int) throws {
    let bytes = Array((Self.text + "，——……\n　T恤 e\u{301}。").utf8)
    for segmenter in try segmenters() {
      var (whole, parts) = (Segmenter.Words(), Segmenter.Words())
      segmenter.words(of: bytes.span, into: &whole)
      segmenter.words(of: bytes.span, into: &parts, longestPart: longest)
      #expect(Array(parts) == Array(whole))
    }
  }

  /// A clause may be longer than a part, and a part may end inside a character.
  @Test(arguments: 4...9)
  func shortPartsKeepTheText(longest: Int) throws {
    let bytes = Array("甲乙丙丁甲乙丙丁戊𠮷野家abcdefghijklméé——…".utf8) + [0xE4, 0xB8, 0xFF]
    for segmenter in try segmenters() {
      var words = Segmenter.Words()
      segmenter.words(of: bytes.span, into: &words, longestPart: longest)
      #expect(words.flatMap { bytes[$0] } == bytes)
    }
  }

  @Test func readsModelsAndDictionaries() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("wordmine-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    let directory = url.path
    do {
      let result = try WordDiscovery().run(on: Corpus(Self.text))
      try result.learnedModel?.write(to: "\(directory)/a.model")
      try result.write(to: "\(directory)/a.tsv")
      let line = RandomText.lines(1, seed: 9)[0]
      let model = try Segmenter(contentsOf: "\(directory)/a.model")
      #expect(model.segment(line) == Segmenter(result.model).segment(line))
      let dictionary = try Segmenter(contentsOf: "\(directory)/a.tsv")
      #expect(dictionary.segment(line).joined() == line.filter { !$0.isWhitespace })
      #expect(throws: InputError.self) { try Segmenter(contentsOf: "\(directory)/missing") }
    }
  }
}

@Suite struct CorpusTests {
  private static let text = RandomText.lines(300, seed: 7).joined(separator: "\n")

  private func words(_ corpus: Corpus) throws -> [DiscoveredWord] {
    try WordDiscovery().run(on: corpus).words
  }

  /// However bytes come, and wherever they are kept, they are the same corpus.
  @Test(arguments: [1, 2, 1000, 1 << 20], [0, 500, 1 << 20])
  func pushedBytesAreTheText(size: Int, memory: Int) throws {
    let builder = CorpusBuilder(memory: memory)
    let bytes = Array(Self.text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      try builder.append(Array(bytes[start..<min(bytes.count, start + size)]))
    }
    let corpus = try builder.finish()
    let expected = try words(Corpus(Self.text))
    #expect(!expected.isEmpty)
    #expect(try words(corpus) == expected)
    #expect(try words(corpus) == expected)
  }

  @Test func linesAreTheText() throws {
    let lines = Self.text.split(separator: "\n").map(String.init)
    #expect(try words(Corpus(lines: lines)) == words(Corpus(Self.text)))
  }

  @Test func missingFilesAreFoundAtOnce() {
    #expect(throws: InputError.self) { try Corpus(contentsOf: "/nowhere/corpus.txt") }
    #expect(throws: InputError.self) { try Corpus(contentsOf: "/tmp") }
  }
}

@Suite struct InterruptTests {
  /// Requests the interrupt when a stage reports, and expects the run to stop there.
  @Test(arguments: ["reading", "entropies", "sampling words"], 1...2)
  func aRunStopsWhereItIsInterrupted(stage: String, threads: Int) {
    let interrupt = Interrupt()
    let text = RandomText.lines(2000, seed: 1).joined(separator: "\n")
    let workers = Workers(threads: threads, interrupt: interrupt) {
      if $0.stage == stage { interrupt.request() }
    }
    #expect(throws: Interrupted.self) {
      try WordDiscovery().run(on: Corpus(text), workers: workers)
    }
  }

  @Test func writingASegmentationStopsWhereItIsInterrupted() throws {
    var configuration = WordDiscovery.Configuration()
    (configuration.method, configuration.keepsText) = (.fast, true)
    // Each input is a block.
    let inputs = (1...4).map { seed in
      CorpusInput.text(Array(RandomText.lines(50, seed: seed).joined(separator: "\n").utf8))
    }
    let result = try WordDiscovery(configuration).run(on: Corpus(inputs))
    let (whole, part) = (ByteSink.memory(), ByteSink.memory())
    let recorder = ProgressRecorder()
    try result.writeSegmentation(to: whole, workers: recorder.workers())
    recorder.expectWholeStages(["writing"])
    ProgressRecorder.expectInterrupted(at: "writing") {
      try result.writeSegmentation(to: part, workers: $0)
    }
    #expect(0 < part.bytesWritten && part.bytesWritten < whole.bytesWritten / 2)
  }

  @Test func fractionsAscendWithinAStage() throws {
    let log = ProgressLog()
    let text = RandomText.lines(2000, seed: 1).joined(separator: "\n")
    _ = try WordDiscovery().run(
      on: Corpus(text), workers: Workers(threads: 2, progress: log.append))
    let stages = log.stages
    #expect(stages.keys.contains("sampling words"))
    for fractions in stages.values {
      #expect(fractions.first! <= fractions.last!)
      #expect(fractions.allSatisfy { 0...1 ~= $0 })
    }
  }
}

@Suite struct InvalidValueTests {
  @Test(
    arguments: [
      { $0.maximumLength = 0 }, { $0.maximumLength = 65 }, { $0.minimumCount = 0 },
      { $0.granularity = -1 }, { $0.granularity = .nan }, { $0.memory = 1 },
      { $0.mutualInformation.order = 1 }, { $0.mutualInformation.minimumCohesion = [] },
      { $0.mutualInformation.minimumCohesion = [.infinity] },
      { $0.mutualInformation.redundancyMargin = .nan },
    ] as [@Sendable (inout WordDiscovery.Configuration) -> Void])
  func wrongOptionsThrow(change: @Sendable (inout WordDiscovery.Configuration) -> Void) {
    var configuration = WordDiscovery.Configuration()
    change(&configuration)
    #expect(throws: InvalidValue.self) {
      try WordDiscovery(configuration).run(on: Corpus("茶园在山上"))
    }
  }

  @Test func theMessageSaysWhatWouldWork() {
    let error = InvalidValue(option: "maximumLength", found: 0, allowed: "1 to 64")
    #expect("\(error)" == "maximumLength is 0; it can be 1 to 64")
  }
}

/// What a run reported, by stage.
private final class ProgressLog: Sendable {
  private let log = Mutex<[String: [Double]]>([:])

  var stages: [String: [Double]] { log.withLock { $0 } }

  @Sendable func append(_ progress: StageProgress) {
    log.withLock { $0[progress.stage, default: []].append(progress.fraction) }
  }
}
