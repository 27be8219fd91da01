import WordMineBase
import WordMineText

/// A text to work on, wherever it is kept: nothing is read until a stage runs on it.
///
///     try Corpus(contentsOf: "corpus.txt")
///     Corpus("茶园在山上。")
///     Corpus(lines: ["茶园在山上", "师傅在茶园"])
///     try Corpus(contentsOf: ["a.jsonl.gz", "b.jsonl.zst"], options: .init(column: .name("text")))
///
/// Files may be compressed with gzip, bzip2, xz or zstd, and in any encoding of `Encoding`. A corpus of several
/// inputs is read in their order; no word goes across their ends.
public struct Corpus: Sendable {
  /// How the inputs of a corpus are read.
  public struct Options: Sendable {
    /// The encoding of all inputs; `nil` detects that of each.
    public var encoding: Encoding?
    /// The column of a TSV, or the key of JSON Lines, that holds the text; `nil` reads whole lines.
    public var column: Column?
    /// Leaves out lines that came before, in any input.
    public var uniqueLines = false
    /// Invalid bytes are an error instead of the end of a clause.
    public var isStrict = false
    /// Bytes that reading may use: for what compressed inputs refer back to (a quarter), to know lines
    /// again (a quarter), and for the longest line (a tenth).
    public var memory = 1 << 30
    /// Whether checksums of the inputs are taken.
    package var takesChecksums = false

    public init(
      encoding: Encoding? = nil, column: Column? = nil, uniqueLines: Bool = false,
      isStrict: Bool = false
    ) {
      self.encoding = encoding
      self.column = column
      self.uniqueLines = uniqueLines
      self.isStrict = isStrict
    }
  }

  package let inputs: [CorpusInput]
  public var options: Options

  package init(_ inputs: [CorpusInput], options: Options = Options()) {
    self.inputs = inputs
    self.options = options
  }

  /// The text of a file; `-` is standard input.
  ///
  /// - Throws: `InputError` if the file does not exist or cannot be opened.
  public init(contentsOf path: String, options: Options = Options()) throws(InputError) {
    try self.init(contentsOf: [path], options: options)
  }

  /// The text of several files, one after the other.
  ///
  /// - Throws: `InputError` for the first file that does not exist or cannot be opened.
  public init(contentsOf paths: [String], options: Options = Options()) throws(InputError) {
    let inputs = paths.map { $0 == "-" ? CorpusInput.standardInput : .file($0) }
    for input in inputs { try input.check() }
    self.init(inputs, options: options)
  }

  /// What comes in through standard input.
  public static func standardInput(options: Options = Options()) -> Corpus {
    Corpus([.standardInput], options: options)
  }

  /// A text at hand.
  public init(_ text: String) { self.init([.text(Array(text.utf8))]) }

  /// Lines at hand.
  public init(lines: some Sequence<String>) { self.init(lines.joined(separator: "\n")) }

  /// How a `CorpusReader` reads this corpus.
  package func readerConfiguration(workers: Workers) -> CorpusReader.Configuration {
    var configuration = CorpusReader.Configuration()
    configuration.encoding = options.encoding
    configuration.column = options.column
    configuration.uniqueLines = options.uniqueLines
    configuration.isStrict = options.isStrict
    configuration.workers = workers
    configuration.memory = options.memory
    configuration.takesChecksums = options.takesChecksums
    return configuration
  }
}
