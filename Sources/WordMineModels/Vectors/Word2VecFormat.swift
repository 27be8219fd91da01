import WordMineBase
import WordMineNumerics
import WordMineText

/// The text format of word2vec: `words dimensions`, then one line per word with its vector.
///
/// The format has no counts: words are in order of decreasing count, and read with counts of 1.
public enum Word2VecFormat {
  /// The greatest dimension accepted in the first line.
  private static let mostDimensions = 1 << 20

  /// Reads word vectors.
  ///
  /// - Throws: `InputError` with the number of the invalid line; also if words are missing or
  ///   repeated.
  public static func read(_ source: consuming ByteSource) throws(InputError) -> WordVectors {
    var lines = LineReader(source)
    guard let head = try lines.next() else {
      throw InputError(
        .notThisFormat(expected: "file of word vectors", hint: "it is empty"), at: lines.position)
    }
    let sizes = head.split(separator: " ").compactMap { Int($0) }
    guard sizes.count == 2, sizes[0] >= 0, 1...mostDimensions ~= sizes[1] else {
      throw InputError(
        .notThisFormat(
          expected: "file of word vectors", hint: "it does not begin with words and dimensions"),
        at: lines.position)
    }
    var (words, elements) = ([String](), [Float]())
    var seen = StringTable()
    while let line = try lines.next() {
      if line.isEmpty { continue }
      let (word, vector) = try entry(line, dimensions: sizes[1], at: lines.position)
      guard seen.insert(word) == words.count else {
        throw InputError(.mismatch("the word \(word) occurs twice"), at: lines.position)
      }
      words.append(word)
      elements += vector
    }
    guard words.count == sizes[0] else {
      throw InputError(
        .damaged("\(words.count) words, where the first line says \(sizes[0])"),
        at: SourcePosition(source: lines.position.source))
    }
    return WordVectors(
      VectorVocabulary(distinct: words, counts: words.map { _ in 1 }),
      Matrix(words.count, sizes[1], elements))
  }

  private static func entry(
    _ line: String, dimensions: Int, at position: SourcePosition
  ) throws(InputError) -> (String, [Float]) {
    let fields = line.split(separator: " ")
    guard fields.count == dimensions + 1 else {
      throw InputError(
        .mismatch("\(max(0, fields.count - 1)) numbers, where the first line says \(dimensions)"),
        at: position)
    }
    var vector: [Float] = []
    for field in fields.dropFirst() {
      guard let number = Float(field), number.isFinite else {
        throw InputError(.invalidNumber(String(field), field: "vector"), at: position)
      }
      vector.append(number)
    }
    return (String(fields[0]), vector)
  }

  /// Writes word vectors such that reading restores every bit.
  ///
  /// - Throws: `InputError` for a word that contains a blank, which the format cannot represent.
  public static func write(_ words: WordVectors, to sink: ByteSink, name: String) throws {
    try sink.write("\(words.vocabulary.count) \(words.vectors.columns)\n")
    for (row, word) in words.vocabulary.words.enumerated() {
      guard !word.isEmpty, !word.contains(where: \.isWhitespace) else {
        throw InputError(
          .mismatch(
            "the format of word2vec cannot hold blanks in a word: \(word.debugDescription)"),
          at: SourcePosition(source: name))
      }
      let numbers = words.vectors.row(row).map { $0.description }
      try sink.write(word + " " + numbers.joined(separator: " ") + "\n")
    }
  }
}
