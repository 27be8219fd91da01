import WordMineText

/// The lines of a text that nearly repeat an earlier one, in the order of the text.
public struct NearDuplicates: Sendable {
  /// A line that nearly repeats an earlier one.
  public struct Repetition: Equatable, Sendable {
    /// From 1 over all inputs.
    public var line: Int
    /// The earlier line that is most similar, the first of equals.
    public var original: Int
    /// Which part of their n-grams both lines have: 1 for the same n-grams.
    public var jaccard: Double
  }

  private let repetitions: [Repetition]
  private let texts: LineTexts
  /// What was read.
  package let summary: CorpusReader.Summary

  init(_ repetitions: [Repetition], texts: LineTexts, summary: CorpusReader.Summary) {
    (self.repetitions, self.texts, self.summary) = (repetitions, texts, summary)
  }

  /// The text of a line, from 1; `nil` if there is no such line. An invalid byte becomes U+FFFD.
  public func text(ofLine line: Int) -> String? {
    guard line > 0, line <= texts.count else { return nil }
    return String(decoding: texts[line - 1], as: UTF8.self)
  }

  /// Writes the lines that repeat none, byte for byte as they were read; the sink is not closed.
  public func writeKept(to sink: ByteSink) throws(SystemError) {
    var next = 0
    for line in 0..<texts.count {
      if next < repetitions.count, repetitions[next].line == line + 1 {
        next += 1
      } else {
        try sink.write(texts[line] + [0x0A])
      }
    }
  }
}

extension NearDuplicates: RandomAccessCollection, TableConvertible {
  public var startIndex: Int { 0 }
  public var endIndex: Int { repetitions.count }
  public subscript(place: Int) -> Repetition { repetitions[place] }

  public var table: Table<Repetition> {
    Table([
      .integer("line", { $0.line }),
      .integer("of", { $0.original }),
      .number("jaccard", { $0.jaccard }),
      .init("text", { .singleLine(text(ofLine: $0.line) ?? "") }),
      .init("original", { .singleLine(text(ofLine: $0.original) ?? "") }),
    ])
  }
}

/// The bytes of lines.
struct LineTexts: Sendable {
  private var bytes: [UInt8] = []
  private var starts = [0]

  var count: Int { starts.count - 1 }
  /// The memory in use in bytes, with room to grow.
  var memory: Int { 3 * (bytes.count + 8 * starts.count) }

  subscript(line: Int) -> ArraySlice<UInt8> { bytes[starts[line]..<starts[line + 1]] }

  mutating func append(_ line: ArraySlice<UInt8>) {
    bytes += line
    starts.append(bytes.count)
  }
}
