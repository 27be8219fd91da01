/// The tree of a sentence: spans of words, of which any two contain one another or do not touch.
public struct SentenceTree: Sendable, Equatable {
  /// A part of the sentence.
  public struct Span: Sendable, Equatable {
    public let words: Range<Int>
    /// The template that the span holds; empty if it holds none.
    public package(set) var label = ""

    package init(_ words: Range<Int>, label: String = "") {
      self.words = words
      self.label = label
    }
  }

  /// The words of the sentence as they are written, punctuation included.
  public package(set) var words: [String]
  /// The spans of two words or more, the sentence itself first: each before those that it contains,
  /// and before those that follow it.
  public package(set) var spans: [Span]
  /// What the sentence costs by the code of templates; `nil` for other trees.
  public package(set) var bits: Double?
  /// Places where the search for templates was cut short: see `TemplateParser.Reading`.
  public package(set) var cutSearches = 0

  /// - Parameter spans: In any order.
  package init(words: [String], spans: [Span]) {
    self.words = words
    self.spans = spans.sorted {
      ($0.words.lowerBound, -$0.words.upperBound) < ($1.words.lowerBound, -$1.words.upperBound)
    }
  }

  /// A span with what it contains: words of its own, and spans.
  indirect enum Part {
    case word(Int)
    case span(Span, [Part])
  }

  /// The sentence as nested parts.
  func parts() -> [Part] {
    var next = 0
    return parts(0..<words.count, &next)
  }

  private func parts(_ range: Range<Int>, _ next: inout Int) -> [Part] {
    var parts: [Part] = []
    var place = range.lowerBound
    while place < range.upperBound {
      if next < spans.count, spans[next].words.lowerBound == place {
        let span = spans[next]
        next += 1
        parts.append(.span(span, self.parts(span.words, &next)))
        place = span.words.upperBound
      } else {
        parts.append(.word(place))
        place += 1
      }
    }
    return parts
  }
}
