import WordMineLexicon
import WordMineText

extension Segmenter {
  /// The words of a block, clause by clause.
  package mutating func words(_ bytes: [UInt8], _ atoms: TokenizedBlock) -> [Range<Int32>] {
    var words: [Range<Int32>] = []
    var ends: [Int] = []
    for clause in atoms.clauses() {
      segment(bytes.span.extracting(Int(clause.lowerBound)..<Int(clause.upperBound)), into: &ends)
      var start = clause.lowerBound
      for end in ends {
        words.append(start..<clause.lowerBound + Int32(end))
        start = clause.lowerBound + Int32(end)
      }
    }
    return words
  }
}
