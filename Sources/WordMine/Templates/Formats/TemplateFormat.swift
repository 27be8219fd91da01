import WordMineText

/// The file formats for templates.
public enum TemplateFormat: String, CaseIterable, Sendable {
  /// Complete information.
  case jsonl
  /// Most of the information, in columns.
  case tsv
  /// The plain notation, one template per line.
  case plain
  /// Regular expressions with named groups, for segmented text: in Python.
  case regex
  /// The same for JavaScript, with the flag `u`.
  case regexJS = "regex-js"
  /// The same for Java.
  case regexJava = "regex-java"
  /// The corpus query language of Sketch Engine and the Corpus Workbench.
  case cql

  /// The format that the extension of a file name stands for; `nil` for other extensions.
  public init?(path: String) {
    guard let format = Self.suffixes.format(of: path) else { return nil }
    self = format
  }

  /// What the names of files end in.
  package static var suffixes: [FileSuffix<TemplateFormat>] {
    [
      FileSuffix(".jsonl", .jsonl), FileSuffix(".ndjson", .jsonl), FileSuffix(".tsv", .tsv),
      FileSuffix(".txt", .plain), FileSuffix(".regex", .regex), FileSuffix(".re", .regex),
      FileSuffix(".cql", .cql),
    ]
  }

  /// The format of a file, detected from its beginning.
  ///
  /// A first line with `{` means JSON Lines, a column `template` TSV, `(?<!\S)` regular expressions,
  /// and `[word=` queries. Everything else is plain.
  package init(detecting beginning: ArraySlice<UInt8>) {
    let lines = beginning.prefix(4096).split { $0 == 0x0A || $0 == 0x0D }
      .map { String(decoding: $0, as: UTF8.self) }
    guard let first = lines.first else {
      self = .plain
      return
    }
    if first.hasPrefix("{") {
      self = .jsonl
    } else if Table<Template>.isHeader(first) {
      self = .tsv
    } else if first.utf8.contains("[word=\"".utf8) {
      self = .cql
    } else if first.utf8.contains(RegexSyntax.wordStart.utf8) {
      self = .regex
    } else {
      self = .plain
    }
  }

  /// The reader and writer of single lines.
  ///
  /// - Parameters:
  ///   - slotLength: The most words in a slot, for formats that state it.
  ///   - scope: What a slot may cross, for formats that state it.
  package func lineFormat(
    slotLength: Int = 8, scope: TemplateScope = .sentence
  ) -> any LineFormat<Template> {
    switch self {
    case .jsonl: JSONLTemplateFormat()
    case .tsv: TSVFormat(.templates)
    case .plain: PlainTemplateFormat()
    case .regex: RegexTemplateFormat(.python, scope: scope, slotLength: slotLength)
    case .regexJS: RegexTemplateFormat(.javaScript, scope: scope, slotLength: slotLength)
    case .regexJava: RegexTemplateFormat(.java, scope: scope, slotLength: slotLength)
    case .cql: CQLTemplateFormat(slotLength: slotLength)
    }
  }
}

extension RecordReader where Record == Template {
  /// Reads templates.
  ///
  /// - Parameter format: `nil` to detect it from the beginning of the file.
  /// - Throws: `InputError` if the beginning cannot be read.
  package init(
    templates source: consuming ByteSource, format: TemplateFormat? = nil
  ) throws(InputError) {
    var lines = LineReader(source)
    let format = if let format { format } else { TemplateFormat(detecting: try lines.peek()) }
    self.init(lines, as: format.lineFormat())
  }
}

extension Template {
  /// The templates in a file of any format.
  ///
  /// - Parameter format: `nil` to detect it from the beginning of the file.
  /// - Throws: `InputError` at a line that is not a template.
  public static func list(
    contentsOf path: String, as format: TemplateFormat? = nil
  ) throws(InputError) -> [Template] {
    try RecordReader(templates: try ByteSource(path: path), format: format).all()
  }
}

/// One template per line, in the plain notation: `从 [X1] 到 [X2]`.
package struct PlainTemplateFormat: LineFormat {
  package init() {}

  package func decode(_ line: Substring) throws(InputError.Reason) -> Template? {
    let text = line.drop { $0 == " " || $0 == "\t" }
    if text.isEmpty { return nil }
    guard !text.contains("\t") else {
      throw .mismatch("a tab in a list of templates, one a line: \(line.debugDescription)")
    }
    return try Template(text)
  }

  package func encode(_ template: Template) -> String { template.text }
}
