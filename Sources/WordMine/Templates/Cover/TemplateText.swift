/// The clauses of a corpus as templates see them, in one flat array: each is an edge, its words, and
/// another edge.
struct TemplateText: Sendable {
  /// The number of different words; their ids are below that, most frequent first.
  let vocabularySize: Int
  private(set) var tokens: [UInt32] = []
  /// Punctuation that is a word; alone it makes no template.
  private let commas: [UInt32]
  /// Where each clause begins, and the end of the last one.
  private(set) var starts: [UInt32] = [0]
  /// The document that holds a clause.
  private(set) var documents: [UInt32] = []

  init(vocabularySize: Int, commas: [UInt32] = []) {
    (self.vocabularySize, self.commas) = (vocabularySize, commas)
  }

  /// The literal `^`.
  var clauseStart: UInt32 { UInt32(vocabularySize) }
  /// The literal `$`.
  var clauseEnd: UInt32 { UInt32(vocabularySize + 1) }
  /// Words and edges.
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

  /// The places of a clause, edges included.
  func clause(_ index: Int) -> Range<Int> { Int(starts[index])..<Int(starts[index + 1]) }

  /// The occurrences of each symbol.
  func counts() -> [Int] {
    var counts = [Int](repeating: 0, count: symbolCount)
    for token in tokens { counts[Int(token)] += 1 }
    return counts
  }

  /// The clause that holds a place.
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
