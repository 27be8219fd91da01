import Foundation
import Testing
import WordMineText

@testable import WordMine

@Suite struct TermKeynessTests {
  /// What is as frequent in the reference is no term; what is rare there keeps more of its score.
  @Test func weighsByTheReference() throws {
    let text = Array(repeating: "春茶上市。春茶很好。师傅很好。", count: 30).joined(separator: "\n")
    let words = try Sample.discover(text)
    let reference = Array(repeating: "师傅很好。天气很好。", count: 60).joined(separator: "\n") + "春茶"
    let side = try ContrastSide.counting(Corpus(reference), .init(order: 8)).0
    let terms = try TermKeyness().run(words, against: side)
    #expect(terms.contains { $0.word.text == "春茶" })
    #expect(!terms.contains { $0.word.text == "师傅" || $0.word.text == "很好" })
    for term in terms {
      #expect(term.targetRate > term.referenceRate)
      let probability = (Double(term.reference ?? 0) + 0.5) / Double(60 * 8 + 2)
      let word = term.word
      let base =
        Double(word.count) / Double(word.rawCount + 3) * log(1 + Double(word.contexts))
        * log(1 + Double(word.count))
      #expect(abs(term.score - base / (1 + exp(log(probability) + 12))) < 1e-9)
    }
    #expect(terms.map(\.score) == terms.map(\.score).sorted(by: >))
  }

  @Test func anEmptyCorpusHasNoTerms() throws {
    let side = try ContrastSide.counting(Corpus("春茶"), .init(order: 8)).0
    #expect(try TermKeyness().run(Sample.discover(""), against: side).isEmpty)
  }
}
