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

  /// Whether it can be read twice: a pipe cannot.
  private let isRegular: Bool

  /// - Parameters:
  ///   - format: `nil` detects it. Standard input and pipes are texts then.
  ///   - hasColumn: Whether text is in a column, so that what looks like a dictionary is a text.
  /// - Throws: `InputError` for a file that cannot be compared.
  init(_ path: String, as format: ContrastInputFormat?, hasColumn: Bool) throws(InputError) {
    self.path = path
    isRegular = path != "-" && ByteSource.size(ofFile: path) != nil
    if let format {
      self.format = format
    } else {
      let detected = isRegular ? try Self.detected(path) : .text
      self.format = hasColumn && detected == .dictionary ? .text : detected
    }
  }

  private static func detected(_ path: String) throws(InputError) -> ContrastInputFormat {
    var lines = LineReader(try ByteSource(path: path))
    switch FileKind(detecting: try lines.peek(), path: path) {
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

  /// - Throws: `InputError` if it has no counts.
  func dictionary(script: Script) throws(InputError) -> DictionaryCounts {
    let words = try DictionaryCounts(
      RecordReader(dictionary: try ByteSource.named(path)), script: script)
    if words.hasCounts { return words }
    throw InputError(
      .mismatch("the dictionary has no counts; name it with --words, and count a text instead"),
      at: SourcePosition(source: path))
  }

  /// - Throws: `InputError` if one has no count, where they are needed.
  func templates(needCounts: Bool) throws(InputError) -> [Template] {
    let templates = try RecordReader(templates: try ByteSource.named(path)).all()
    if !needCounts || templates.allSatisfy({ $0.count != nil }) { return templates }
    throw InputError(
      .mismatch(
        "the templates have no counts; `wordmine templates -o FILE.jsonl` writes them, and "
          + "--target-text and --reference-text name texts to count them in"),
      at: SourcePosition(source: path))
  }

  /// - Throws: `InputError` at a line that is none.
  func collocations() throws(InputError) -> [Collocation] {
    try RecordReader(collocations: try ByteSource.named(path)).all()
  }

  /// The script that a counts file was counted with, if that can be known before it is read.
  func countedScript() throws(InputError) -> Script? {
    guard format == .counts, isRegular else { return nil }
    return try NGramCountsReader(try ByteSource.named(path)).header.script
  }
}
