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
      The formats of dictionaries are \(names(written: true)). Read are also \(names(written: false)). \
      Those of templates are jsonl, tsv, plain, regex (of Python; regex-js, regex-java) and cql. Columns \
      that a format does not have are left out, and named.

        wordmine convert words.tsv --to jieba -o userdict.txt
        wordmine convert corpus.jsonl --to regex -o rules.txt

      Templates are detected by the beginning of the file, or by a format that only they have; for a \
      plain list of templates, say --templates.
      """)

  /// The formats of dictionaries, with what they are.
  private static func names(written isWritten: Bool) -> String {
    DictionaryFormat.allCases.filter { DictionaryFormat.written.contains($0) == isWritten }
      .map { "\($0.rawValue) (\($0.summary))" }.joined(separator: ", ")
  }

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
      var source = try ByteSource.named(file)
      if try isDocument(source.peek(DictionaryFormat.beginning)) {
        let reader = try RecordReader(dictionary: source, format: try from?.dictionary())
        return try convertDictionary(reader, session)
      }
      var lines = LineReader(try source.decoded())
      let beginning = try lines.peek()
      if templates || ListFormat.areTemplates(beginning, from, to) {
        try convertTemplates(lines, beginning, session)
      } else {
        let reader = try RecordReader(dictionary: lines, format: try from?.dictionary())
        try convertDictionary(reader, session)
      }
    }
  }

  /// Whether the input is a dictionary that is no lines.
  private func isDocument(_ beginning: ArraySlice<UInt8>) throws -> Bool {
    if templates { return false }
    return from.map(\.isDocument) ?? (DictionaryFormat(ofDocument: beginning) != nil)
  }

  private func convertDictionary(
    _ reader: consuming RecordReader<LexiconEntry>, _ session: Session
  ) throws {
    let to = try to?.dictionary() ?? output.flatMap { DictionaryFormat(path: $0) } ?? .standard
    guard DictionaryFormat.written.contains(to) else {
      let names = DictionaryFormat.written.map(\.rawValue).joined(separator: ", ")
      throw UsageError("\(to.rawValue) is only read; \(names) can be written")
    }
    var writer = try DictionaryWriter(
      try session.open(output), as: to, name: output ?? "<stdout>")
    var lost = LostColumns(writing: to)
    while let entry = try reader.next() {
      lost.add(entry)
      try writer.write(entry)
    }
    try writer.finish()
    if let lost = lost.description {
      session.note("left out, as \(to.rawValue) has no place for it: \(lost)")
    }
  }

  private func convertTemplates(
    _ lines: consuming LineReader, _ beginning: ArraySlice<UInt8>, _ session: Session
  ) throws {
    let from = try from?.templates() ?? TemplateFormat(detecting: beginning)
    let to = try to?.templates() ?? output.flatMap { TemplateFormat(path: $0) } ?? .standard
    var reader = RecordReader<Template>(lines, as: from.lineFormat())
    var writer = try RecordWriter(
      try session.open(output), as: to.lineFormat(), name: output ?? "<stdout>")
    while let template = try reader.next() { try writer.write(template) }
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

  /// Whether it is a format of dictionaries that are no lines.
  var isDocument: Bool { DictionaryFormat(rawValue: name)?.isDocument ?? false }

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
