import Foundation
import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct TemplateMinerTests {
  private static let corpus = TemplateSetting.corpus(TemplateSetting.lines(1200, seed: 1))

  private func mine(
    _ corpus: SentenceCorpus = TemplateMinerTests.corpus, threads: Int = 1,
    _ change: (inout TemplateMiner.Configuration) -> Void = { _ in }
  ) throws -> MinedTemplates {
    var configuration = TemplateMiner.Configuration()
    change(&configuration)
    return try TemplateMiner(configuration).run(on: corpus, workers: Workers(threads: threads))
  }

  @Test func findsThePlantedFrames() throws {
    let texts = try mine().map(\.text)
    #expect(texts.contains { $0.contains("如果 [X] ， 那么") || $0.contains("如果 [X1] ， 那么") })
    #expect(texts.contains { $0.contains("在 [X] 的 时候") })
    let frames = try mine { $0.view = .frames }
    #expect(frames.allSatisfy { $0.kind == .frame })
    let clauses = try mine { $0.scope = .clause }.map(\.text)
    #expect(!clauses.contains { $0.contains("，") })
  }

  @Test func allExamplesAreListed() throws {
    let templates = try mine {
      ($0.examples, $0.fillers) = (.max, .max)
    }
    for template in templates {
      #expect(Set(template.examples).count == template.examples.count)
      #expect(template.examples.count <= template.count ?? 0)
    }
    let template = try #require(templates.first { $0.text.contains("在 [X] 的 时候") })
    #expect(template.examples.count > 100)
  }

  @Test func roundsHaveALimit() {
    for rounds in [0, 1001, Int.max] {
      #expect(throws: InvalidValue("rounds is \(rounds); it can be 1 to 1000")) {
        try mine { $0.rounds = rounds }
      }
    }
  }

  @Test func saysWhatFillsTheSlots() throws {
    let template = try #require(try mine().first { $0.text.contains("在 [X] 的 时候") })
    let slot = try #require(template.slots.first)
    #expect(slot.lengths.reduce(0, +) == template.count)
    #expect(slot.lengths[2...].allSatisfy { $0 == 0 } && slot.top.count == 10)
    let types = try #require(slot.types)
    #expect(types > 20 && types <= template.count ?? 0)
    #expect(try #require(slot.entropy) <= log2(Double(types)) + 1e-9)
    #expect(template.examples.count == 3 && template.examples.allSatisfy { $0.contains("的时候") })
    #expect(template.documents == template.count)
  }

  @Test(arguments: [1, 2, 3, 8])
  func doesNotDependOnThreads(threads: Int) throws {
    let (one, other) = (try mine(), try mine(threads: threads))
    #expect(Array(one) == Array(other))
    #expect(one.bitsAfter == other.bitsAfter && one.inventoryBits == other.inventoryBits)
  }

  @Test func keepsOnlyWhatIsWorthItsPlace() throws {
    let text = TemplateText(Self.corpus, .sentence)
    let learner = InventoryLearner(
      text: text, slotLength: 8, minimumCount: 5, rounds: 3, joins: true,
      workers: Workers(threads: 2))
    let result = try learner.learn()
    #expect(result.inventory.count >= 3)
    for (index, shape) in result.inventory.shapes.enumerated() {
      let count = result.inventory.counts[index]
      let gain = TemplateCosts.gain(result.inventory, index, result.code)
      #expect(gain > result.costs.entry(shape, count: count))
      #expect(result.uses.uses(of: index).count == count)
      let lengths = result.inventory.lengths(of: index).reduce(0, +)
      #expect(lengths == count * shape.slotCount)
    }
    let literals = zip(result.inventory.shapes, result.inventory.counts).reduce(0) {
      $0 + $1.0.count * $1.1
    }
    #expect(result.code.wordCounts.reduce(0, +) + literals == text.tokens.count)
  }

  /// Everything that is needed stands in the file, but for the counts of the words.
  @Test func theCodeLengthIsThatOfTheFile() throws {
    let lines = TemplateSetting.lines(400, seed: 7)
    let mined = try mine(TemplateSetting.corpus(lines))
    let twin = CodeLength(
      lines: lines, file: try mined.map { try JSONLTemplateFormat().encode($0) },
      slotLength: 8)
    #expect(abs(twin.text - mined.bitsAfter) < 1e-6 * mined.bitsAfter)
    #expect(abs(twin.inventory - mined.inventoryBits) < 1e-6 * mined.inventoryBits)
    #expect(mined.bitsAfter + mined.inventoryBits < mined.bitsBefore)
  }

  @Test func learnsFromASampleAndCountsAll() throws {
    let whole = try mine()
    let sampled = try mine { ($0.sampleWords, $0.seed) = (whole.words / 2, 3) }
    let words = try #require(sampled.sampledWords)
    #expect(words > whole.words / 4 && words < whole.words * 3 / 4)
    #expect(sampled.words == whole.words)
    let frame = try #require(sampled.first { $0.text.contains("在 [X] 的 时候") })
    #expect(frame.count ?? 0 > 100)
    let again = try mine(threads: 4) { ($0.sampleWords, $0.seed) = (whole.words / 2, 3) }
    #expect(Array(again) == Array(sampled))
  }

  @Test func obeysItsLimits() throws {
    let all = try mine()
    #expect(Array(try mine { $0.limit = 3 }) == Array(all.prefix(3)))
    #expect(try mine { $0.slotLength = 0 }.allSatisfy { $0.slotCount == 0 })
    #expect(try mine { $0.rounds = 1 }.allSatisfy { $0.literalCosts.count == 2 })
    #expect(try mine { $0.minimumCount = 1000 }.isEmpty)
  }

  @Test(
    arguments: [
      { $0.slotLength = 16 }, { $0.slotLength = -1 }, { $0.rounds = 0 }, { $0.minimumCount = 0 },
      { $0.limit = -1 }, { $0.fillers = -1 }, { $0.examples = -1 }, { $0.sampleWords = -1 },
    ] as [@Sendable (inout TemplateMiner.Configuration) -> Void])
  func refusesWhatCannotWork(change: @Sendable (inout TemplateMiner.Configuration) -> Void) {
    #expect(throws: InvalidValue.self) { try mine(Self.corpus, change) }
  }

  @Test(arguments: TemplateFormat.allCases)
  func writesItself(format: TemplateFormat) throws {
    let mined = try mine()
    let sink = ByteSink.memory()
    try mined.write(to: sink, as: format)
    var rest = sink.bytes[...]
    let source = try ByteSource(name: "templates") { count in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    let read = try RecordReader(templates: source, format: format).all()
    #expect(!mined.isEmpty && read.map(\.text) == mined.map(\.text))
  }

  @Test(arguments: [
    [], [""], ["。"], ["茶"], Array(repeating: "茶 好 喝 。", count: 200),
    [Array(repeating: "茶", count: 5000).joined(separator: " ")],
    [(0..<5000).map { "字\($0 % 97)" }.joined(separator: " ， ")],
  ])
  func bearsPeculiarText(lines: [String]) throws {
    let mined = try mine(TemplateSetting.corpus(lines))
    #expect(mined.bitsAfter <= mined.bitsBefore + 1e-9)
    for template in mined { #expect(template.gain ?? 0 > 0) }
  }

  @Test func longClausesAreCut() {
    let words = Array(repeating: "茶", count: 100_000).joined(separator: " ")
    let text = TemplateText(TemplateSetting.corpus([words]), .sentence)
    #expect(text.clauseCount == 2500 && text.wordCount == 100_000)
    let commas = Array(repeating: "茶 ，", count: 3000).joined(separator: " ")
    let pieces = TemplateText(TemplateSetting.corpus([commas]), .sentence)
    #expect((0..<pieces.clauseCount).allSatisfy { pieces.clause($0).count <= 1002 })
  }
}

/// The code length by the definitions, from the lines of the text and of the file.
private struct CodeLength {
  var text = 0.0
  var inventory = 0.0

  init(lines: [String], file: [String], slotLength: Int) {
    var words: [String: Double] = [:]
    for line in lines {
      for word in line.split(separator: " ") where word != "。" {
        words[String(word), default: 0] += 1
      }
    }
    let clauses = Double(lines.count)
    words["$"] = clauses
    let total = words.values.reduce(0, +)
    let share = words.mapValues { $0 / total }
    var (items, initial): ([Double], [Double]) = ([], [])
    var (left, open) = (words, clauses)
    for line in file {
      let record = try! JSONSerialization.jsonObject(with: Data(line.utf8)) as! [String: Any]
      let elements = record["t"] as! [Any]
      let literals = elements.compactMap { $0 as? String }
      let count = Double(record["count"] as! Int)
      if literals[0] == "^" { initial.append(count) } else { items.append(count) }
      for literal in literals {
        if literal == "^" { open -= count } else { left[literal]! -= count }
      }
      var entry = Double(literals.count + 1) + log2(count + 1) / 2
      for literal in literals { entry += "^$".contains(literal) ? 2 : -log2(share[literal]!) }
      for slot in record["slots"] as? [[String: Any]] ?? [] {
        let lengths = (slot["len"] as! [Int]).map(Double.init)
        let all = lengths.reduce(0, +) + 0.2 * Double(slotLength)
        for length in lengths { text -= length * log2((length + 0.2) / all) }
        entry += log2(count + 1)
      }
      inventory += entry
    }
    Self.add(Array(left.values) + items, to: &text)
    Self.add([open] + initial, to: &text)
  }

  /// Items of one distribution.
  private static func add(_ counts: [Double], to length: inout Double) {
    let total = counts.reduce(0) { $0 + $1 + 0.5 }
    for count in counts { length -= count * log2((count + 0.5) / total) }
  }
}
