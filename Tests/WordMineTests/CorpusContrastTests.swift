import Foundation
import Testing
import WordMineBase
import WordMineLexicon
import WordMineText

@testable import WordMine

@Suite struct CorpusContrastTests {
  private func counts(
    _ lines: [String], order: Int = 4, script: Script = .asIs
  ) throws -> ContrastSide {
    var configuration = NGramCounter.Configuration(order: order)
    configuration.script = script
    var counter = NGramCounter(configuration)
    let text = Array(lines.joined(separator: "\n").utf8)
    try counter.add(Tokenizer().tokenize(text.span), endsInput: true)
    let sink = ByteSink.memory()
    try counter.finish(to: sink)
    let bytes = sink.bytes
    return .counts { try source(bytes) }
  }

  private func dictionary(_ text: String, script: Script = .asIs) throws -> DictionaryCounts {
    try DictionaryCounts(RecordReader(dictionary: source(Array(text.utf8))), script: script)
  }

  @Test func countsWhoseSumIsNoNumberAreRefused() {
    let error = #expect(throws: InputError.self) { try dictionary("茶园 \(Int.max)\n师傅 1\n") }
    #expect(
      error?.description.hasSuffix("2: with this count, all counts add up to 2⁶³ or more") ?? false)
  }

  private func naiveCounts(_ lines: [String], lengths: ClosedRange<Int>) -> [String: Int] {
    var counts: [String: Int] = [:]
    for line in lines {
      let atoms = Array(line)
      for start in atoms.indices {
        for length in lengths where start + length <= atoms.count {
          counts[String(atoms[start..<start + length]), default: 0] += 1
        }
      }
    }
    return counts
  }

  /// All that `contrast` does, with dictionaries of strings.
  private func naive(
    _ one: [String], _ other: [String], _ configuration: CorpusContrast.Configuration
  ) -> [String: [Double]] {
    let lengths = configuration.minimumLength...configuration.maximumLength
    let (first, second) = (naiveCounts(one, lengths: lengths), naiveCounts(other, lengths: lengths))
    let totals = (one.joined().count, other.joined().count)
    let candidates = Set(first.keys).union(second.keys).filter {
      max(first[$0] ?? 0, second[$0] ?? 0) >= configuration.minimumCount
    }.sorted()
    let g2 = candidates.map {
      Keyness.logLikelihood(first[$0] ?? 0, of: totals.0, second[$0] ?? 0, of: totals.1)
    }
    let rates = Keyness.falseDiscoveryRates(
      g2.map(Keyness.significance), tests: candidates.count)
    var listed: [String: [Double]] = [:]
    for (index, word) in candidates.enumerated()
    where rates[index] <= configuration.falseDiscoveryRate {
      let (a, b) = (first[word] ?? 0, second[word] ?? 0)
      let ratio = Keyness.logRatio(a, of: totals.0, b, of: totals.1)
      let isListed =
        switch configuration.direction {
        case .target: ratio > 0
        case .reference: ratio < 0
        case .both: ratio != 0
        }
      let side = ratio > 0 ? first : second
      let isAbsorbed = candidates.contains {
        $0.count > word.count && $0.contains(word)
          && Double(side[$0] ?? 0) >= configuration.absorbedShare * Double(side[word] ?? 0)
      }
      if isListed, !isAbsorbed {
        listed[word] = [Double(a), Double(b), g2[index], ratio, rates[index]]
      }
    }
    return listed
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>, CorpusContrast.Direction.allCases)
  func agreesWithDictionariesOfStrings(
    seed: UInt64, direction: CorpusContrast.Direction
  ) throws {
    let one = RandomText.lines(60, seed: seed)
    let other = RandomText.lines(40, seed: seed + 100) + one.prefix(20)
    var configuration = CorpusContrast.Configuration()
    configuration.direction = direction
    configuration.minimumCount = Int(seed % 4) + 2
    configuration.falseDiscoveryRate = [0.01, 0.2, 1][Int(seed % 3)]
    configuration.maximumLength = Int(seed % 5) + 2
    let order = configuration.maximumLength + Int(seed % 2)
    let contrast = try CorpusContrast(configuration).run(
      on: counts(one, order: order), against: counts(other, order: max(order, 4)))
    let expected = naive(one, other, configuration)
    #expect(contrast.targetTotal == one.joined().count)
    #expect(Set(contrast.map(\.text)) == Set(expected.keys))
    for word in contrast {
      let values = [
        Double(word.target), Double(word.reference), word.figures.logLikelihood,
        word.figures.logRatio,
        word.figures.falseDiscoveryRate,
      ]
      #expect(zip(values, expected[word.text] ?? []).allSatisfy { abs($0 - $1) < 1e-9 }, "\(word)")
    }
  }

  @Test(arguments: CorpusContrast.Order.allCases)
  func theOrderIsTotal(order: CorpusContrast.Order) throws {
    var configuration = CorpusContrast.Configuration()
    (configuration.order, configuration.direction) = (order, .both)
    (configuration.falseDiscoveryRate, configuration.minimumCount) = (1, 1)
    let (one, other) = (RandomText.lines(40, seed: 1), RandomText.lines(50, seed: 2))
    let words = try CorpusContrast(configuration).run(on: counts(one), against: counts(other))
    #expect(words.count > 100)
    func key(_ word: ContrastedWord) -> Double {
      switch order {
      case .logLikelihood: word.figures.logLikelihood
      case .logRatio: abs(word.figures.logRatio)
      case .count: Double(word.figures.logRatio > 0 ? word.target : word.reference)
      }
    }
    for (before, after) in zip(words, words.dropFirst()) {
      let (one, other) = (
        (key(before), before.figures.logLikelihood), (key(after), after.figures.logLikelihood)
      )
      #expect(one > other || one == other && before.text.utf8Precedes(after.text))
    }
    // Exchanged corpora give the same words with opposite signs.
    let exchanged = try CorpusContrast(configuration).run(on: counts(other), against: counts(one))
    let ratios = Dictionary(uniqueKeysWithValues: words.map { ($0.text, $0.figures.logRatio) })
    #expect(exchanged.count == words.count)
    #expect(
      exchanged.allSatisfy { abs(ratios[$0.text, default: 99] + $0.figures.logRatio) < 1e-12 })
  }

  @Test(arguments: [[], ["甲"], RandomText.lines(100, seed: 4)])
  func aCorpusDoesNotDifferFromItself(lines: [String]) throws {
    var configuration = CorpusContrast.Configuration()
    (configuration.direction, configuration.minimumCount) = (.both, 1)
    let contrast = try CorpusContrast(configuration).run(on: counts(lines), against: counts(lines))
    #expect(contrast.isEmpty)
    #expect(contrast.targetTotal == lines.joined().count)
  }

  @Test func nestedJunkIsNotListed() throws {
    let june = Array(repeating: "扫二维码付款", count: 9) + ["用二维图"]
    let may = Array(repeating: "用现金付款", count: 20)
    let words = try CorpusContrast().run(on: counts(june), against: counts(may)).map(\.text)
    #expect(!words.contains("二维") && !words.contains("维码"))
    #expect(words.contains("扫二维码"))
  }

  @Test func wordsOfADictionaryAreLookedUp() throws {
    let (one, other) = (RandomText.lines(80, seed: 5), RandomText.lines(80, seed: 6))
    let all = naiveCounts(one, lengths: 1...5).keys.sorted().enumerated().filter {
      $0.offset % 3 == 0
    }
    let list = try dictionary(all.map { "\($0.element) 1" }.joined(separator: "\n") + "\n没见过 1\n")
    var configuration = CorpusContrast.Configuration()
    (configuration.direction, configuration.minimumCount) = (.both, 1)
    configuration.falseDiscoveryRate = 1
    let contrast = try CorpusContrast(configuration).run(
      on: counts(one, order: 5), against: counts(other, order: 4), among: list)
    let (first, second) = (naiveCounts(one, lengths: 1...5), naiveCounts(other, lengths: 1...5))
    #expect(contrast.unmatched == all.count { $0.element.count == 5 })
    let expected = all.map(\.element).filter { $0.count < 5 }
    #expect(contrast.candidates == expected.count)
    for word in contrast {
      #expect(word.target == first[word.text] ?? 0 && word.reference == second[word.text] ?? 0)
      #expect(expected.contains(word.text))
    }
  }

  @Test func dictionariesAreComparedWithAnything() throws {
    let one = try dictionary("word\tcount\n二维码\t30\nＡＰＰ\t4\napp\t2\n现金\t64\n")
    let other = try dictionary("现金 90\n支票 10\n")
    var configuration = CorpusContrast.Configuration()
    (configuration.direction, configuration.falseDiscoveryRate) = (.both, 1)
    let both = try CorpusContrast(configuration).run(
      on: .dictionary(one), against: .dictionary(other))
    #expect(both.targetTotal == 100 && both.referenceTotal == 100)
    #expect(both.map(\.text) == ["二维码", "现金", "支票", "app"])
    let text = try counts(["付现金", "付现金", "收支票"])
    let mixed = try CorpusContrast(configuration).run(on: .dictionary(one), against: text)
    #expect(mixed.referenceTotal == 9)
    #expect(mixed.first { $0.text == "现金" }.map { [$0.target, $0.reference] } == [64, 2])
    let turned = try CorpusContrast(configuration).run(on: text, against: .dictionary(one))
    #expect(turned.first { $0.text == "现金" }.map { [$0.target, $0.reference] } == [2, 64])
    let among = try CorpusContrast(configuration).run(
      on: .dictionary(one), against: text, among: dictionary("现金\n收支票\n"))
    #expect(among.map(\.text) == ["现金"])
  }

  @Test func countsOfUnlikeKindAreAnError() throws {
    let plain = try counts(["甲乙"])
    for other in try [counts(["甲乙"], script: .simplified), counts(["甲乙"], order: 1)] {
      #expect(throws: InputError.self) { try CorpusContrast().run(on: plain, against: other) }
      #expect(throws: InputError.self) { try CorpusContrast().run(on: other, against: plain) }
    }
    let folded = try dictionary("甲乙 5", script: .simplified)
    #expect(throws: InputError.self) {
      try CorpusContrast().run(on: plain, against: .dictionary(folded))
    }
  }

  @Test(arguments: [(20 * 160, "n-grams"), (100, "atoms")])
  func whatDoesNotFitInMemoryIsRefused(memory: Int, kind: String) throws {
    var configuration = CorpusContrast.Configuration()
    (configuration.minimumCount, configuration.memory) = (1, memory)
    let text = try counts(RandomText.lines(20, seed: 1))
    let error = #expect(throws: MemoryExceeded.self) {
      try CorpusContrast(configuration).run(on: text, against: text)
    }
    #expect(error?.description.contains(kind) == true)
  }

  @Test func cutFilesAreErrors() throws {
    guard case .counts(let open) = try counts(RandomText.lines(20, seed: 2)) else { return }
    var reader = try open()
    let bytes = try reader.read(1 << 20)
    for count in stride(from: 0, to: bytes.count, by: 7) {
      let cut = Array(bytes[..<count])
      #expect(throws: InputError.self) {
        try CorpusContrast().run(
          on: .counts { try source(cut) }, against: .counts { try source(bytes) })
      }
    }
  }
}

@Suite struct GramKeyTests {
  /// All strings of up to three atoms over three ranks, and some longer ones.
  private static let strings: [[UInt32]] = {
    var strings: [[UInt32]] = [[]]
    for _ in 0..<3 { strings += strings.flatMap { s in (1...3).map { s + [$0] } } }
    strings += (4...8).map { length in (1...UInt32(length)).map { $0 &* 0x2345_6789 } }
    return Array(Set(strings))
  }()

  @Test func keysCompareAsTheirStrings() {
    for one in Self.strings {
      let key = GramKey(one)
      #expect(key.atoms == one && key.length == one.count)
      for length in 0...one.count { #expect(key.prefix(length).atoms == Array(one[..<length])) }
      if !one.isEmpty { #expect(key.withoutFirst.atoms == Array(one.dropFirst())) }
      for other in Self.strings {
        #expect((key < GramKey(other)) == one.lexicographicallyPrecedes(other))
        guard one != other else { continue }
        let shared = zip(one, other).prefix { $0 == $1 }.count
        #expect(key.sharedPrefix(GramKey(other)) == shared)
      }
    }
  }
}
