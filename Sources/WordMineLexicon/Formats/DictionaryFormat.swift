import WordMineText

/// A file format for dictionaries.
public enum DictionaryFormat: String, CaseIterable, Sendable {
  /// Tab-separated columns, named in the first line.
  case tsv
  /// The same between commas; or without names a word with count and tag, or what HanLP has.
  case csv
  /// One JSON object per line.
  case jsonl
  /// One word per line, as IK has it too.
  case plain
  /// `word count tag`, between blanks.
  case jieba
  /// `word nature frequency`, between blanks.
  case hanlp
  /// A dictionary of the input method Rime.
  case rime
  /// `traditional simplified [pin1 yin1] /meaning/`; only read, like all that follow.
  case cedict
  /// The vocabulary of SentencePiece.
  case sentencepiece
  /// Rank, count and word, between tabs.
  case antconc
  /// Word and count, with a tab between them.
  case thuocl
  /// `word weight`, such as jieba's inverse document frequencies.
  case weights
  /// `count word`, as `sort | uniq -c` writes it.
  case uniq

  /// The formats that can be written.
  public static let written: [DictionaryFormat] = [
    .tsv, .csv, .jsonl, .plain, .jieba, .hanlp, .rime,
  ]

  /// The format with a name, such as `tsv`.
  public init?(name: String) { self.init(rawValue: name.lowercased()) }

  /// The format that the end of a file name stands for; `nil` for other ends.
  public init?(path: String) {
    guard let format = Self.suffixes.format(of: path) else { return nil }
    self = format
  }

  /// What the names of files end in.
  package static var suffixes: [FileSuffix<DictionaryFormat>] {
    [
      FileSuffix(".tsv", .tsv), FileSuffix(".csv", .csv), FileSuffix(".jsonl", .jsonl),
      FileSuffix(".ndjson", .jsonl), FileSuffix(".txt", .plain), FileSuffix(".words", .plain),
      FileSuffix(".dic", .plain), FileSuffix(".dict", .jieba), FileSuffix(".dict.yaml", .rime),
    ]
  }

  /// The reader and writer of single lines.
  package var lineFormat: any LineFormat<LexiconEntry> { fitting.asLineFormat }

  /// The same, which says how well lines fit.
  var fitting: any DictionaryLineFormat {
    switch self {
    case .tsv: TSVFormat(.dictionary)
    case .csv: CSVDictionaryFormat()
    case .jsonl: JSONLinesFormat(.dictionary)
    case .plain: PlainFormat()
    case .jieba: JiebaFormat()
    case .hanlp: HanLPFormat()
    case .rime: RimeFormat()
    case .cedict: CEDICTFormat()
    case .sentencepiece: SentencePieceFormat()
    case .antconc: AntConcFormat()
    case .thuocl: TabbedCountFormat()
    case .weights: WeightFormat()
    case .uniq: UniqFormat()
    }
  }
}

extension DictionaryFormat {
  /// The format of a list of terms, which also says what words each is made of.
  package var lineFormatOfTerms: any LineFormat<LexiconEntry> {
    switch self {
    case .tsv: TSVFormat(.dictionaryOfTerms)
    case .csv: CSVFormat(.dictionaryOfTerms)
    default: lineFormat
    }
  }
}

extension RecordReader where Record == LexiconEntry {
  /// Reads a dictionary, in any encoding.
  ///
  /// - Parameter format: `nil` to detect it from the beginning of the file.
  /// - Throws: `InputError` if the beginning cannot be read, or fits no format.
  package init(
    dictionary source: consuming ByteSource, format: DictionaryFormat? = nil
  ) throws(InputError) {
    try self.init(dictionary: LineReader(try source.decoded()), format: format)
  }

  /// Reads a dictionary that is UTF-8.
  ///
  /// - Throws: `InputError` if the beginning cannot be read, or fits no format.
  package init(
    dictionary lines: consuming LineReader, format: DictionaryFormat? = nil
  ) throws(InputError) {
    var lines = lines
    var format = format
    if format == nil {
      let detector = DictionaryDetector(try lines.peek())
      format = detector.format
      if format == nil { throw detector.refusal(lines.position.source) }
    }
    self.init(lines, as: format!.lineFormat)
  }
}
