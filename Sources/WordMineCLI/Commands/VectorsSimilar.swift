import ArgumentParser
import WordMineModels
import WordMineText

/// `wordmine vectors similar`
struct VectorsSimilar: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Lists the words that are used most like a word.",
    discussion: """
        wordmine vectors similar -v corpus.vectors 质量 价格

      Columns: word, neighbour, cosine.
      """)

  @Option(
    name: [.short, .long],
    help: "The vectors of words: the text of word2vec, or .npy with a file .words beside it.",
    completion: .file())
  var vectors: String

  @Argument(help: "The words.")
  var words: [String]

  @Option(help: "The most neighbours of a word.")
  var limit = 10

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @Option(help: "tsv or jsonl; by default what the name of the file asks for.")
  var format: TableFormat?

  func validate() throws {
    guard limit >= 1 else { throw ValidationError("--limit must be at least 1") }
  }

  func run() throws {
    let vectors = try VectorsFile.read(self.vectors)
    let found = try words.map { word in
      guard let neighbours = vectors.similar(to: word, count: limit) else {
        throw unknown(word, vectors.vocabulary)
      }
      return (word, neighbours)
    }
    let sink = try OutputFile.open(output)
    let format = TableFormat.chosen(format, for: output)
    if format == .tsv { try sink.write("word\tneighbour\tcosine\n") }
    for (word, neighbours) in found {
      for neighbour in neighbours { try sink.write(try line(word, neighbour, format) + "\n") }
    }
    try sink.close()
  }

  /// Names words that have the unknown one in them, or else characters of it.
  private func unknown(_ word: String, _ vocabulary: VectorVocabulary) -> InputError {
    let longer = vocabulary.words.filter { $0.contains(word) }
    let related =
      longer.isEmpty ? vocabulary.words.filter { $0.contains { word.contains($0) } } : longer
    let hint =
      related.isEmpty
      ? "" : "; they have " + related.prefix(5).joined(separator: ", ")
    return InputError(
      .mismatch(
        "the vectors have no word \"\(word)\" among \(Figure.grouped(vocabulary.count))" + hint),
      at: SourcePosition(source: vectors))
  }

  private func line(
    _ word: String, _ neighbour: WordVectors.Neighbour, _ format: TableFormat
  ) throws -> String {
    let cosine = Figure.cosine(neighbour.cosine)
    if format == .tsv {
      return [word, neighbour.word, cosine.shortText].joined(separator: "\t")
    }
    return try JSONText.line(Record(word: word, neighbour: neighbour.word, cosine: cosine))
  }

  private struct Record: Encodable {
    var word: String
    var neighbour: String
    var cosine: Double
  }
}
