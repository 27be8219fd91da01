import ArgumentParser
import WordMine
import WordMineText

/// Where the text comes from, and how it is read.
struct InputOptions: ParsableArguments {
  @Argument(
    help: "Text files, plain or compressed (gzip, zstd, xz); - is standard input.",
    completion: .file())
  var files: [String] = []

  @OptionGroup var list: FileList
  @OptionGroup var text: TextOptions

  /// - Throws: `UsageError` when there is nothing to read.
  func inputs() throws -> [CorpusInput] {
    var names = try list.names(after: files)
    if names.isEmpty {
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

  func corpus() throws -> Corpus { Corpus(try inputs(), options: try text.options()) }

  func configuration(threads: Int) throws -> CorpusReader.Configuration {
    try text.configuration(threads: threads)
  }
}

/// Files that a file lists, beside those that the command line names.
struct FileList: ParsableArguments {
  @Option(help: "A file that lists input files, one a line.", completion: .file())
  var filesFrom: String?

  /// All names in their order.
  ///
  /// - Throws: `UsageError` if there is a list, but no file.
  func names(after named: [String]) throws -> [String] {
    guard let filesFrom else { return named }
    var names = named
    var list = LineReader(try InputFile.open(filesFrom))
    while let line = try list.next() {
      if !line.isEmpty { names.append(line) }
    }
    guard !names.isEmpty else { throw UsageError("\(filesFrom) lists no files") }
    return names
  }
}
