import WordMineText

/// The clauses of a corpus as ids of `LinkWords`, with a border before each and behind the last.
struct ClauseText: Sendable {
  let ids: SharedArray<UInt32>
  let words: LinkWords
  let clauses: Int

  /// - Complexity: O(words).
  init(_ corpus: SentenceCorpus) {
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
    ids = SharedArray(zeros: length)
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

  /// Where each word stands, in order: an inverted index.
  func positions() -> WordPositions { WordPositions(self) }
}

/// For each word the places where it stands.
struct WordPositions: Sendable {
  private let starts: [Int]
  private let places: SharedArray<UInt32>

  fileprivate init(_ text: ClauseText) {
    var starts = [0]
    starts.reserveCapacity(text.words.count + 1)
    // Borders are not indexed.
    for count in text.words.counts { starts.append(starts.last! + count) }
    places = SharedArray(zeros: starts.last!)
    var next = starts
    let (ids, view) = (text.ids.view, places.view)
    for place in 0..<ids.count where ids[place] != LinkWords.border {
      let id = Int(ids[place])
      view[next[id]] = UInt32(place)
      next[id] += 1
    }
    self.starts = starts
  }

  subscript(id: Int) -> SharedArray<UInt32>.View {
    places.view.slice(starts[id]..<starts[id + 1])
  }

  /// The ids from 1 in ranges of about equal occurrences.
  func parts(_ count: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var first = 1
    let size = max(1, starts.last! / max(1, count))
    for id in 1..<max(1, starts.count - 1) where starts[id + 1] - starts[first] >= size {
      parts.append(first..<id + 1)
      first = id + 1
    }
    if first < starts.count - 1 { parts.append(first..<starts.count - 1) }
    return parts
  }
}
