import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct PhraseCounterTests {
  private struct Use: Hashable {
    var phrase: Int
    var isUnit: Bool
    var before: UInt32
    var after: UInt32
  }

  /// Looks for each phrase at each place.
  private func naive(
    _ text: AtomSequence, _ cuts: SharedArray<UInt8>, _ strings: [[UInt32]]
  ) -> [Use] {
    var uses: [Use] = []
    for position in text.range {
      for (number, string) in strings.enumerated() {
        let place = position..<position + string.count
        guard place.upperBound <= text.range.upperBound,
          place.map({ text.ids[$0] }) == string
        else { continue }
        let endsWord = text.ids[place.upperBound] == 0 || cuts.view[place.upperBound] != 0
        uses.append(
          Use(
            phrase: number, isUnit: cuts.view[position] != 0 && endsWord,
            before: text.ids[position - 1],
            after: place.upperBound < text.range.upperBound ? text.ids[place.upperBound] : 0))
      }
    }
    return uses
  }

  private func strings(
    _ text: AtomSequence, _ count: Int, seed: UInt64
  ) -> [[UInt32]] {
    var random = TestGenerator(seed: seed)
    var strings: Set<[UInt32]> = []
    let clauses = text.clauses.filter { $0.ids.count >= 2 }
    for _ in 0..<count {
      let clause = clauses.randomElement(using: &random)!.ids
      let length = Int.random(in: 2...min(8, clause.count), using: &random)
      let start = Int.random(in: 0...clause.count - length, using: &random)
      strings.insert(Array(clause[start..<start + length]))
    }
    return strings.sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func agreesWithNaiveSearch(seed: UInt64) {
    let text = RandomText.text(RandomText.lines(40, seed: seed))
    let cuts = text.randomCuts(seed: seed)
    let strings = strings(text, Int(seed) * 4, seed: seed)
    let expected = naive(text, cuts, strings)
    let counter = PhraseCounter(strings)
    let whole = counter.uses(text.ids, text.range, cuts.view)
    func uses(_ found: [PhraseCounter.Use]) -> [Use] {
      found.map {
        Use(phrase: Int($0.phrase), isUnit: $0.isUnit, before: $0.before, after: $0.after)
      }
    }
    func counted(_ uses: [Use]) -> [Use: Int] {
      Dictionary(uses.map { ($0, 1) }, uniquingKeysWith: +)
    }
    #expect(counted(uses(whole)) == counted(expected))
    #expect(seed == 1 || expected.contains { $0.isUnit })
    let parts = text.clauseChunks(7).flatMap { uses(counter.uses(text.ids, $0, cuts.view)) }
    #expect(counted(parts) == counted(expected))
    var phrase = CountedPhrase(ids: strings[0], gain: 0, leftEntropy: 0, rightEntropy: 0, share: 1)
    for use in whole where use.phrase == 0 { phrase.add(use) }
    #expect(phrase.rawCount == expected.count { $0.phrase == 0 })
    #expect(phrase.count == expected.count { $0.phrase == 0 && $0.isUnit })
  }

  @Test func noPhrasesHaveNoUses() {
    let text = RandomText.text(["甲乙丙"])
    let cuts = text.randomCuts(seed: 1)
    #expect(PhraseCounter([]).uses(text.ids, text.range, cuts.view).isEmpty)
  }
}
