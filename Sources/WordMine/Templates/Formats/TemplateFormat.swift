import WordMineText

/// How templates are written down.
public enum TemplateFormat: String, CaseIterable, Sendable {
  /// All that is known about them.
  case jsonl
  /// The most of it, in columns.
  case tsv
  /// The plain notation, one template per line.
  case plain
  /// Regular expressions with named groups, for text with or without blanks between words.
  case regex
  /// The corpus query language of Sketch Engine and the Corpus Workbench.
  case cql

  /// The format that the end of a file's name asks for, where it asks for one.
  public init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    switch path[dot...].lowercased() {
    case ".jsonl", ".ndjson": self = .jsonl
    case ".tsv": self = .tsv
    case ".txt": self = .plain
    case ".regex", ".re": self = .regex
    case ".cql": self = .cql
    default: return nil
    }
  }

  /// The format of a file, by its beginning.
  ///
  /// A first line with `{` makes JSON Lines, a column `template` a TSV; one with a named group a list of
  /// regular expressions, `[word=` a list of queries. All else is plain.
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
    } else if lines.contains(where: {
      $0.utf8.contains("(?P<".utf8) || $0.utf8.contains(RegexTemplateFormat.seam.utf8)
    }) {
      self = .regex
    } else {
      self = .plain
    }
  }

  /// What reads and writes a line.
  ///
  /// - Parameter slotLength: The most words of a slot, for formats that say it.
  package func lineFormat(slotLength: Int = 8) -> any LineFormat<Template> {
    switch self {
    case .jsonl: JSONLTemplateFormat()
    case .tsv: TSVFormat(.templates)
    case .plain: PlainTemplateFormat()
    case .regex: RegexTemplateFormat(slotLength: slotLength)
    case .cql: CQLTemplateFormat(slotLength: slotLength)
    }
  }
}

extension RecordReader where Record == Template {
  /// Reads templates.
  ///
  /// - Parameter format: `nil` to judge it by the beginning of the file.
  /// - Throws: `InputError` when the beginning cannot be read.
  package init(
    templates source: consuming ByteSource, format: TemplateFormat? = nil
  ) throws(InputError) {
    var lines = LineReader(source)
    let format = if let format { format } else { TemplateFormat(detecting: try lines.peek()) }
    self.init(lines, as: format.lineFormat())
  }
}

extension Template {
  /// The templates of a file, in any format.
  ///
  /// - Parameter format: `nil` to detect it at the beginning of the file.
  /// - Throws: `InputError` at a line that is no template.
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
