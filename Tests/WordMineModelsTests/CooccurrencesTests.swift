import Testing
import WordMineBase
import WordMineNumerics

@testable import WordMineModels

@Suite struct CooccurrencesTests {
  /// Two loops over each document.
  private func naive(_ texts: EncodedDocuments, window: Int) -> Matrix<Double> {
    var counts = Matrix<Double>(rows: texts.vocabulary.count, columns: texts.vocabulary.count)
    for document in 0..<texts.count {
      let tokens = Array(texts[document])
      for i in tokens.indices {
        for j in tokens.indices where i != j && abs(i - j) <= window {
          counts[Int(tokens[i]), Int(tokens[j])] += 1
        }
      }
    }
    return counts
  }

  private func randomTexts(_ seed: UInt64) -> EncodedDocuments {
    var generator = SeededGenerator(seed: seed)
    let documents = (0..<20).map { _ in
      (0..<Int(generator.next() % 12)).map { _ in "w\(generator.next() % 9)" }
    }
    return EncodedDocuments(documents, minimumCount: 2)
  }

  @Test(arguments: 1...4, [1, 2, 5])
  func countsAsTwoLoopsDo(seed: UInt64, window: Int) throws {
    let texts = randomTexts(seed)
    for threads in 1...3 {
      let counts = try Cooccurrences(texts, window: window).counts(
        workers: Workers(threads: threads))
      #expect(counts.dense == naive(texts, window: window))
      #expect(counts.transposed() == counts)
    }
  }

  @Test func noWordsMeetInNothing() throws {
    let counts = try Cooccurrences(EncodedDocuments([]), window: 2).counts(workers: Workers())
    #expect(counts.rows == 0)
  }
}
