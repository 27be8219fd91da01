import ArgumentParser
import WordMine
import WordMineModels
import WordMineText

/// `wordmine search query`
struct SearchQuery: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Lists the lines of an index that are most similar to others.",
    discussion: """
        wordmine search query -i corpus.index --text 屏幕很清晰
        wordmine search query -i corpus.index --min-cosine 0.9 questions.txt

      Columns: query, line (both from 1), cosine, text. The search is exact. Raw text is cut into the \
      words of the index, unless there is a --word-model.
      """)

  @Option(
    name: .shortAndLong, help: "The index, as `search build` writes it.", completion: .file())
  var index: String

  @Option(help: "What to look for, instead of the lines of files.")
  var text: String?

  @Option(help: "The most lines that are found for a query.")
  var limit = 10

  @Option(help: "Leave out lines with a smaller cosine, -1 to 1.")
  var minCosine: Double?

  @OptionGroup var output: OutputOptions<TableFormat>
  @OptionGroup var words: WordOptions

  func validate() throws {
    try require("--limit", limit, atLeast: 1)
    try require("--min-cosine", minCosine, in: -1...1)
    if text == nil {
      try words.requireOneStandardInput(besides: [index])
    } else {
      try requireOneStandardInput([index, words.wordModel])
    }
    try require(text == nil || words.input.files.isEmpty, "--text is instead of files")
  }

  func run() throws {
    try Session.run("search query", words.resources) { session in
      session.warnWithoutOpenBLAS()
      if text != nil { session.saysSummary = false }
      let index = try ModelFile.read(self.index, as: SentenceIndex.init(_:))
      let vocabulary = index.words.vocabulary
      var writer = try output.open(FoundLine.table, session)
      // Equal vectors have a cosine of nearly 1.
      let least = (minCosine ?? -2) - 1e-6
      var (queries, unknown) = (0, 0)
      var words = try words.words(
        of: text.map { Corpus(line: $0) }, segmenter: vocabulary.segmenter, session)
      words.atPause = session.flush
      let summary = try words.readDocuments(
        transform: { DocumentBlock(words: $0) },
        consume: { documents in
          let encoded = EncodedDocuments(documents, vocabulary: vocabulary)
          for found in try index.query(encoded, count: limit, workers: session.workers) {
            queries += 1
            if found.isEmpty { unknown += 1 }
            for match in found where Double(match.cosine) >= least {
              try writer.write(
                FoundLine(
                  query: queries, line: match.row + 1, cosine: Figure.cosine(match.cosine),
                  text: index.texts[match.row]))
            }
          }
        })
      if unknown > 0 {
        session.note("queries that share no word with the index: \(Figure.grouped(unknown))")
      }
      session.report.add(words.corpus, summary)
      session.report["entries"] = queries
    }
  }
}

/// A line of an index that a query found.
private struct FoundLine {
  /// From 1, as `line`.
  var query: Int
  var line: Int
  var cosine: Double
  var text: String

  static let table = Table<FoundLine>([
    .integer("query", { $0.query }),
    .integer("line", { $0.line }),
    .number("cosine", { $0.cosine }),
    .init("text", { .singleLine($0.text) }),
  ])
}
