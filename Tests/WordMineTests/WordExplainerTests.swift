import Foundation
import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct WordExplainerTests {
  private func explainer(
    _ text: String, blockSize: Int = 1 << 20,
    _ change: (inout WordExplainer.Configuration) -> Void = { _ in }
  ) throws -> WordExplainer {
    var configuration = WordExplainer.Configuration()
    change(&configuration)
    var explainer = WordExplainer(configuration)
    var reading = CorpusReader.Configuration()
    reading.blockSize = blockSize
    var reader = CorpusReader([.text(Array(text.utf8))], reading)
    try reader.readAtoms { try explainer.add($0, $1) }
    return explainer
  }

  /// Where a word stands in the lines.
  private func places(_ word: String, _ lines: [[Character]]) -> [(line: Int, start: Int)] {
    let word = Array(word)
    return lines.indices.flatMap { line in
      lines[line].indices.filter { lines[line][$0...].starts(with: word) }.map { (line, $0) }
    }
  }

  private func naiveNeighbours(
    _ word: String, _ lines: [[Character]], offset: Int
  ) -> WordExplanation.Neighbours {
    let found = places(word, lines).map { place in
      lines[place.line].indices.contains(place.start + offset)
        ? String(lines[place.line][place.start + offset]) : ""
    }
    var counts = Dictionary(grouping: found, by: { $0 }).mapValues(\.count)
    let edges = counts.removeValue(forKey: "") ?? 0
    // −Σ p log₂ p, each edge a neighbour of its own.
    let shares = (counts.values + Array(repeating: 1, count: edges)).map {
      Double($0) / Double(found.count)
    }
    var expected = WordExplanation.Neighbours()
    expected.different = counts.count
    expected.edges = edges
    expected.entropy = -shares.reduce(0) { $0 + $1 * log2($1) }
    expected.frequent = counts.map { .init(text: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    return expected
  }

  @Test(arguments: ["finding words", "reading lines"])
  func explainingStopsWhereItIsInterrupted(stage: String) throws {
    // So long that it is several blocks, between which an interrupt is seen.
    let text = RandomText.lines(4000, seed: 1).joined(separator: "\n")
    let word = String(text.prefix(2))
    let recorder = ProgressRecorder()
    var explainer = try explainer(text, blockSize: 1000)
    _ = try explainer.explain([word], beginsWord: { _ in true }, workers: recorder.workers())
    recorder.expectWholeStages([stage])
    ProgressRecorder.expectInterrupted(at: stage) {
      _ = try explainer.explain([word], beginsWord: { _ in true }, workers: $0)
    }
  }

  /// The interrupt comes while the uses of a word are looked at.
  @Test func usesStopWhereTheyAreInterrupted() throws {
    var explainer = try explainer(String(repeating: "春茶\n", count: 10_000))
    let interrupt = Interrupt()
    var calls = 0
    #expect(throws: Interrupted.self) {
      try explainer.explain(
        ["春茶"],
        beginsWord: { _ in
          calls += 1
          interrupt.request()
          return true
        }, workers: Workers(interrupt: interrupt))
    }
    #expect(0 < calls && calls < 10_000)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func agreesWithCountingByHand(seed: UInt64) throws {
    let strings = RandomText.lines(60, seed: seed)
    let lines = strings.map(Array.init)
    var random = TestGenerator(seed: seed)
    let words = (0..<20).map { _ in
      let line = strings.randomElement(using: &random)!
      return String(line.prefix(Int.random(in: 1...5, using: &random)))
    }
    var explainer = try explainer(strings.joined(separator: "\n")) { $0.named = 1000 }
    let marks = lines.flatMap { line in line.indices.map { $0 == 0 || Bool.random(using: &random) }
    }
    let found = try explainer.explain(words) { marks[$0] }
    let total = lines.reduce(0) { $0 + $1.count }
    func count(_ word: some StringProtocol) -> Int { places(String(word), lines).count }
    for (word, explanation) in zip(words, found) {
      #expect(explanation.text == word)
      #expect(explanation.count == count(word))
      for (neighbours, offset) in [(explanation.left, -1), (explanation.right, word.count)] {
        let expected = naiveNeighbours(word, lines, offset: offset)
        #expect(neighbours.different == expected.different && neighbours.edges == expected.edges)
        #expect(neighbours.frequent == expected.frequent)
        #expect(abs(neighbours.entropy - expected.entropy) < 1e-9)
      }
      #expect(explanation.splits.count == word.count - 1)
      for (index, split) in explanation.splits.enumerated() {
        #expect(
          split.left.text == word.prefix(index + 1) && split.right.text == word.dropFirst(index + 1)
        )
        #expect(split.left.count == count(split.left.text))
        #expect(split.right.count == count(split.right.text))
        let expected = log2(
          Double(explanation.count) * Double(total) / Double(split.left.count)
            / Double(split.right.count))
        #expect(abs(split.cohesion - expected) < 1e-9)
      }
      expectUses(explanation, lines, marks)
    }
  }

  /// The words of each line, and how they lie to the occurrences.
  private func expectUses(
    _ explanation: WordExplanation, _ lines: [[Character]], _ marks: [Bool]
  ) {
    var expected = WordExplanation.Uses()
    var longer: [String: Int] = [:]
    var atom = 0
    for (number, line) in lines.enumerated() {
      let starts = line.indices.filter { marks[atom + $0] }
      let words = zip(starts, starts.dropFirst() + [line.count]).map { $0..<$1 }
      for place in places(explanation.text, lines) where place.line == number {
        let range = place.start..<place.start + explanation.text.count
        if words.contains(range) {
          expected.word += 1
        } else if let word = words.first(where: { $0.clamped(to: range) == range }) {
          expected.swallowed += 1
          longer[String(line[word]), default: 0] += 1
        } else {
          expected.broken += 1
        }
      }
      atom += line.count
    }
    let uses = explanation.uses
    #expect(uses?.word == expected.word && uses?.broken == expected.broken)
    #expect(uses?.swallowed == expected.swallowed)
    #expect(
      Dictionary(uniqueKeysWithValues: (uses?.longer ?? []).map { ($0.text, $0.count) }) == longer)
    #expect(uses?.breaks.reduce(0) { $0 + $1.count } == expected.broken)
  }

  @Test(arguments: [1, 2, 7, 30, 100, 1000])
  func blocksChangeNothing(blockSize: Int) throws {
    let text =
      RandomText.lines(60, seed: 3).joined(separator: "，") + "\n"
      + RandomText.lines(9, seed: 4).joined()
    let words = RandomText.lines(6, seed: 3).map { String($0.prefix(2)) }
    var (whole, parts) = (try explainer(text), try explainer(text, blockSize: blockSize))
    let expected = try whole.explain(words)
    #expect(try parts.explain(words) == expected)
  }

  @Test func contextsAreSpreadLinesOfTheText() throws {
    let lines = (0..<100).map { "第\($0)行的春茶，很香" }
    var explainer = try explainer(lines.joined(separator: "\n")) { $0.contextLength = 6 }
    let contexts = try explainer.explain(["春茶"])[0].contexts
    #expect(contexts.map(\.before) == ["第16行的", "第50行的", "第83行的"])
    #expect(contexts.allSatisfy { $0.word == "春茶" && $0.after == "，很香" })
  }

  @Test func contextsShowWhatIsWritten() throws {
    var explainer = try explainer("用ＡＰＰ付款\t好") { $0.contexts = 1 }
    let found = try explainer.explain(["app", "付款"])
    #expect(found[0].contexts == [.init(before: "用", word: "ＡＰＰ", after: "付款 好")])
    #expect(found[1].contexts == [.init(before: "用ＡＰＰ", word: "付款", after: " 好")])
  }

  @Test(arguments: ["", "，", "茶 园", "没有的", "x", "\u{301}", "\0"])
  func whatDoesNotOccurHasNoFigures(word: String) throws {
    var explainer = try explainer("春茶好，茶园大")
    let explanation = try explainer.explain([word], beginsWord: { _ in true })[0]
    #expect(explanation.count == 0)
    #expect(explanation.contexts.isEmpty && explanation.uses == nil && explanation.splits.isEmpty)
  }

  @Test(
    arguments: [{ $0.contexts = -1 }, { $0.contextLength = -1 }, { $0.named = -1 }]
      as [@Sendable (inout WordExplainer.Configuration) -> Void])
  func refusesWhatCannotWork(
    change: @Sendable (inout WordExplainer.Configuration) -> Void
  ) throws {
    var explainer = try explainer("春茶好", change)
    #expect(throws: InvalidValue.self) { try explainer.explain(["春茶"]) }
  }

  @Test func isWrittenToReadAndAsJSON() throws {
    var explainer = try explainer("春茶好，春茶香")
    let found = try explainer.explain(["春茶", "没有"], beginsWord: { $0 != 1 && $0 != 4 })
    let text = ByteSink.memory()
    try found.write(to: text, as: .text)
    #expect(
      String(decoding: text.bytes, as: UTF8.self) == """
        春茶
          count         2 times
          cohesion      春 2 + 茶 2: 1.58 bits
          before        0 different, 1.0 bits; a clause begins 2 times
          after         2 different, 1.0 bits: 好 1, 香 1
          gain          \(hundredths(found[0].gain)) bits in the whole text
          segmented     a word 2 times, broken 0 times, part of a longer word 0 times
          contexts      [春茶]好，春茶香
                        春茶好，[春茶]香

        没有
          count         does not occur

        """)
    let json = ByteSink.memory()
    try found.suffix(1).write(to: json, as: .jsonl)
    #expect(
      String(decoding: json.bytes, as: UTF8.self)
        == #"{"contexts":[],"count":0,"splits":[],"word":"没有"}"# + "\n")
  }

  private func hundredths(_ value: Double?) -> String {
    value.map { "\(($0 * 100).rounded() / 100)" } ?? ""
  }

  @Test func anEmptyTextExplainsNothing() throws {
    var explainer = try explainer("")
    #expect(try explainer.explain(["茶"])[0].count == 0)
  }

  @Test func scriptsAreFolded() throws {
    var explainer = try explainer("漢語很美，汉语不难") { $0.script = .simplified }
    #expect(try explainer.explain(["漢語"])[0].count == 2)
  }

  /// 哈哈 stands three times in 哈哈哈哈, twice without overlaps.
  @Test func gainIsThatOfDisjointPairs() throws {
    var explainer = try explainer("哈哈哈哈，茶")
    let explanation = try explainer.explain(["哈哈"])[0]
    #expect(explanation.count == 3)
    let expected = MergeGain.total(count: 2, parts: [4, 4], areDistinct: false, units: 5)
    let bits = expected.map { Bits.from(nats: $0) }
    #expect(explanation.gain == bits)
  }

  @Test func marksAreThoseOfTheWords() {
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    var marks = WordMarks()
    for text in ["春茶好", "，茶园"] {
      let atoms = tokenizer.tokenize(Array(text.utf8).span)
      marks.append(text == "春茶好" ? [0..<6, 6..<9] : [3..<9], of: atoms)
    }
    #expect((0..<marks.count).map(marks.beginsWord) == [true, false, true, true, false])
  }
}

