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
      The formats of dictionaries are tsv (the native one), csv, jsonl, plain (one word per line, as for \
      IK), jieba, hanlp and rime; read are also cedict, sentencepiece, antconc (rank, count, word), thuocl \
      (word, tab, count), weights (word and weight) and uniq (count and word). Those of templates are \
      jsonl, tsv, plain, regex (of Python; regex-js, regex-java) and cql. Columns that a format does not \
      have are left out.

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

  func validate() throws {
    guard to == nil, let output else { return }
    // Which of the two it is, only the input says.
    do {
      _ = try DictionaryFormat.asked(by: output)
    } catch {
      guard TemplateFormat(path: output) != nil else { throw error }
    }
  }

  func run() throws {
    if file == "-", Terminal.isInputTerminal {
      throw UsageError("no input; name a dictionary or pipe one in")
    }
    try Session.run("convert", resources, saysSummary: false) { session in
      var lines = LineReader(try ByteSource.named(file).decoded())
      let beginning = try lines.peek()
      if templates || ListFormat.areTemplates(beginning, from, to) {
        try convertTemplates(lines, beginning, session)
      } else {
        try convertDictionary(lines, session)
      }
    }
  }

  private func convertDictionary(
    _ lines: consuming LineReader, _ session: Session
  ) throws {
    let to = try to?.dictionary() ?? output.flatMap { DictionaryFormat(path: $0) } ?? .standard
    guard DictionaryFormat.written.contains(to) else {
      let names = DictionaryFormat.written.map(\.rawValue).joined(separator: ", ")
      throw UsageError("\(to) is only read; \(names) can be written")
    }
    let reader = try RecordReader(dictionary: lines, format: try from?.dictionary())
    try copy(reader, as: to.lineFormat, session)
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

/// The name of a format of dictionaries, of templates, or of both.
struct ListFormat: ExpressibleByArgument {
  private let name: String

  init?(argument: String) {
    guard Self.allValueStrings.contains(argument) else { return nil }
    name = argument
  }

  static var allValueStrings: [String] {
    let dictionaries = DictionaryFormat.allCases.map(\.rawValue)
    return dictionaries
      + TemplateFormat.allCases.map(\.rawValue).filter { !dictionaries.contains($0) }
  }

  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }

  /// - Throws: `UsageError` if it is none of dictionaries.
  func dictionary() throws -> DictionaryFormat {
    guard let format = DictionaryFormat(rawValue: name) else {
      throw UsageError("\(name) is a format of templates, and the input is a dictionary")
    }
    return format
  }

  /// - Throws: `UsageError` if it is none of templates.
  func templates() throws -> TemplateFormat {
    guard let format = TemplateFormat(rawValue: name) else {
      throw UsageError(
        "\(name) is a format of dictionaries, and the input is a list of templates")
    }
    return format
  }

  /// Whether a file holds templates, by its beginning and the formats that were asked for.
  static func areTemplates(
    _ beginning: ArraySlice<UInt8>, _ from: ListFormat?, _ to: ListFormat?
  ) -> Bool {
    for format in [from, to].compactMap(\.self) {
      if TemplateFormat(rawValue: format.name) == nil { return false }
      if DictionaryFormat(rawValue: format.name) == nil { return true }
    }
    return Table<Template>.holdsTemplates(beginning) || JSONLTemplateFormat.holds(beginning)
  }
}
