import ArgumentParser
import WordMine
import WordMineBase
import WordMineText

/// How text is read, wherever it comes from.
struct TextOptions: ParsableArguments {
  @Option(
    help: "The encoding: auto, utf-8, gb18030, gbk, gb2312, big5, utf-16, utf-16le, utf-16be.")
  var encoding = "auto"

  @Option(
    help: """
      Read the text from one column of a TSV (a number from 1, or a name in the first line) or from \
      one key of JSON Lines.
      """)
  var column: String?

  @Flag(help: "Leave out lines that came before.")
  var uniqueLines = false

  @Flag(help: "Invalid bytes are an error, not the end of a clause.")
  var strict = false

  func options() throws -> Corpus.Options {
    var options = Corpus.Options(
      column: column.map { Column($0) }, uniqueLines: uniqueLines, isStrict: strict)
    if encoding.lowercased() != "auto" {
      guard let known = Encoding(name: encoding) else {
        throw UsageError("--encoding: \(InputError.Reason.unknownEncoding(encoding))")
      }
      options.encoding = known
    }
    return options
  }

  func configuration(threads: Int) throws -> CorpusReader.Configuration {
    Corpus([], options: try options()).readerConfiguration(workers: Workers(threads: threads))
  }
}