@Suite struct ModelExplanationTests {
  private static let lines = RandomText.lines(300, seed: 7)

  private func model() throws -> SegmentationModel {
    let discovery = try Sample.discover(Self.lines.joined(separator: "\n")) { $0.makesModel = true }
    return try #require(discovery.learnedModel)
  }

  @Test func countsAndNeighboursAreThoseOfTheText() throws {
    let text = Self.lines.joined(separator: "\n")
    var configuration = WordExplainer.Configuration()
    (configuration.named, configuration.contexts) = (1000, 0)
    var explainer = WordExplainer(configuration)
    let bytes = Array(text.utf8)
    try explainer.add(TextBlock(bytes: bytes), Tokenizer().tokenize(bytes.span))
    var words: [String] = []
    for line in Self.lines.prefix(40) {
      for length in 1...3 where line.count >= length { words.append(String(line.prefix(length))) }
    }
    let found = try model().explain(words, limit: 1000)
    for (model, text) in zip(found, try explainer.explain(words)) {
      guard text.count > 1 || text.atoms.count == 1 else {
        #expect(model.count == nil)
        continue
      }
      #expect(model.count == text.count, "\(text.text)")
      #expect(model.splits == text.splits)
      #expect(model.gain == nil || model.gain == text.gain)
      guard text.atoms.count < 3 else { continue }
      #expect(model.leftNeighbours == text.left.frequent.filter { $0.count > 1 })
      #expect(model.rightNeighbours == text.right.frequent.filter { $0.count > 1 })
    }
  }

  /// The corrected entropy is not less than the plain one.
  @Test func entropiesAreInTheirRange() throws {
    let model = try model()
    for explanation in try model.explain(Self.lines.map { String($0.prefix(2)) }) {
      guard let right = explanation.right, let upper = right.upper else { continue }
      #expect(upper > right.lower && right.lower >= 0)
    }
  }

  @Test func wordsHaveTheirUsesAndRank() throws {
    let model = try model()
    for (place, word) in model.words.prefix(20).enumerated() {
      let explanation = try model.explain([word.text])[0]
      #expect(explanation.rank == place + 1 && explanation.uses == word.count)
      #expect(explanation.isKnown && explanation.sampled != nil)
    }
  }

  @Test(arguments: ["", "，", "茶 园", "没有的", "x3", "12"])
  func anyStringCanBeAskedFor(word: String) throws {
    let explanation = try model().explain([word])[0]
    #expect(explanation.count == nil && !explanation.isKnown)
  }
}
