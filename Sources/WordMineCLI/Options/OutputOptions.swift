import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// A format that results can be written in.
protocol OutputFormat: ExpressibleByArgument, CaseIterable {
  /// The format that the end of a file's name asks for, where it asks for one.
  init?(path: String)
  /// The format where nothing asks for one.
  static var standard: Self { get }
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
    let names = Format.allValueStrings
    let standard = Format.standard.defaultValueDescription
    return """
      \(names.dropLast().joined(separator: ", ")) or \(names[names.count - 1]); by default what the \
      name of the file asks for, else \(standard).
      """
  }

  var format: Format { given ?? file.flatMap(Format.init(path:)) ?? .standard }

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

extension DictionaryFormat: OutputFormat, ExpressibleByArgument {
  static var standard: DictionaryFormat { .tsv }
}

extension TemplateFormat: OutputFormat, ExpressibleByArgument {
  static var standard: TemplateFormat { .tsv }
}
