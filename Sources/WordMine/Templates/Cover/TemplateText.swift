/// The clauses of a corpus in one flat array, each as an edge, its words, and another edge.
struct TemplateText: Sendable {
  /// The number of distinct words; ids are below it, most frequent first.
  let vocabularySize: Int
  private(set) var tokens: [UInt32] = []
  /// Commas that count as words but do not form a template by themselves.
  private let commas: [UInt32]
  /// The start of each clause, and the end of the last one.
  private(set) var starts: [UInt32] = [0]
  /// The document of each clause.
  private(set) var documents: [UInt32] = []

  init(vocabularySize: Int, commas: [UInt32] = []) {
    (self.vocabularySize, self.commas) = (vocabularySize, commas)
  }

  /// The literal `^`.
  var clauseStart: UInt32 { UInt32(vocabularySize) }
  /// The literal `$`.
  var clauseEnd: UInt32 { UInt32(vocabularySize + 1) }
  /// The number of symbols: words and edges.
  var symbolCount: Int { vocabularySize + 2 }

  var clauseCount: Int { documents.count }
  var wordCount: Int { tokens.count - 2 * clauseCount }

  /// Whether a literal is neither an edge nor a comma.
  func isWord(_ literal: UInt32) -> Bool { literal < clauseStart && !commas.contains(literal) }

  mutating func append(_ words: ArraySlice<UInt32>, document: Int) {
    tokens.append(clauseStart)
    tokens += words
    tokens.append(clauseEnd)
    starts.append(UInt32(tokens.count))
    documents.append(UInt32(document))
  }

  /// The positions of a clause, edges included.
  func clause(_ index: Int) -> Range<Int> { Int(starts[index])..<Int(starts[index + 1]) }

  /// The count of each symbol.
  func counts() -> [Int] {
    var counts = [Int](repeating: 0, count: symbolCount)
    for token in tokens { counts[Int(token)] += 1 }
    return counts
  }

  /// The clause that contains a position.
  ///
  /// - Complexity: O(log clauses).
  func clause(holding place: Int) -> Int {
    var (low, high) = (0, clauseCount)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= place { low = middle } else { high = middle }
    }
    return low
  }
}
