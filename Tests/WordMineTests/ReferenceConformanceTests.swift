import Foundation
import Testing

@testable import WordMine

/// The cases that were recorded by running the reference implementations.
@Suite struct ReferenceConformanceTests {
  @Test(arguments: try Conformance.cases("W"))
  func findsWords(_ test: Conformance.Case) throws {
    var finder = ReferenceWordFinder()
    finder.minimumProbability = try #require(test.parameters["min_proba"] as? Double)
    finder.minimumInformation = try #require(test.parameters["min_pmi"] as? Double)
    finder.filtersCharacters = try #require(test.parameters["filtering"] as? Bool)
    let result = try finder.find(try #require(test.input as? [String]))
    #expect(result.characters == test.expected["total_chars"] as? Int)
    #expect(result.pairs == test.expected["total_pairs"] as? Int)
    #expect(Set(result.pairCounts) == test.words("pair_counts"))
    #expect(result.strongPairs.sorted() == test.strings("strong_pairs"))
    #expect(Set(result.candidates) == test.words("candidates_before_dedup"))
    #expect(Set(result.words) == test.words("words"))
    let expected = try #require(test.expected["pair_pmi_natural_log"] as? [String: Double])
    #expect(Set(result.information.keys) == Set(expected.keys))
    for (pair, information) in expected {
      #expect(abs(try #require(result.information[pair]) - information) < 1e-6)
    }
  }

  @Test(arguments: try Conformance.cases("K"))
  func tokenizes(_ test: Conformance.Case) throws {
    let words = try #require(test.parameters["dictionary"] as? [String: Int])
    var tokenizer = ReferenceTokenizer(words)
    tokenizer.unknownScore = try #require(test.parameters["null_score"] as? Double)
    for text in try #require(test.input as? [String]) {
      #expect(tokenizer.tokenize(text) == test.expected[text] as? [String])
    }
  }

  @Test(arguments: try Conformance.cases("D"))
  func joinsNGrams(_ test: Conformance.Case) throws {
    switch test.id {
    case "D05": try joins(test)
    case "D06": try backtracks(test)
    default: try findsWordsByNGrams(test)
    }
  }

  private func findsWordsByNGrams(_ test: Conformance.Case) throws {
    var finder = ReferenceNGramFinder()
    finder.order = try #require(test.parameters["order"] as? Int)
    finder.minimumCount = try #require(test.parameters["min_count"] as? Int)
    let thresholds = try #require(test.parameters["min_pmi"] as? [Double])
    finder.minimumCohesion = Array(thresholds.dropFirst())
    let result = try finder.find(try #require(test.input as? [String]))
    #expect(result.characters == test.expected["total"] as? Int)
    #expect(result.strongNGrams.sorted() == test.strings("G"))
    #expect(Set(result.candidates) == test.words("candidates"))
    #expect(Set(result.words) == test.words("vocab"))
  }

  private func joins(_ test: Conformance.Case) throws {
    let ngrams = Set(try #require(test.parameters["trie"] as? [String]))
    for line in try #require(test.input as? [String]) {
      let pieces = try ReferenceNGramFinder.pieces(of: line, joining: ngrams)
      #expect(pieces == test.expected[line] as? [String])
    }
  }

  /// The candidates make a text of their own, in which the n-grams that are given are strong.
  private func backtracks(_ test: Conformance.Case) throws {
    let input = try #require(test.input as? [String: Any])
    let candidates = try #require(input["candidates"] as? [String: Int])
    let ngrams = Set(try #require(input["G"] as? [String]))
    let order = try #require(test.parameters["order"] as? Int)
    var kept: Set<ReferenceWord> = []
    for (candidate, count) in candidates {
      let text = try AtomSequence(characters: [Array(candidate.unicodeScalars)])
      let names = try NGramNames(text, order: order, minimumCount: 1)
      let strong = try StrongNGrams(names) { ngrams.contains(text.folded($0)) }
      if CandidateFilter(strong: strong, minimumCount: 1).isWord(text.range, count: count) {
        kept.insert(ReferenceWord(text: candidate, count: count))
      }
    }
    #expect(kept == Conformance.words(test.expectedList))
  }

  @Test func thereAreAllCoreCases() throws {
    let counts = try ["W", "K", "D"].map { try Conformance.cases($0).count }
    #expect(counts == [9, 2, 3])
  }
}

enum Conformance {
  /// One recorded case; the shapes of what goes in and comes out differ from kind to kind.
  struct Case: CustomTestStringConvertible, @unchecked Sendable {
    let id: String
    let input: Any
    let parameters: [String: Any]
    let expected: [String: Any]
    let expectedList: [Any]

    var testDescription: String { id }

    func words(_ key: String) -> Set<ReferenceWord> {
      Conformance.words(expected[key] as? [Any] ?? [])
    }

    func strings(_ key: String) -> [String]? { (expected[key] as? [String])?.sorted() }
  }

  /// The core cases whose names begin with a letter.
  static func cases(_ letter: String) throws -> [Case] {
    let url = Bundle.module.url(
      forResource: "conformance-nlpzero", withExtension: "json", subdirectory: "Resources")
    let file = try JSONSerialization.jsonObject(with: Data(contentsOf: try #require(url)))
    let cases = try #require((file as? [String: Any])?["cases"] as? [[String: Any]])
    return try cases.filter { $0["core"] as? Bool == true }.compactMap { fields in
      let id = try #require(fields["id"] as? String)
      guard id.hasPrefix(letter) else { return nil }
      return Case(
        id: id, input: try #require(fields["input"]),
        parameters: fields["parameters"] as? [String: Any] ?? [:],
        expected: fields["expected"] as? [String: Any] ?? [:],
        expectedList: fields["expected"] as? [Any] ?? [])
    }
  }

  static func words(_ pairs: [Any]) -> Set<ReferenceWord> {
    Set(
      pairs.compactMap { pair in
        guard let pair = pair as? [Any], let text = pair[0] as? String, let count = pair[1] as? Int
        else { return nil }
        return ReferenceWord(text: text, count: count)
      })
  }
}
