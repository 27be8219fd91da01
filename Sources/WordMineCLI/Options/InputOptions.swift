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

  @OptionGroup var text: TextOptions

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
    try text.configuration(threads: threads)
  }
}
