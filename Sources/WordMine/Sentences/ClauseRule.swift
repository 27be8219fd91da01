/// Divides sentences into clauses: runs of words without punctuation.
enum ClauseRule {
  /// Longer runs are cut into pieces of so many words.
  static let longest = 40

  /// Calls `body` with each clause of a sentence.
  @inline(__always)
  static func visit(
    _ sentence: Range<Int>, isPunctuation: (Int) -> Bool, _ body: (Range<Int>) -> Void
  ) {
    var start = sentence.lowerBound
    for index in sentence {
      if isPunctuation(index) {
        if index > start { body(start..<index) }
        start = index + 1
      } else if index - start == longest {
        body(start..<index)
        start = index
      }
    }
    if start < sentence.upperBound { body(start..<sentence.upperBound) }
  }

  static func clauses(
    in sentence: Range<Int>, isPunctuation: (Int) -> Bool
  ) -> [Range<Int>] {
    var clauses: [Range<Int>] = []
    visit(sentence, isPunctuation: isPunctuation) { clauses.append($0) }
    return clauses
  }
}
