import FoundationEssentials
import Testing
import WordMineLexicon
import WordMineText

@testable import WordMine
@testable import WordMineReport

/// Repeats a few sentences, with words that stand beside each other and in turn.
private let lines =
  (0..<60).map { number in
    ["茶园在山上，师傅在茶园采茶。", "师傅说今年的春茶很香。", "从北京到上海要五个小时。", "从茶园到集市要两个小时。"][number % 4]
  }

private func report(
  _ corpus: Corpus, known: Lexicon? = nil, threads: Int = 1,
  _ change: (inout ReportBuilder.Configuration) -> Void = { _ in }
) throws -> Report {
  var configuration = ReportBuilder.Configuration()
  change(&configuration)
  return try ReportBuilder(configuration).run(
    on: corpus, known: known, workers: Workers(threads: threads))
}

private func bytes(_ report: Report, _ format: Report.Format) throws -> [UInt8] {
  let sink = ByteSink.memory()
  try report.write(to: sink, as: format)
  return sink.bytes
}

@Suite struct ReportTests {
  private struct Data: Decodable {
    struct Words: Decodable {
      var total: Int
      var word: [String]
      var count: [Int]
      var dispersion: [String]
      var new: [Int]?
    }
    struct Details: Decodable { var templates: [Int] }
    struct Category: Decodable {
      var name: String
      var words: Int
      var typical: [[Double]]
    }
    var format: String
    var title: String
    var words: Words
    var details: [String: Details]
    var categories: [Category]?
  }

  private func data(_ report: Report) throws -> Data {
    try JSONDecoder().decode(Data.self, from: FoundationEssentials.Data(bytes(report, .data)))
  }

  @Test func usesAddUpOverTheStretchesOfTheText() throws {
    let made = try report(Corpus(lines: lines))
    #expect(!made.words.words.isEmpty)
    for word in made.words.words.prefix(made.words.found) where word.found?.kind == .word {
      #expect(word.dispersion.count == UsageReader.stretches)
      #expect(word.dispersion.reduce(0, +) == word.count, "\(word.text)")
    }
  }

  @Test func theTextDecidesAlone() throws {
    let one = try bytes(report(Corpus(lines: lines)), .page)
    for threads in [2, 3] {
      #expect(try bytes(report(Corpus(lines: lines), threads: threads), .page) == one)
    }
  }

  /// However the lines are split over files.
  @Test(arguments: [1, 7, 31]) func filesChangeNothingButTheirNames(size: Int) throws {
    func shape(_ corpus: Corpus) throws -> [[Int]] {
      try report(corpus).words.words.map(\.dispersion)
    }
    let parts = stride(from: 0, to: lines.count, by: size).map { start in
      CorpusInput.text(
        Array((lines[start..<min(lines.count, start + size)].joined(separator: "\n") + "\n").utf8))
    }
    #expect(try shape(Corpus(parts)) == shape(Corpus(lines: lines)))
  }

  @Test func theGrowthEndsWithAllWords() throws {
    let made = try report(Corpus(lines: lines))
    #expect(made.corpus.growth.last?.words == made.corpus.words)
    #expect(made.corpus.growth.last?.types == made.corpus.types)
    let uses = made.words.words.filter { $0.found?.kind == .word }.reduce(0) { $0 + $1.count }
    #expect(made.corpus.words > uses)
  }

  @Test func allSpellingsAreUses() throws {
    let made = try report(
      Corpus(
        lines: lines + lines.map { $0.replacing("师傅", with: "師傅").replacing("茶园", with: "茶園") })
    ) {
      $0.discovery.script = .simplified
    }
    for word in made.words.words.prefix(made.words.found) where word.found?.kind == .word {
      #expect(word.dispersion.reduce(0, +) == word.count, "\(word.text)")
    }
  }

  @Test func impossibleConfigurationsAreErrors() throws {
    #expect(throws: InvalidValue.self) { try report(Corpus("茶")) { $0.words = 0 } }
    #expect(throws: InvalidValue.self) { try report(Corpus("茶")) { $0.detailedWords = -1 } }
    #expect(throws: InvalidValue.self) { try report(Corpus("茶")) { $0.linesPerWord = -1 } }
    #expect(throws: InvalidValue.self) { try report(Corpus("茶")) { $0.templates = -1 } }
    #expect(throws: InvalidValue.self) { try report(Corpus([CorpusInput]())) }
  }

  @Test func linesSayWhereTheyAre() throws {
    let made = try report(Corpus(lines: lines)) { $0.linesPerWord = 1000 }
    for (word, details) in zip(made.words.words, made.details) {
      #expect(!details.lines.isEmpty, "\(word.text)")
      for line in details.lines {
        #expect(lines[line.line - 1].contains(line.before + word.text + line.after))
      }
    }
  }

  @Test func linesComeFromAllOfTheText() throws {
    let many = Array(repeating: lines, count: 10).flatMap { $0 }
    let made = try report(Corpus(lines: many)) { $0.linesPerWord = 4 }
    let used = try #require(made.details.first?.lines.map(\.line))
    #expect(used.count == 4)
    #expect(used[3] > many.count / 2, "\(used)")
  }

  @Test func knownWordsAreNotNew() throws {
    var builder = LexiconBuilder()
    try builder.add("山上", count: 5)
    let made = try report(Corpus(lines: lines), known: builder.build())
    let found = try data(made)
    let new = try #require(found.words.new)
    let place = try #require(found.words.word.firstIndex(of: "山上"))
    #expect(new[place] == 0)
    #expect(new.contains(1))
  }

