import WordMineBase
import WordMineNumerics
import WordMineText

/// Counts how often words co-occur within a window.
///
/// The positions of each word are listed first; each row then counts the words around these
/// positions in one array. No pairs are stored, and rows are independent.
struct Cooccurrences: Sendable {
  /// The greatest distance between two words that co-occur.
  let window: Int
  private let tokens: [Int32]
  /// The token range of each document.
  private let bounds: [Range<Int>]
  /// The document of each position.
  private let documents: [Int32]
  /// The positions of word w are `places[firsts[w]..<firsts[w + 1]]`.
  private let places: [Int]
  private let firsts: [Int]

  init(_ texts: EncodedDocuments, window: Int) {
    self.window = window
    tokens = texts.tokens
    bounds = (0..<texts.count).map { texts.starts[$0]..<texts.starts[$0 + 1] }
    documents = bounds.enumerated().flatMap { Array(repeating: Int32($0), count: $1.count) }
    var firsts = [Int](repeating: 0, count: texts.vocabulary.count + 1)
    for token in tokens { firsts[Int(token) + 1] += 1 }
    for word in 0..<texts.vocabulary.count { firsts[word + 1] += firsts[word] }
    self.firsts = firsts
    var places = [Int](repeating: 0, count: tokens.count)
    for (place, token) in tokens.enumerated() {
      places[firsts[Int(token)]] = place
      firsts[Int(token)] += 1
    }
    self.places = places
  }

  /// The counts as a symmetric matrix: [words, words]. Reports the stage `counting`.
  ///
  /// - Throws: `Interrupted`
  /// - Complexity: O(tokens · window), divided by the number of threads.
  func counts(workers: Workers) throws -> SparseMatrix<Double> {
    let words = firsts.count - 1
    let batch = 256
    let zeros: @Sendable () -> [Int32] = { [Int32](repeating: 0, count: words) }
    let parts = try parallelMap(
      (words + batch - 1) / batch, on: workers, stage: "counting", worker: zeros
    ) { scratch, part in
      (part * batch..<min(words, (part + 1) * batch)).map { row($0, &scratch) }
    }
    let rows = Array(parts.joined())
    return SparseMatrix(
      words, words, rows.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) },
      rows.flatMap { $0.map(\.column) },
      rows.flatMap { $0.map { Double($0.count) } })
  }

  /// One row, in ascending order of columns. The scratch space is all zero before and after.
  private func row(_ word: Int, _ scratch: inout [Int32]) -> [(column: Int32, count: Int32)] {
    var met: [Int32] = []
    for place in places[firsts[word]..<firsts[word + 1]] {
      let bound = bounds[Int(documents[place])]
      let near = max(bound.lowerBound, place - window)..<min(bound.upperBound, place + window + 1)
      for other in near where other != place {
        let token = tokens[other]
        if scratch[Int(token)] == 0 { met.append(token) }
        scratch[Int(token)] += 1
      }
    }
    return met.sorted().map { column in
      defer { scratch[Int(column)] = 0 }
      return (column, scratch[Int(column)])
    }
  }
}
