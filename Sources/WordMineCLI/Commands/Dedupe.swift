import ArgumentParser
import WordMineBase
import WordMineModels
import WordMineText

/// `wordmine dedupe`
struct Dedupe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dedupe",
    abstract: "Finds lines that nearly repeat an earlier one.",
    discussion: """
        wordmine dedupe --at 0.95 corpus.txt
        wordmine dedupe --at 0.95 corpus.txt --kept clean.txt > repeated.tsv

      Columns: line, of (the earlier line that it repeats; both from 1), cosine, text, original. A line \
      stays unless one that stayed is as near as --at says. Lines are compared by the vectors of their \
      words, whatever their order; one without words always stays.
      """)

  @Option(help: "The cosine from which on a line repeats another, above 0, at most 1.")
  var at: Double

  @Option(
    help: """
      Write the texts of the lines that stay to this file, without other columns; an invalid byte \
      becomes U+FFFD.
      """, completion: .file())
  var kept: String?

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @Option(help: "tsv or jsonl; by default what the name of the file asks for.")
  var format: TableFormat?

  @OptionGroup var embedding: EmbeddingOptions

  func validate() throws {
    guard at > 0, at <= 1 else {
      throw ValidationError("--at is \(at); it can be above 0, and 1 at most")
    }
  }

  /// Lines that are compared at once.
  private static let block = 1024

  func run() throws {
    var report = RunReport("dedupe")
    let resources = embedding.words.resources
    let progress = Progress(isQuiet: resources.quiet)
    try OutputFile.requireDifferent([output ?? "-", kept, resources.report])
    let sink = try OutputFile.open(output)
    let keptSink = try kept.map(OutputFile.open)
    let format = TableFormat.chosen(format, for: output)
    let lines = try embedding.lines(&report, progress)
    let sentences = try SentenceVectors(lines.vectors, counts: lines.numbered.counts)
    var duplicates = try NearDuplicates(threshold: Float(at))
    let workers = Workers(threads: resources.threads)
    if format == .tsv { try sink.write("line\tof\tcosine\ttext\toriginal\n") }
    var repeated = 0
    for start in stride(from: 0, to: lines.texts.count, by: Self.block) {
      progress.stage("comparing: \(start * 100 / lines.texts.count) %")
      let range = start..<min(start + Self.block, lines.texts.count)
      let found = try duplicates.add(
        sentences.vectors(lines.numbered, of: range), workers: workers)
      for (line, repetition) in zip(range, found) {
        if let repetition {
          repeated += 1
          let row = RepeatedLine(
            line: line + 1, of: repetition.row + 1, cosine: Figure.cosine(repetition.cosine),
            text: lines.texts[line], original: lines.texts[repetition.row])
          try sink.write(try row.line(format) + "\n")
        } else {
          try keptSink?.write(lines.texts[line] + "\n")
        }
      }
    }
    try sink.close()
    try keptSink?.close()
    progress.end()
    report.entries = repeated
    try report.finish(resources)
  }
}

/// A line that repeats another.
private struct RepeatedLine: Encodable {
  /// From 1, as `of`.
  var line: Int
  var of: Int
  var cosine: Double
  var text: String
  var original: String

  func line(_ format: TableFormat) throws -> String {
    if format == .jsonl { return try JSONText.line(self) }
    return [String(line), String(of), cosine.shortText, text.field, original.field]
      .joined(separator: "\t")
  }
}
