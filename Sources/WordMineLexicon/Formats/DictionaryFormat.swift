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
  /// A unigram model of SentencePiece.
  case sentencepiece
  /// The vocabulary of SentencePiece: pieces with the logarithms of their probabilities.
  case sentencepieceVocabulary = "sentencepiece-vocab"
  /// A tokenizer of Hugging Face: `Unigram`, or `WordPiece` where no word has a count.
  case huggingface
  /// The source of a dictionary of MeCab, in a tar archive; only written.
  case mecab
  /// `traditional simplified [pin1 yin1] /meaning/`; only read, like all that follow.
  case cedict
  /// A cell dictionary of Sogou's input method.
  case scel
  /// Rank, count and word, between tabs.
  case antconc
  /// Word and count, with a tab between them.
  case thuocl
  /// `word weight`, such as jieba's inverse document frequencies.
  case weights
  /// `count word`, as `sort | uniq -c` writes it.
  case uniq

  /// All that is known of a format; formats that fit a file equally well are tried in the order of the
  /// cases, and `plain` last.
  var registration: DictionaryFormatRegistration {
    switch self {
    case .tsv:
      .written(
        TSVFormat(.dictionary), holds: Table.dictionary.names(in: .tsv), "the native one", ".tsv")
    case .csv:
      .written(
        CSVDictionaryFormat(), holds: Table.dictionary.names(in: .csv), "for spreadsheets", ".csv")
    case .jsonl:
      .written(
        JSONLinesFormat(.dictionary), holds: Table.dictionary.names(in: .jsonl),
        "an object per line",
        ".jsonl", ".ndjson")
    case .plain:
      .written(PlainFormat(), holds: [], "one word per line, as for IK", ".txt", ".words", ".dic")
    case .jieba:
      .written(JiebaFormat(), holds: ["count", "tag"], "word, count, tag", ".dict")
    case .hanlp:
      .written(HanLPFormat(), holds: ["count", "tag"], "word, nature, frequency")
    case .rime:
      .written(RimeFormat(), holds: ["count"], "the input method", ".dict.yaml")
    case .sentencepiece:
      .written(SentencePieceModel(), holds: ["count"], "a unigram model", ".model")
    case .sentencepieceVocabulary:
      .written(SentencePieceVocabulary(), holds: ["count"], "the same as text", ".vocab")
    case .huggingface:
      .written(
        HuggingFaceTokenizer(), holds: ["count"], "a tokenizer in JSON", "tokenizer.json")
    case .mecab:
      .written(MeCabSource(), holds: ["count"], "the source of a dictionary, a tar archive", ".tar")
    case .cedict: .read(CEDICTFormat(), "CC-CEDICT")
    case .scel: .read(SCELFormat(), "Sogou's")
    case .antconc: .read(AntConcFormat(), "rank, count, word")
    case .thuocl: .read(TabbedCountFormat(), "word, tab, count")
    case .weights: .read(WeightFormat(), "word and weight")
    case .uniq: .read(UniqFormat(), "count and word")
    }
  }

  /// The formats that can be written.
  public static let written = allCases.filter { $0.registration.isWritten }

  /// The format with a name, such as `tsv`.
  public init?(name: String) { self.init(rawValue: name.lowercased()) }

  /// The format that the end of a file name stands for; `nil` for other ends.
  public init?(path: String) {
    guard let format = Self.suffixes.format(of: path) else { return nil }
    self = format
  }

  /// What the names of files end in.
  package static var suffixes: [FileSuffix<DictionaryFormat>] {
    allCases.flatMap { format in format.registration.suffixes.map { FileSuffix($0, format) } }
  }

  /// What the format is, in a few words.
  package var summary: String { registration.summary }

  /// How many bytes of a file show whether it is a document.
  package static let beginning = 4 << 10

  /// The format of a document; `nil` if a file does not begin like any.
  ///
  /// - Parameter beginning: The first bytes of the file, as it is stored.
  package init?(ofDocument beginning: ArraySlice<UInt8>) {
    let beginning = beginning.prefix(Self.beginning)
    let format = Self.allCases.first {
      if case .document(let document) = $0.registration.codec {
        document.begins(beginning)
      } else {
        false
      }
    }
    guard let format else { return nil }
    self = format
  }

  /// Whether a dictionary is one document rather than lines.
  package var isDocument: Bool {
    if case .document = registration.codec { true } else { false }
  }
}

/// What is known of a format: the one place where it is made known to all commands.
struct DictionaryFormatRegistration {
  enum Codec {
    case lines(any DictionaryLineFormat)
    case document(any DictionaryDocument)
  }

  let codec: Codec
  let isWritten: Bool
  /// What a dictionary in this format says of words, by the names of the columns of the native one.
  let columns: Set<String>
  /// A few words for the help.
  let summary: String
  /// What the names of files end in.
  let suffixes: [String]

  static func written(
    _ format: any DictionaryLineFormat, holds columns: Set<String>, _ summary: String,
    _ suffixes: String...
  ) -> Self {
    Self(
      codec: .lines(format), isWritten: true, columns: columns, summary: summary,
      suffixes: suffixes)
  }

  static func written(
    _ document: any DictionaryDocument, holds columns: Set<String>, _ summary: String,
    _ suffixes: String...
  ) -> Self {
    Self(
      codec: .document(document), isWritten: true, columns: columns, summary: summary,
      suffixes: suffixes)
  }

  static func read(_ format: any DictionaryLineFormat, _ summary: String) -> Self {
    Self(codec: .lines(format), isWritten: false, columns: [], summary: summary, suffixes: [])
  }

  static func read(_ document: any DictionaryDocument, _ summary: String) -> Self {
    Self(codec: .document(document), isWritten: false, columns: [], summary: summary, suffixes: [])
  }
}
