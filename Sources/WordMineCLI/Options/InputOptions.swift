import ArgumentParser
import WordMineText

/// Where the text comes from, and how it is read.
struct InputOptions: ParsableArguments {
  @Argument(
    help: "Text files, plain or compressed (gzip, zstd, xz); - is standard input.",
    completion: .file())
  var files: [String] = []

  @Option(help: "A file that lists input files, one a line.", completion: .file())
  var filesFrom: String?

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

  /// - Throws: `UsageError` when there is nothing to read.
  func inputs() throws -> [CorpusInput] {
    var names = files
    if let filesFrom {
      var list = LineReader(try InputFile.open(filesFrom))
      while let line = try list.next() {
        if !line.isEmpty { names.append(line) }
      }
    }
    if names.isEmpty {
      if filesFrom != nil { throw UsageError("\(filesFrom!) lists no files") }
      if Terminal.isInputTerminal {
        throw UsageError(
          "no input; name a file or pipe a text in: cat corpus.txt | wordmine > words.tsv")
      }
      names = ["-"]
    }
    guard names.count(where: { $0 == "-" }) < 2 else {
      throw UsageError("standard input can be read only once")
    }
    return names.map { $0 == "-" ? .standardInput : .file($0) }
  }

  func configuration(threads: Int) throws -> CorpusReader.Configuration {
    var configuration = CorpusReader.Configuration()
    if encoding.lowercased() != "auto" {
      guard let known = Encoding(name: encoding) else {
        throw UsageError("--encoding: \(InputError.Reason.unknownEncoding(encoding))")
      }
      configuration.encoding = known
    }
    configuration.column = column.map { Column($0) }
    configuration.uniqueLines = uniqueLines
    configuration.isStrict = strict
    configuration.threads = threads
    return configuration
  }
}
