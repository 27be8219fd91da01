import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// `wordmine convert`
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Converts a dictionary, or a list of templates, to another format.",
    discussion: """
      The formats of dictionaries are tsv (the native one), plain (one word per line), jieba and jsonl; \
      those of templates are jsonl, tsv, plain, regex (of Python; regex-js, regex-java) and cql. Columns that a format does not have are \
      left out.

        wordmine convert words.tsv --to jieba -o userdict.txt
        wordmine convert corpus.jsonl --to regex -o rules.txt

      Templates are detected by the beginning of the file, or by a format that only they have; for a \
      plain list of templates, say --templates.
      """)

  @Argument(
    help: "The dictionary or the templates; standard input by default.", completion: .file())
  var file = "-"

  @Option(help: "The format of the input; by default detected by its beginning.")
  var from: ListFormat?

  @Option(help: "The format of the output; by default what the name of the file asks for.")
  var to: ListFormat?

  @Flag(help: "The input is a list of templates.")
  var templates = false

  @Option(
    name: .shortAndLong, help: "The file to write; by default standard output.",
    completion: .file())
  var output: String?

  @OptionGroup var resources: ResourceOptions

  func run() throws {
    if file == "-", Terminal.isInputTerminal {
      throw UsageError("no input; name a dictionary or pipe one in")
    }
    try Session.run("convert", resources, saysSummary: false) { session in
      var lines = LineReader(try ByteSource.named(file))
      let beginning = try lines.peek()
      if templates || ListFormat.areTemplates(beginning, from, to) {
        try convertTemplates(lines, beginning, session)
      } else {
        try convertDictionary(lines, beginning, session)
      }
    }
  }

  private func convertDictionary(
    _ lines: consuming LineReader, _ beginning: ArraySlice<UInt8>, _ session: Session
  ) throws {
    let from = try from?.dictionary() ?? DictionaryFormat(detecting: beginning)
    let to = try to?.dictionary() ?? output.flatMap { DictionaryFormat(path: $0) } ?? .standard
    try copy(RecordReader<LexiconEntry>(lines, as: from.lineFormat), as: to.lineFormat, session)
  }

  private func convertTemplates(
    _ lines: consuming LineReader, _ beginning: ArraySlice<UInt8>, _ session: Session
  ) throws {
    let from = try from?.templates() ?? TemplateFormat(detecting: beginning)
    let to = try to?.templates() ?? output.flatMap { TemplateFormat(path: $0) } ?? .standard
    try copy(RecordReader<Template>(lines, as: from.lineFormat()), as: to.lineFormat(), session)
  }

  private func copy<Record>(
    _ reader: consuming RecordReader<Record>, as format: any LineFormat<Record>,
    _ session: Session
  ) throws {
    let sink = try session.open(output)
    var writer = try RecordWriter(sink, as: format, name: output ?? "<stdout>")
    while let record = try reader.next() { try writer.write(record) }
  }
}

/// A format of dictionaries, of templates, or of both.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case tsv
  case plain
  case jieba
  case jsonl
  case regex
  case regexJS = "regex-js"
  case regexJava = "regex-java"
  case cql

  /// - Throws: `UsageError` if it is none of dictionaries.
  func dictionary() throws -> DictionaryFormat {
    guard let format = DictionaryFormat(rawValue: rawValue) else {
      throw UsageError("\(rawValue) is a format of templates, and the input is a dictionary")
    }
    return format
  }

  /// - Throws: `UsageError` if it is none of templates.
  func templates() throws -> TemplateFormat {
    guard let format = TemplateFormat(rawValue: rawValue) else {
      throw UsageError(
        "\(rawValue) is a format of dictionaries, and the input is a list of templates")
    }
    return format
  }

  /// Whether a file holds templates, by its beginning and the formats that were asked for.
  static func areTemplates(
    _ beginning: ArraySlice<UInt8>, _ from: ListFormat?, _ to: ListFormat?
  ) -> Bool {
    for format in [from, to] {
      if format == .jieba { return false }
      if [.regex, .regexJS, .regexJava, .cql].contains(format) { return true }
    }
    return Table<Template>.holdsTemplates(beginning) || JSONLTemplateFormat.holds(beginning)
  }
}
