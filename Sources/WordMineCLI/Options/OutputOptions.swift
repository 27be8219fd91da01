import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// A format that results can be written in.
protocol OutputFormat: ExpressibleByArgument, CaseIterable, Equatable, Sendable
where AllCases == [Self] {
  /// What the names of files end in that ask for a format.
  static var suffixes: [FileSuffix<Self>] { get }
  /// The formats that can be written.
  static var written: [Self] { get }
  /// The format where nothing asks for one.
  static var standard: Self { get }
}

extension OutputFormat {
  static var written: [Self] { allCases }

  /// The format that the name of a file asks for.
  ///
  /// - Throws: `ValidationError` for a name that asks for a format which is not among them.
  static func asked(by path: String) throws -> Self? {
    if let format = suffixes.format(of: path) { return format }
    guard let suffix = OtherFormats.suffix(of: path) else { return nil }
    let names = suffixes.map(\.text).joined(separator: ", ")
    throw ValidationError(
      "\(path): there is no output in the format of \(suffix); names end in \(names), or say --format"
    )
  }
}

/// Formats that nothing is written in, so that a name which asks for one is a mistake.
private enum OtherFormats {
  /// The end of a name that asks for one of them.
  static func suffix(of path: String) -> String? {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
    let suffix = path[dot...].lowercased()
    return suffixes.contains(suffix) ? suffix : nil
  }

  private static let suffixes: Set<String> = [
    ".tsv", ".csv", ".json", ".jsonl", ".ndjson", ".xml", ".yaml", ".yml", ".html", ".htm", ".md",
    ".xls", ".xlsx", ".ods", ".doc", ".docx", ".pdf", ".parquet", ".arrow", ".feather", ".avro",
    ".db",
    ".sqlite", ".npy", ".npz", ".pkl", ".dic", ".dict", ".scel", ".vocab", ".model", ".gz", ".bz2",
    ".xz", ".zst", ".zip", ".7z", ".tar",
  ]
}

/// - Parameters:
///   - path: That of a result with one format.
///   - suffixes: What the names of files in this format may end in.
/// - Throws: `ValidationError` for a name that asks for another format.
func requireFormat(of path: String?, _ suffixes: String...) throws {
  guard let path, let suffix = OtherFormats.suffix(of: path), !suffixes.contains(suffix) else {
    return
  }
  let advice =
    suffixes.isEmpty ? "it is plain text" : "names end in \(suffixes.joined(separator: ", "))"
  throw ValidationError("\(path): there is no output in the format of \(suffix); \(advice)")
}

/// The file that a command writes, and its format.
struct OutputOptions<Format: OutputFormat>: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The file to write; by default standard output.", completion: .file())
  var file: String?

  @Option(name: .customLong("format"), help: Self.formatHelp)
  var given: Format?

  private static var formatHelp: ArgumentHelp {
    let names = Format.written.map(\.defaultValueDescription)
    let standard = Format.standard.defaultValueDescription
    return """
      \(names.dropLast().joined(separator: ", ")) or \(names[names.count - 1]); by default what the \
      name of the file asks for, else \(standard).
      """
  }

  func validate() throws {
    if let given {
      let names = Format.written.map(\.defaultValueDescription).joined(separator: ", ")
      try require(
        Format.written.contains(given),
        "--format: \(given.defaultValueDescription) is only read; \(names) can be written")
    } else if let file {
      _ = try Format.asked(by: file)
    }
  }

  var format: Format { given ?? file.flatMap { Format.suffixes.format(of: $0) } ?? .standard }

  /// The name of the file for messages.
  var name: String { file ?? "<stdout>" }
}

/// How many rows of a result are written.
struct LimitOption: ParsableArguments {
  @Option(name: .customLong("limit"), help: "Only the first so many rows.")
  var given: Int?

  func validate() throws { try require("--limit", given, atLeast: 0) }

  var limit: Int { given ?? .max }
}

extension OutputOptions<TableFormat> {
  /// Opens the file for the rows of a table.
  func open<Row>(_ table: Table<Row>, _ session: Session) throws -> RecordWriter<Row> {
    try RecordWriter(try session.open(file), as: table.lineFormat(format), name: name)
  }
}

extension TableFormat: OutputFormat {
  static var standard: TableFormat { .tsv }
}

extension DictionaryFormat: OutputFormat {
  static var standard: DictionaryFormat { .tsv }
}

extension TemplateFormat: OutputFormat, ExpressibleByArgument {
  static var standard: TemplateFormat { .tsv }
}

/// The format of rows that are written as they are found.
enum RowFormat: String, OutputFormat {
  case tsv
  case jsonl

  static var standard: RowFormat { .tsv }
  static var suffixes: [FileSuffix<RowFormat>] {
    [FileSuffix(".tsv", .tsv), FileSuffix(".jsonl", .jsonl), FileSuffix(".ndjson", .jsonl)]
  }
}
