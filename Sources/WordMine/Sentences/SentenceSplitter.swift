/// Divides words into sentences: up to 。！？； and the marks that close behind it, or to the end of
/// the line.
struct SentenceSplitter {
  private(set) var line = 0
  private let wholeLines: Bool
  private var start = 0
  /// The sentence that is open has its end, and waits for marks that close.
  private(set) var hasEnded = false
  private var sentences: [WordBlock.Sentence] = []

  init(wholeLines: Bool) { self.wholeLines = wholeLines }

  mutating func add(_ kind: WordKind, at index: Int) {
    if wholeLines { return }
    if hasEnded, !kind.contains(.end), !kind.contains(.closing) { endSentence(at: index) }
    if kind.contains(.end) { hasEnded = true }
  }

  /// With `wholeLines` a line without words is a sentence too, so that sentences count as lines do.
  mutating func endLine(at index: Int) {
    if index > start || wholeLines { endSentence(at: index) }
    line += 1
  }

  private mutating func endSentence(at index: Int) {
    sentences.append(WordBlock.Sentence(words: start..<index, line: line))
    start = index
    hasEnded = false
  }

  /// The sentences, with the one that is still open.
  mutating func finished(at index: Int) -> [WordBlock.Sentence] {
    if index > start { endSentence(at: index) }
    return sentences
  }
}
