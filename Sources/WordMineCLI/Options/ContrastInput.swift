import ArgumentParser
import WordMine
import WordMineLexicon
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

  /// Whether it can be read twice: a pipe cannot.
  private let isRegular: Bool

  /// - Parameters:
  ///   - format: If it is not given, it is judged by the beginning of the file, and for a dictionary by
  ///     its name too. Standard input and pipes are texts then.
  ///   - hasColumn: Whether text is in a column, so that what looks like a dictionary is a text.
  init(_ path: String, as format: ContrastInputFormat?, hasColumn: Bool) throws {
    self.path = path
    isRegular = path != "-" && ByteSource.size(ofFile: path) != nil
    if let format {
      self.format = format
    } else {
      let judged = isRegular ? try Self.judged(path) : .text
      self.format = hasColumn && judged == .dictionary ? .text : judged
    }
  }

  private static let counts = Array("WMCOUNTS".utf8)
  private static let model = Array("WMMODEL_".utf8)
  private static let sample = 64 << 10

  private static func judged(_ path: String) throws -> ContrastInputFormat {
    var lines = LineReader(try ByteSource(path: path))
    let beginning = try lines.peek().prefix(sample)
    func unusable(_ expected: String, _ hint: String) -> InputError {
      InputError(
        .notThisFormat(expected: expected, hint: hint), at: SourcePosition(source: path))
    }
    // By its name too: what is damaged at its beginning is no text either.
    if beginning.starts(with: counts) || CountsFormat.chosen(nil, for: path) == .counts {
      return .counts
    }
    if beginning.starts(with: model) {
      throw unusable(
        "text, counts file or dictionary", "it is a model; `wordmine explain` reads it")
    }
    // A pair has a key t as well, its t-score.
    if RecordReader<Collocation>.areCollocations(beginning) {
      return .collocations
    }
    if Table<Template>.holdsTemplates(beginning) || JSONLTemplateFormat.holds(beginning) {
      return .templates
    }
    let header = beginning.first == UInt8(ascii: "#") ? beginning.dropFirst() : beginning
    if header.starts(with: "a\tb\tdistance".utf8) {
      throw unusable(
        "list of collocations with counts",
        "write it with `wordmine collocate --format tsv` or jsonl")
    }
    if header.starts(with: NGramPrinter.header.utf8) {
      throw unusable(
        "text, counts file or dictionary", "it is a TSV of counts; write them with -o FILE.counts")
    }
    return isDictionary(beginning, path) ? .dictionary : .text
  }

  /// Whether the name may be that of a dictionary, and the beginning of the file is one's: a header
  /// with `word`, or nothing but words with counts.
  private static func isDictionary(_ beginning: ArraySlice<UInt8>, _ path: String) -> Bool {
    guard DictionaryFormat(path: path) != nil else { return false }
    let end = beginning.lastIndex(of: 0x0A) ?? beginning.endIndex
    let lines = beginning[..<end].split { $0 == 0x0A || $0 == 0x0D }
      .map { String(decoding: $0, as: UTF8.self)[...] }
    guard let first = lines.first else { return false }
    let format = DictionaryFormat(detecting: beginning)
    if format == .tsv { return first.split(separator: "\t").contains("word") }
    guard format == .jieba || format == .jsonl else { return false }
    var lineFormat = format.lineFormat
    return lines.allSatisfy { (try? lineFormat.decode($0))?.count != nil }
  }

  /// - Throws: `InputError` if it has no counts.
  func dictionary(script: Script) throws -> DictionaryCounts {
    let words = try DictionaryCounts(
      RecordReader(dictionary: try InputFile.open(path)), script: script)
    guard words.hasCounts else {
      throw InputError(
        .mismatch("the dictionary has no counts; name it with --words, and count a text instead"),
        at: SourcePosition(source: path))
    }
    return words
  }

  /// - Throws: `InputError` if one has no count.
  func templates() throws -> [Template] {
    let templates = try RecordReader(templates: try InputFile.open(path)).all()
    guard templates.allSatisfy({ $0.count != nil }) else {
      throw InputError(
        .mismatch("the templates have no counts; `wordmine templates -o FILE.jsonl` writes them"),
        at: SourcePosition(source: path))
    }
    return templates
  }

  /// - Throws: `InputError` at a line that is none.
  func collocations() throws -> [Collocation] {
    try RecordReader(collocations: try InputFile.open(path)).all()
  }

  /// The script that a counts file was counted with, if that can be known before it is read.
  func countedScript() throws -> Script? {
    guard format == .counts, isRegular else { return nil }
    return try NGramCountsReader(try InputFile.open(path)).header.script
  }

  /// Counts the text.
  func count(
    _ configuration: NGramCounter.Configuration, _ text: TextOptions, _ report: inout RunReport,
    _ progress: Progress
  ) throws -> ContrastSide {
    var counter = NGramCounter(configuration)
    var reader = CorpusReader(
      [path == "-" ? .standardInput : .file(path)],
      try text.configuration(threads: configuration.workers.threads))
    try reader.readAtoms(progress: progress.update) { block, atoms in
      try counter.add(atoms, endsInput: block.isLast)
    }
    report.add(reader)
    progress.stage("sorting")
    let spool = ByteSpool(limit: configuration.memory / 4, directory: configuration.directory)
    let sink = ByteSink.spool(spool)
    try counter.finish(to: sink)
    try sink.close()
    return .counts { [path] in try spool.source(name: path) }
  }
}
