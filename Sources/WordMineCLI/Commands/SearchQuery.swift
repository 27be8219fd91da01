import ArgumentParser
import WordMineBase
import WordMineModels
import WordMineText

/// `wordmine search query`
struct SearchQuery: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Lists the lines of an index that are most like others.",
    discussion: """
        wordmine search query -i corpus.index --text 屏幕很清晰
        wordmine search query -i corpus.index questions.txt

      Columns: query, line (both from 1), cosine, text. The search is exact. Raw text is cut into the \
      words of the index, unless there is a --word-model.
      """)

  @OptionGroup var file: IndexOption

  @Option(help: "What to look for, in place of the lines of files.")
  var text: String?

  @Option(help: "The most lines that are found for a query.")
  var limit = 10

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @Option(help: "tsv or jsonl; by default what the name of the file asks for.")
  var format: TableFormat?

  @OptionGroup var words: WordOptions

  func validate() throws {
    guard limit >= 1 else { throw ValidationError("--limit must be at least 1") }
    guard text == nil || words.input.files.isEmpty else {
      throw ValidationError("--text is in place of files")
    }
  }

  func run() throws {
    var report = RunReport("search query")
    let progress = Progress(isQuiet: words.resources.quiet || text != nil)
    let index = try ModelFile.read(file.index, as: SentenceIndex.init(_:))
    let segmenter = index.words.vocabulary.segmenter
    let sink = try OutputFile.open(output)
    let format = TableFormat.chosen(format, for: output)
    if format == .tsv { try sink.write("query\tline\tcosine\ttext\n") }
    let workers = Workers(threads: words.resources.threads)
    var (queries, unknown) = (0, 0)
    try words.read(
      .init(inputs: text.map { [.text(Self.oneLine($0))] }, segmenter: segmenter, wholeLines: true),
      &report, progress, transform: { TextLines($0, $1, keeping: []) },
      consume: { lines in
        let numbered = EncodedDocuments(lines.documents, vocabulary: index.words.vocabulary)
        for found in try index.query(numbered, count: limit, workers: workers) {
          queries += 1
          if found.isEmpty { unknown += 1 }
          for match in found {
            let row = FoundLine(
              query: queries, line: match.row + 1, cosine: Figure.cosine(match.cosine),
              text: index.texts[match.row])
            try sink.write(try row.line(format) + "\n")
          }
        }
      })
    try sink.close()
    if unknown > 0, !words.resources.quiet {
      Terminal.say(
        "wordmine: queries that share no word with the index: \(Figure.grouped(unknown))")
    }
    report.entries = queries
    if text == nil { try report.finish(words.resources) }
  }

  private static func oneLine(_ text: String) -> [UInt8] {
    text.utf8.map { $0 == 0x0A ? 0x20 : $0 }
  }
}

/// A line of an index that a query has found.
private struct FoundLine: Encodable {
  /// From 1, as `line`.
  var query: Int
  var line: Int
  var cosine: Double
  var text: String

  func line(_ format: TableFormat) throws -> String {
    if format == .jsonl { return try JSONText.line(self) }
    return [String(query), String(line), cosine.shortText, text.field].joined(separator: "\t")
  }
}
