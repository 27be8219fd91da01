import WordMineBase
import WordMineText

/// The clauses of a corpus as ids of `LinkWords`, with a border before each and after the last.
struct ClauseText: Sendable {
  let ids: SharedArray<UInt32>
  let words: LinkWords
  let clauses: Int

  /// - Complexity: O(words).
  init(_ corpus: SentenceCorpus) throws(OutOfMemory) {
    let words = LinkWords(corpus.vocabulary)
    let vocabulary = corpus.vocabulary
    let numbers = (0..<UInt32(vocabulary.count)).map {
      vocabulary.isPunctuation($0) ? LinkWords.border : words.id(ofForm: vocabulary.form(of: $0))
    }
    var (clauses, length) = (0, 1)
    for sentence in 0..<corpus.sentenceCount {
      corpus.visitClauses(ofSentence: sentence) { clause in
        clauses += 1
        length += clause.count + 1
      }
    }
    ids = try SharedArray(zeros: length)
    var end = 1
    let view = ids.view
    for sentence in 0..<corpus.sentenceCount {
      corpus.visitClauses(ofSentence: sentence) { clause in
        for place in clause {
          view[end] = numbers[Int(corpus.words[place])]
          end += 1
        }
        end += 1
      }
    }
    self.words = words
    self.clauses = clauses
  }

  /// How many clauses begin and end with each word.
  func edges() -> (begins: [Int], ends: [Int]) {
    var begins = [Int](repeating: 0, count: words.count)
    var ends = begins
    let ids = ids.view
    for place in 1..<max(1, ids.count) {
      let (before, here) = (ids[place - 1], ids[place])
      if before == LinkWords.border, here != LinkWords.border { begins[Int(here)] += 1 }
      if here == LinkWords.border, before != LinkWords.border { ends[Int(before)] += 1 }
    }
    return (begins, ends)
  }

  /// The positions of each word.
  func positions() throws(OutOfMemory) -> InvertedIndex {
    try InvertedIndex(ids.view, 0..<ids.count, count: words.count)
  }
}
