import ArgumentParser
import WordMine
import WordMineText

/// Where the text comes from, and how it is read.
struct InputOptions: ParsableArguments {
  @Argument(
    help: "Text files, plain or compressed (gzip, bzip2, zstd, xz); - is standard input.",
    completion: .file())
  var files: [String] = []

  @OptionGroup var list: FileList
  @OptionGroup var text: TextOptions

  /// - Parameter paths: Other files that are read.
  /// - Throws: `ValidationError` if standard input would be read twice.
  func requireOneStandardInput(besides paths: [String?]) throws {
    let named = files.isEmpty && list.filesFrom == nil ? ["-"] : files
    try WordMineCLI.requireOneStandardInput(named + [list.filesFrom] + paths)
  }

  /// What there is to read.
  ///
  /// - Throws: `UsageError` when there is nothing, or a result goes to one of the files.
  func corpus(_ session: Session) throws -> Corpus {
    var names = try list.names(after: files)
    if names.isEmpty {
      if Terminal.isInputTerminal {
        throw UsageError(
          "no input; name a file or pipe a text in: cat corpus.txt | wordmine > words.tsv")
      }
      names = ["-"]
    }
    try session.reads(names)
    return try text.corpus(names, session)
  }
}

/// Files that a file lists, beside those that the command line names.
struct FileList: ParsableArguments {
  @Option(
    help: "A file that lists input files: one per line, or as `find -print0` does.",
    completion: .file())
  var filesFrom: String?

  /// All names in their order.
  ///
  /// - Throws: `UsageError` if there is a list, but no file.
  func names(after named: [String]) throws -> [String] {
    guard let filesFrom else { return named }
    let names = named + FileName.list(try ByteSource.named(filesFrom).all())
    guard !names.isEmpty else { throw UsageError("\(filesFrom) lists no files") }
    try requireOneStandardInput([filesFrom] + names)
    return names
  }
}

/// How text is read, wherever it comes from.
struct TextOptions: ParsableArguments {
  @Option(
    help: "The encoding: auto, utf-8, gb18030, gbk, gb2312, big5, utf-16, utf-16le, utf-16be.")
  var encoding = "auto"

  @Option(
    help: """
      Read the text from one column of a TSV or CSV (a number from 1, or a name in the first line) or \
      from one key of JSON Lines.
      """)
  var column: String?

  @Flag(help: "Leave out repeated lines.")
  var uniqueLines = false

  @Flag(help: "Stop at invalid bytes, instead of ending a clause there.")
  var strict = false

  /// The text of files; `-` is standard input.
  ///
  /// - Throws: `UsageError` for an unknown encoding, or if standard input is named twice.
  func corpus(_ names: [String], _ session: Session) throws -> Corpus {
    guard names.count(where: { $0 == "-" }) < 2 else {
      throw UsageError("standard input can be read only once")
    }
    return Corpus(
      names.map { $0 == "-" ? .standardInput : .file($0) }, options: try options(session))
  }

  func options(_ session: Session) throws -> Corpus.Options {
    var options = Corpus.Options(
      column: column.map { Column($0) }, uniqueLines: uniqueLines, isStrict: strict)
    if encoding.lowercased() != "auto" {
      guard let known = Encoding(name: encoding) else {
        throw UsageError("--encoding: \(InputError.Reason.unknownEncoding(encoding)), or auto")
      }
      options.encoding = known
    }
    options.memory = try session.memory(atLeast: 0).limit
    options.takesChecksums = session.writesReport
    return options
  }

  /// - Throws: `ValidationError` if there is no column.
  func requireColumn() throws {
    try require(column != nil, "name the column or key of the text with --column")
  }
}
