import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct NearDuplicateFinderTests {
  /// Lines, most of them made of earlier ones by a few edits, some repeated or empty.
  private static func lines(_ count: Int, seed: UInt64) -> [String] {
    var random = TestGenerator(seed: seed)
    let alphabet = Array("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳，。 \u{20000}")
    func character() -> Character { alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
    var lines: [String] = []
    for number in 0..<count {
      var line = (0..<Int.random(in: 0...40, using: &random)).map { _ in character() }
      if number > 0, Int.random(in: 0..<4, using: &random) > 0 {
        line = Array(lines[Int.random(in: 0..<number, using: &random)])
        for _ in 0..<Int.random(in: 0...6, using: &random) where !line.isEmpty {
          let place = Int.random(in: 0..<line.count, using: &random)
          switch Int.random(in: 0..<3, using: &random) {
          case 0: line.remove(at: place)
          case 1: line.insert(character(), at: place)
          default: line[place] = character()
          }
        }
      }
      lines.append(String(line))
    }
    return lines
  }

  private static func grams(_ line: String, _ order: Int) -> Set<[Unicode.Scalar]> {
    let scalars = Array(line.unicodeScalars)
    if scalars.isEmpty { return [] }
    return Set((0...max(0, scalars.count - order)).map { Array(scalars[$0...].prefix(order)) })
  }

  /// Every line beside every earlier one.
  private static func naive(
    _ lines: [String], order: Int, minimum: Double
  ) -> [NearDuplicates.Repetition] {
    let sets = lines.map { grams($0, order) }
    return sets.indices.compactMap { line in
      var best: NearDuplicates.Repetition?
      for other in 0..<line where !sets[line].isEmpty && !sets[other].isEmpty {
        let both = sets[line].intersection(sets[other]).count
        let jaccard = Double(both) / Double(sets[line].count + sets[other].count - both)
        if jaccard >= minimum, jaccard > best?.jaccard ?? 0 {
          best = .init(line: line + 1, original: other + 1, jaccard: jaccard)
        }
      }
      return best
    }
  }

  private static func finder(
    _ minimum: Double, order: Int = 2, memory: Int = 1 << 30
  ) -> NearDuplicateFinder {
    var configuration = NearDuplicateFinder.Configuration()
    (configuration.minimumJaccard, configuration.order) = (minimum, order)
    configuration.memory = memory
    return NearDuplicateFinder(configuration)
  }

  @Test(arguments: [0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 1], [1, 2, 3, 5])
  func findsWhatComparingAllLinesFinds(minimum: Double, order: Int) throws {
    let lines = Self.lines(300, seed: UInt64(order))
    let expected = Self.naive(lines, order: order, minimum: minimum)
    #expect(expected.count > 10 && expected.count < 300)
    for threads in [1, 3] {
      let found = try Self.finder(minimum, order: order).run(
        on: Corpus(lines: lines), workers: Workers(threads: threads))
      #expect(Array(found) == expected)
    }
  }

  /// 4 of 5 bigrams, 7 of 10: similarities that no fraction of two represents.
  @Test(arguments: [
    (0.8, "abcde", "abcdef"), (0.7, "abcdefgh", "abcdefghijk"), (0.6, "abcd", "abcdef"),
    (0.1, "ab", "abcdefghijk"),
  ])
  func theThresholdItselfIsEnough(minimum: Double, one: String, other: String) throws {
    for lines in [[one, other], [other, one]] {
      #expect(try Self.finder(minimum).run(on: Corpus(lines: lines)).map(\.jaccard) == [minimum])
      #expect(try Self.finder(minimum.nextUp).run(on: Corpus(lines: lines)).isEmpty)
    }
  }

  @Test func theFirstOfEqualsIsTheOriginal() throws {
    let lines = ["茶壶在桌上", "", "茶", "茶壶在桌子上", "茶壶在桌上", "茶", "", "茶壶在桌上"]
    let found = try Self.finder(0.5).run(on: Corpus(lines: lines))
    #expect(found.map(\.line) == [4, 5, 6, 8])
    #expect(found.map(\.original) == [1, 1, 3, 1])
    #expect(found.text(ofLine: 4) == "茶壶在桌子上")
    #expect(found.text(ofLine: 0) == nil && found.text(ofLine: 9) == nil)
  }

  /// What is kept has the bytes that were read.
  @Test func keepsLinesAsTheyAre() throws {
    let text: [UInt8] = Array("一\u{9}二\r\n".utf8) + [0xFF, 0x41, 0x0A] + Array("一\u{9}二\n三".utf8)
    let found = try Self.finder(0.9).run(on: Corpus([.text(text)]))
    #expect(found.map(\.line) == [3])
    let spool = ByteSpool(limit: 1 << 20, directory: "/tmp")
    let sink = ByteSink.spool(spool)
    try found.writeKept(to: sink)
    try sink.close()
    var source = try spool.source()
    #expect(
      try source.read(100) == Array("一\u{9}二\n".utf8) + [0xFF, 0x41, 0x0A] + Array("三\n".utf8))
  }

  /// Equal lines cost no more than different ones: all pairs of these would take hours.
  @Test func manyEqualLinesAreQuick() throws {
    let found = try Self.finder(0.5).run(
      on: Corpus(lines: Array(repeating: "很好很好的茶", count: 100_000)))
    #expect(found.count == 99_999 && found.allSatisfy { $0.original == 1 && $0.jaccard == 1 })
  }

  @Test func anEmptyTextHasNone() throws {
    for lines in [[], [""], ["", ""]] {
      #expect(try NearDuplicateFinder().run(on: Corpus(lines: lines)).isEmpty)
    }
  }

  @Test(arguments: [
    (0.0, 2, 1 << 30), (.nan, 2, 1 << 30), (1.1, 2, 1 << 30), (0.5, 0, 1 << 30),
    (0.5, 33, 1 << 30), (0.5, 2, 1 << 20),
  ])
  func refusesWhatCannotBe(minimum: Double, order: Int, memory: Int) {
    #expect(throws: InvalidValue.self) {
      try Self.finder(minimum, order: order, memory: memory).run(on: Corpus("茶"))
    }
  }

  @Test func refusesMoreThanMemoryHolds() {
    let lines = (0..<20).map { Self.lines(1000, seed: $0).joined(separator: "好") }
    let finder = Self.finder(0.5, order: 5, memory: 64 << 20)
    let isRefused = #expect(throws: MemoryExceeded.self) {
      _ = try finder.run(on: Corpus(lines: lines)).count
    }
    #expect(isRefused?.limit == "64M")
  }

  @Test func canBeInterrupted() {
    let interrupt = Interrupt()
    interrupt.request()
    #expect(throws: Interrupted.self) {
      try NearDuplicateFinder().run(on: Corpus("茶"), workers: Workers(interrupt: interrupt))
    }
  }
}
