import ArgumentParser
import WordMine
import WordMineText

/// What one side of a contrast is.
enum ContrastInputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case counts
  case dictionary
  case templates
  case collocations

  /// Whether it is a list that is compared entry by entry.
  var isList: Bool { self == .templates || self == .collocations }
}

/// One side of a contrast, by its name; `-` is standard input.
struct ContrastInput {
  let path: String
  let format: ContrastInputFormat

  /// What it is read from: a pipe that is not known to be a text is kept, because it must be looked at,
  /// and is read more than once.
  private let source: RereadableSource?

  /// - Parameters:
  ///   - format: `nil` detects it.
  ///   - hasColumn: Whether text is in a column, so that what looks like a dictionary is a text.
  /// - Throws: `InputError` for a file that cannot be compared.
  init(
    _ path: String, as format: ContrastInputFormat?, hasColumn: Bool, _ memory: MemoryPlan
  ) throws {
    self.path = path
    source =
      format == .text
      ? nil
      : try RereadableSource(path, memory: memory.limit / 16, directory: memory.directory)
    if let format {
      self.format = format
    } else {
      let detected = try source.map(Self.detected) ?? .text
      self.format = hasColumn && detected == .dictionary ? .text : detected
    }
  }

  private static func detected(_ input: RereadableSource) throws -> ContrastInputFormat {
    var source = try input.open()
    let path = input.name
    let beginning = try source.peek(64 << 10)
    let hasMark = beginning.starts(with: [0xEF, 0xBB, 0xBF])
    switch FileKind(detecting: hasMark ? beginning.dropFirst(3) : beginning, path: path) {
    case .text: return .text
    case .counts: return .counts
    case .dictionary: return .dictionary
    case .templates: return .templates
    case .collocations: return .collocations
    case .model: throw unusable(path, "it is a model; see `wordmine explain`")
    case .links:
      throw unusable(
        path, "it lists links without counts; write it with `wordmine collocate --format tsv`")
    case .countsTable:
      throw unusable(path, "it is a TSV of counts; write them with -o FILE\(FileKind.countsSuffix)")
    }
  }

  private static func unusable(_ path: String, _ hint: String) -> InputError {
    InputError(
      .notThisFormat(expected: "text, counts file or dictionary", hint: hint),
      at: SourcePosition(source: path))
  }

  /// - Throws: `InputError` if it cannot be read.
  func open() throws(InputError) -> ByteSource {
    guard let source else { return try .named(path) }
    return try source.open()
  }

  /// It as an input of a corpus.
  var text: CorpusInput {
    source.map { CorpusInput($0) } ?? (path == "-" ? .standardInput : .file(path))
  }

  /// Its counts; those of a text are made now.
  ///
  /// - Throws: `InputError` if it cannot be read, or was counted otherwise.
  func side(
    _ counting: NGramCounter.Configuration, _ dictionaries: DictionaryOptions,
    _ options: Corpus.Options, _ session: Session
  ) throws -> ContrastSide {
    switch format {
    case .dictionary: return .dictionary(try dictionary(script: counting.script, dictionaries))
    case .counts:
      try requireScript(counting.script)
      return .counts { try open() }
    default:
      let corpus = Corpus([self.text], options: options)
      let (side, summary) = try ContrastSide.counting(corpus, counting)
      session.report.add(corpus, summary)
      return side
    }
  }

  /// Its counts, where it is what the words of another corpus are looked up in; its texts are read as they are, whatever
  /// the column or the encoding of that corpus.
  ///
  /// - Throws: As `side`; `InputError` for a list of templates or collocations.
  func reference(
    script: Script, _ dictionaries: DictionaryOptions, _ memory: MemoryPlan, _ session: Session
  ) throws -> ContrastSide {
    try requireWords()
    var counting = NGramCounter.Configuration(order: NGramWindow.longest)
    (counting.script, counting.workers) = (script, session.workers)
    (counting.memory, counting.directory) = (memory.limit, memory.directory)
    var options = Corpus.Options()
    options.memory = memory.limit
    return try side(counting, dictionaries, options, session)
  }

  /// - Throws: `InputError` for a list of templates or collocations.
  func requireWords() throws {
    guard format.isList else { return }
    throw Self.unusable(text.name, "it lists \(format.rawValue)")
  }

  private func requireScript(_ script: Script) throws {
    guard let counted = try countedScript(), counted != script else { return }
    throw InputError(
      .mismatch(
        "counted with script \(counted.rawValue), not \(script.rawValue); count again with "
          + "--script \(script.rawValue)"),
      at: SourcePosition(source: path))
  }

  /// - Throws: `InputError` if it has no counts.
  func dictionary(
    script: Script, _ options: DictionaryOptions
  ) throws(InputError) -> DictionaryCounts {
    let words = try DictionaryCounts(options.reader(try open()), script: script)
    if words.hasCounts { return words }
    throw InputError(
      .mismatch("the dictionary has no counts; name it with --words, and count a text instead"),
      at: SourcePosition(source: path))
  }

  /// - Throws: `InputError` if one has no count, where they are needed.
  func templates(needCounts: Bool) throws(InputError) -> [Template] {
    let templates = try RecordReader(templates: try open()).all()
    if !needCounts || templates.allSatisfy({ $0.count != nil }) { return templates }
    throw InputError(
      .mismatch(
        "the templates have no counts; `wordmine templates -o FILE.jsonl` writes them, and "
          + "--target-text and --reference-text name texts to count them in"),
      at: SourcePosition(source: path))
  }

  /// - Throws: `InputError` at a line that is none.
  func collocations() throws(InputError) -> [Collocation] {
    try RecordReader(collocations: try open()).all()
  }

  /// The script that a counts file was counted with.
  func countedScript() throws(InputError) -> Script? {
    guard format == .counts else { return nil }
    return try NGramCountsReader(try open()).header.script
  }
}