  @Test func categoriesHaveTheirOwnWords() throws {
    let table = lines.map { ($0.contains("从") ? "路" : "茶") + "\t" + $0 }.joined(separator: "\n")
    var corpus = Corpus("类\t文\n" + table)
    corpus.options.column = .name("文")
    let found = try data(report(corpus) { $0.category = .name("类") })
    let categories = try #require(found.categories)
    #expect(Set(categories.map(\.name)) == ["茶", "路"])
    for category in categories {
      let words = category.typical.map { found.words.word[Int($0[0])] }
      #expect(words.contains(category.name == "茶" ? "师傅" : "个小时"), "\(words)")
    }
  }

  @Test func aPageHasNoMarkupOfTheCorpus() throws {
    let hostile = "</script><script>alert(1)</script>茶园{{data}}<b>\"&茶园"
    var made = try report(Corpus(lines: lines + Array(repeating: hostile, count: 20)))
    made.title = hostile
    let page = String(decoding: try bytes(made, .page), as: UTF8.self)
    #expect(!page.contains("alert(1)</script>"))
    #expect(page.ranges(of: "<script").count == 2)
    #expect(page.contains("&lt;/script&gt;"))
  }

  @Test func anEmptyTextMakesAPage() throws {
    let made = try report(Corpus(""))
    #expect(try data(made).words.word.isEmpty)
    #expect(try bytes(made, .page).count < Report.mostBytes)
  }

  @Test func aLargePageLeavesDetailsOut() throws {
    var made = try report(Corpus(lines: lines))
    // Lines that do not deflate.
    var generator = SeededGenerator(seed: 1)
    for word in made.details.indices {
      made.details[word].lines = (0..<400).map { _ in
        let text = String(
          String.UnicodeScalarView(
            (0..<200).map { _ in
              Unicode.Scalar(0x4E00 + UInt32.random(in: 0..<20_000, using: &generator))!
            }))
        return UsageLine(before: text, after: text, source: "a", line: 1)
      }
    }
    #expect(made.details.count > 10)
    #expect(try bytes(made, .page).count <= Report.mostBytes)
  }
}

@Suite struct ReportPartTests {
  @Test(arguments: [1, 79, 80, 81, 1000, 4321])
  func growthHasEqualSteps(words: Int) {
    var growth = VocabularyGrowth()
    for word in 0..<words { growth.add(isNew: word % 3 == 0) }
    let points = growth.points
    #expect(points.last?.words == words)
    #expect(points.allSatisfy { $0.types == ($0.words + 2) / 3 })
    #expect(points.count <= 81)
    if words > 80 { #expect(points.count >= 40) }
    let steps = Set(
      zip(points.dropFirst().dropLast(), points.dropLast()).map { $0.words - $1.words })
    #expect(steps.count <= 1, "\(steps)")
  }

  @Test(arguments: [1, 5, 6, 13, 500])
  func aSampleIsSpread(count: Int) {
    var sample = SpreadSample<Int>(limit: 6)
    for number in 0..<count { sample.add { number } }
    #expect(sample.items.count >= min(count, 3) && sample.items.count <= 6)
    let steps = Set(zip(sample.items.dropFirst(), sample.items).map { $0 - $1 })
    #expect(steps.count <= 1)
    #expect(sample.items.last! >= count / 2)
  }

  @Test func neighboursAreThoseBeyondChance() {
    var table = NeighbourTable(words: 1, limit: 100)
    // 0 stands beside it always, 1 as often as anywhere.
    for _ in 0..<10 { table.add(0, .before, 1, 0) }
    for _ in 0..<5 { table.add(0, .before, 1, 1) }
    table.add(0, .after, 2, 0)
    let found = table.neighbours(
      of: 0, .before, count: 20, counts: [10, 500], total: 2000, limit: 5)
    #expect(found.map(\.id) == [0])
    #expect(found.map(\.count) == [10])
    #expect(
      table.neighbours(of: 0, .after, count: 20, counts: [10, 500], total: 2000, limit: 5).isEmpty)
  }

  @Test func rarePairsAreForgottenWhereThereIsNoRoom() {
    var table = NeighbourTable(words: 1, limit: 10)
    for _ in 0..<20 { table.add(0, .before, 1, 0) }
    for id in 1..<200 { for _ in 0..<2 { table.add(0, .before, 1, UInt32(id)) } }
    let found = table.neighbours(
      of: 0, .before, count: 1, counts: Array(repeating: 1, count: 200), total: 1_000_000,
      limit: 300)
    #expect(found.first?.id == 0 && found.first?.count == 20)
    #expect(found.count <= 10)
  }

  @Test func wordsOfTheSameCompanyAreAlike() {
    var table = NeighbourTable(words: 3, limit: 100)
    for (word, neighbours) in [[0, 1, 2], [0, 1, 2], [3, 4]].enumerated() {
      for neighbour in neighbours {
        for _ in 0..<3 { table.add(word, .after, 1, UInt32(neighbour)) }
      }
    }
    let alike = table.alike(
      counts: Array(repeating: 9, count: 5), ownCounts: [9, 9, 6], total: 1000, limit: 5)
    #expect(alike[0].map(\.word) == [1])
    #expect(abs(alike[0][0].cosine - 1) < 1e-12)
    #expect(alike[2].isEmpty)
  }

  @Test func templatesThatDifferInEdgesAreOneFamily() throws {
    let templates = try ["太 [X] 了", "^ 太 [X] 了", "从 [X] 到 [X]", "太 [X] 了 $", "太 [X] 了 ，"].map {
      try Template($0)
    }
    #expect(templates.families == [[0, 1, 3, 4], [2]])
  }
}
