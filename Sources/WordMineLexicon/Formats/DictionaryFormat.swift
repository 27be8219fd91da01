import WordMineText

/// A file format for dictionaries.
public enum DictionaryFormat: String, CaseIterable, Sendable {
  case tsv
  case plain
  case jieba
  case jsonl

  /// The format with a name, such as `tsv`.
  public init?(name: String) { self.init(rawValue: name.lowercased()) }

  /// The format that the extension of a file name stands for; `nil` for other extensions.
  public init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    switch path[dot...].lowercased() {
    case ".tsv": self = .tsv
    case ".txt", ".words": self = .plain
    case ".dict": self = .jieba
    case ".jsonl", ".ndjson": self = .jsonl
    default: return nil
    }
  }

  /// The format of a file, detected from its beginning.
  ///
  /// A first line with a column `word`, or one with tabs that fits no other format, means TSV; one
  /// with `{` means JSON Lines. The format is jieba's if the first line, or half of the lines in
  /// the sample, have a count or tag. Everything else is plain.
  package init(detecting beginning: ArraySlice<UInt8>) {
    let lines = Self.wholeLines(beginning)
    guard let first = lines.first else {
      self = .plain
      return
    }
    if DictionaryField.split(first, at: 0x09).contains("word") || first.hasPrefix("#word\t") {
      self = .tsv
    } else if first.hasPrefix("{"), first.utf8.count > 1 {
      self = .jsonl
    } else if Self.isJieba(first) || 2 * lines.count(where: Self.isJieba) >= lines.count {
      self = .jieba
    } else {
      self = first.utf8.contains(0x09) ? .tsv : .plain
    }
  }

  /// The lines that are not blank, except the last if it may be truncated.
  private static func wholeLines(_ beginning: ArraySlice<UInt8>) -> [Substring] {
    let sample = beginning.prefix(4096)
    let end = sample.lastIndex(of: 0x0A) ?? sample.endIndex
    return sample[..<end].split { $0 == 0x0A || $0 == 0x0D }
      .map { String(decoding: $0, as: UTF8.self)[...] }
  }

  /// Whether a line has a count or a tag after the word.
  ///
  /// Two lowercase words are more likely a plain entry, such as "hong kong".
  private static func isJieba(_ line: Substring) -> Bool {
    guard let entry = try? JiebaFormat().decode(line) else { return false }
    return entry.count != nil || entry.tag != nil && !entry.word.utf8.allSatisfy { $0 < 0x80 }
  }

  /// The reader and writer of single lines.
  package var lineFormat: any LineFormat<LexiconEntry> {
    switch self {
    case .tsv: TSVFormat(.dictionary)
    case .plain: PlainFormat()
    case .jieba: JiebaFormat()
    case .jsonl: JSONLinesFormat(.dictionary)
    }
  }
}

extension RecordReader where Record == LexiconEntry {
  /// Reads a dictionary.
  ///
  /// - Parameter format: `nil` to detect it from the beginning of the file.
  /// - Throws: `InputError` if the beginning cannot be read.
  package init(
    dictionary source: consuming ByteSource, format: DictionaryFormat? = nil
  ) throws(InputError) {
    var lines = LineReader(source)
    let format = if let format { format } else { DictionaryFormat(detecting: try lines.peek()) }
    self.init(lines, as: format.lineFormat)
  }
}
