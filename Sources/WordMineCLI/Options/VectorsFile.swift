import WordMine
import WordMineLexicon
import WordMineModels
import WordMineNumerics
import WordMineText

/// A file of word vectors: the text of word2vec, or `.npy` with the words beside it, one per line, in a
/// file of the same name with `.words`.
struct VectorsFile {
  private let path: String?
  private let sink: ByteSink
  private let words: ByteSink?

  /// Begins a file; `nil` is standard output.
  init(creating path: String?, _ session: Session) throws {
    self.path = path
    sink = try session.open(path)
    words = try session.openIfGiven(path.flatMap { Self.wordsPath($0) })
  }

  /// Where the words of a `.npy` are; `nil` for other files.
  private static func wordsPath(_ path: String) -> String? {
    path.lowercased().hasSuffix(".npy") ? path.dropLast(4) + ".words" : nil
  }

  func write(_ vectors: WordVectors) throws {
    if let words {
      for word in vectors.vocabulary.words { try words.write(word + "\n") }
      try sink.write(NumpyFormat.bytes(vectors.vectors, with: words.checksum))
    } else {
      try Word2VecFormat.write(vectors, to: sink, name: path ?? "<stdout>")
    }
  }

  /// - Throws: `InputError` for a file that is missing, damaged, or of another format.
  static func read(_ path: String) throws -> WordVectors {
    guard let wordsPath = wordsPath(path) else {
      return try Word2VecFormat.read(try ByteSource.named(path))
    }
    let vectors = try NumpyFormat.read(
      try ByteSource(path: path), with: try checksum(of: wordsPath))
    var lines = LineReader(try ByteSource(path: wordsPath))
    var (words, seen): ([String], Set<[UInt8]>) = ([], [])
    while let word = try lines.next() {
      guard seen.insert(Array(word.utf8)).inserted else {
        throw InputError(.mismatch("the word \(word) occurs twice"), at: lines.position)
      }
      words.append(word)
    }
    guard words.count == vectors.rows else {
      throw InputError(
        .mismatch("\(words.count) words, and \(path) has \(vectors.rows) vectors"),
        at: SourcePosition(source: wordsPath))
    }
    return try WordVectors(
      vocabulary: VectorVocabulary(words: words, counts: words.map { _ in 1 }), vectors: vectors)
  }
}

extension VectorsFile {
  private static func checksum(of path: String) throws -> Checksum {
    var source = try ByteSource(path: path)
    var checksum = Checksum()
    while case let bytes = try source.read(1 << 20), !bytes.isEmpty { checksum.update(bytes) }
    return checksum
  }
}

extension VectorVocabulary {
  /// Cuts text into these words: the likeliest ones where counts differ, else the longest ones.
  var segmenter: Segmenter {
    let hasCounts = counts.contains { $0 != 1 }
    var builder = LexiconBuilder()
    for (word, count) in zip(words, counts) {
      builder.add(word, knownCount: hasCounts ? count : nil)
    }
    return Segmenter(builder.build())
  }
}
