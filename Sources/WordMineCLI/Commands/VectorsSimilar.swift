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
    name: .shortAndLong,
    help: "The vectors of words: word2vec text, or .npy with a file .words beside it.",
    completion: .file())
  var vectors: String

  @Argument(help: "The words.")
  var words: [String]

  @Option(help: "The most neighbours of a word.")
  var limit = 10

  @OptionGroup var output: OutputOptions<TableFormat>

  @OptionGroup var resources: ResourceOptions

  func validate() throws { try require("--limit", limit, atLeast: 1) }

  func run() throws {
    try Session.run("vectors similar", resources, saysSummary: false) { session in
      session.warnWithoutOpenBLAS()
      let vectors = try VectorsFile.read(self.vectors)
      let found = try words.map { word in
        guard let neighbours = vectors.similar(to: word, count: limit) else {
          throw unknown(word, vectors.vocabulary)
        }
        return (word, neighbours)
      }
      var writer = try output.open(Self.table, session)
      for (word, neighbours) in found {
        for neighbour in neighbours { try writer.write((word, neighbour)) }
      }
    }
  }

  /// The most related words that an error names.
  private static let relatedWords = 5

  /// Names words that contain the unknown one, or else its characters.
  private func unknown(_ word: String, _ vocabulary: VectorVocabulary) -> InputError {
    let longer = vocabulary.words.filter { $0.contains(word) }
    let related =
      longer.isEmpty ? vocabulary.words.filter { $0.contains { word.contains($0) } } : longer
    let hint =
      related.isEmpty
      ? "" : "; they have " + related.prefix(Self.relatedWords).joined(separator: ", ")
    return InputError(
      .mismatch(
        "the vectors have no word \"\(word)\" among \(Figure.grouped(vocabulary.count))" + hint),
      at: SourcePosition(source: vectors))
  }

  private static let table = Table<(word: String, neighbour: WordVectors.Neighbour)>([
    .text("word", { $0.word }),
    .text("neighbour", { $0.neighbour.word }),
    .number("cosine", { Figure.cosine($0.neighbour.cosine) }),
  ])
}
