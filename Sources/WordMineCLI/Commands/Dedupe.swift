import ArgumentParser
import WordMineModels
import WordMineText

/// `wordmine dedupe`
struct Dedupe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dedupe",
    abstract: "Finds lines that nearly repeat an earlier one.",
    discussion: """
        wordmine dedupe --min-cosine 0.95 corpus.txt
        wordmine dedupe --min-cosine 0.95 corpus.txt --kept clean.txt > repeated.tsv

      Columns: line, of (the earlier line that it repeats; both from 1), cosine, text, original. A line \
      is kept unless one that was kept is as close as --min-cosine. Lines are compared by the vectors of \
      their words, in any order; a line without words is always kept.
      """)

  @Option(help: "The cosine from which on a line repeats another, above 0, at most 1.")
  var minCosine: Double

  @Option(
    help: """
      Write the texts of the lines that are kept to this file, without other columns; an invalid byte \
      becomes U+FFFD.
      """, completion: .file())
  var kept: String?

  @OptionGroup var output: OutputOptions<TableFormat>
  @OptionGroup var embedding: EmbeddingOptions

  func validate() throws {
    try require(
      minCosine > 0 && minCosine <= 1,
      "--min-cosine is \(minCosine); it can be above 0, and 1 at most")
  }

  /// Lines that are compared at once.
  private static let block = 1024

  func run() throws {
    try Session.run("dedupe", embedding.words.resources) { session in
      var writer = try output.open(RepeatedLine.table, session)
      let kept = try session.openIfGiven(kept)
      let lines = try embedding.lines(session)
      let sentences = try SentenceVectors(lines.vectors, counts: lines.encoded.counts)
      var duplicates = try NearDuplicates(threshold: Float(minCosine))
      var repeated = 0
      for start in stride(from: 0, to: lines.texts.count, by: Self.block) {
        try session.stage("comparing", Double(start) / Double(lines.texts.count))
        let range = start..<min(start + Self.block, lines.texts.count)
        let found = try duplicates.add(
          sentences.vectors(lines.encoded, of: range), workers: session.workers)
        for (line, repetition) in zip(range, found) {
          guard let repetition else {
            try kept?.write(lines.texts[line] + "\n")
            continue
          }
          repeated += 1
          try writer.write(
            RepeatedLine(
              line: line + 1, of: repetition.row + 1, cosine: Figure.cosine(repetition.cosine),
              text: lines.texts[line], original: lines.texts[repetition.row]))
        }
      }
      session.report["entries"] = repeated
    }
  }
}

/// A line that repeats another.
private struct RepeatedLine {
  /// From 1, as `of`.
  var line: Int
  var of: Int
  var cosine: Double
  var text: String
  var original: String

  static let table = Table<RepeatedLine>([
    .integer("line", { $0.line }),
    .integer("of", { $0.of }),
    .number("cosine", { $0.cosine }),
    .init("text", { .singleLine($0.text) }),
    .init("original", { .singleLine($0.original) }),
  ])
}
