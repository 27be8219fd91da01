import FoundationEssentials
import WordMine
import WordMineText

/// What a run read and made, by name: the summary that a command says, and its `--report`.
struct RunReport {
  /// A value of the report.
  enum Value: Encodable {
    case count(Int)
    case number(Double)
    case text(String)
    case list([String])

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .count(let value): try container.encode(value)
      case .number(let value): try container.encode(value)
      case .text(let value): try container.encode(value)
      case .list(let value): try container.encode(value)
      }
    }
  }

  private var values: [String: Value]
  private let start = ContinuousClock.now

  init(_ command: String) {
    values = [
      "command": .text(command), "version": .text(Wordmine.configuration.version),
      "arguments": .list(Arguments.all.map(FileName.shown)), "inputs": .list([]),
      "input_checksums": .list([]), "encodings": .list([]),
    ]
    for name in ["bytes", "lines", "characters", "invalid_bytes"] { values[name] = .count(0) }
  }

  subscript(name: String) -> Int? {
    get { if case .count(let value) = values[name] { value } else { nil } }
    set { values[name] = newValue.map(Value.count) }
  }

  subscript(number name: String) -> Double? {
    get { if case .number(let value) = values[name] { value } else { nil } }
    set { values[name] = newValue.map(Value.number) }
  }

  subscript(list name: String) -> [String] {
    get { if case .list(let value) = values[name] { value } else { [] } }
    set { values[name] = .list(newValue) }
  }

  var inputs: [String] {
    get { self[list: "inputs"] }
    set { self[list: "inputs"] = newValue.map(FileName.shown) }
  }

  /// The name of the first input, for messages.
  var source: String { inputs.first ?? "<stdin>" }

  /// Adds what was read to what was read before.
  mutating func add(_ corpus: Corpus, _ summary: CorpusReader.Summary) {
    inputs += corpus.inputs.map(\.name)
    self[list: "input_checksums"] += summary.checksums.map(\.text)
    self[list: "encodings"] += summary.encodings.map(\.rawValue)
    self["bytes"]! += summary.bytes
    self["lines"]! += summary.lines
    self["characters"]! += summary.characters
    self["invalid_bytes"]! += summary.invalidBytes
    for (name, count) in [
      ("mended_records", summary.mendedRecords), ("empty_records", summary.recordsWithoutText),
    ] where count > 0 { self[name] = (self[name] ?? 0) + count }
    if corpus.options.uniqueLines {
      self["repeated_lines"] = (self["repeated_lines"] ?? 0) + summary.repeatedLines
    }
  }

  /// Adds the files that were read beside the corpus, with their checksums.
  ///
  /// - Throws: `InputError` if one cannot be read any more.
  mutating func add(files: [String]) throws(InputError) {
    self[list: "files"] = files.map(FileName.shown)
    self[list: "file_checksums"] = try files.map { file throws(InputError) in
      var source = try ByteSource(path: file)
      source.takeChecksum()
      while try !source.read(1 << 20).isEmpty {}
      return source.storedChecksum?.text ?? ""
    }
  }

  /// Takes the time and the memory.
  mutating func finish() {
    self[number: "seconds"] = (ContinuousClock.now - start) / .seconds(1)
    self["peak_memory"] = ResourceUsage.peakMemory
  }

  func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(values)) + [0x0A]
  }

  /// `1,024 characters (utf-8), 600 words, 9.6 → 6.9 bits per character, 0.1 s, 20 MB`
  var summary: String {
    let granularity = self[number: "granularity"].map { "granularity \(Figure.hundredths($0))" }
    let parts =
      [
        read, counted("words"), counted("entries"), granularity,
        unknownGaps, counted("sampled_atoms") { "sample of \($0) atoms" }, bitsPerCharacter,
        counted("templates"),
        counted("sampled_words") { "learned from a sample of \($0) words" }, bitsPerWord,
        counted("cut_searches", unlessZero: true) { "\($0) searches cut" },
        counted("invalid_bytes", unlessZero: true) { "\($0) invalid bytes" },
        counted("mended_records") { "\($0) mended records" },
        counted("empty_records") { "\($0) records without text" },
        counted("repeated_lines") { "\($0) repeated lines" },
      ].compactMap(\.self)
    let time = Figure.hundredths(self[number: "seconds"] ?? 0)
    return (parts + ["\(time) s", "\((self["peak_memory"] ?? 0) / 1_000_000) MB"])
      .joined(separator: ", ")
  }

  private var read: String {
    let encodings = Set(self[list: "encodings"]).sorted().joined(separator: ", ")
    if encodings.isEmpty { return "\(inputs.count) files" }
    return "\(Figure.grouped(self["characters"] ?? 0)) characters (\(encodings))"
  }

  private func counted(
    _ name: String, unlessZero: Bool = false, _ phrase: ((String) -> String)? = nil
  ) -> String? {
    guard let value = self[name], value != 0 || !unlessZero else { return nil }
    return phrase?(Figure.grouped(value)) ?? "\(Figure.grouped(value)) \(name)"
  }

  private var unknownGaps: String? {
    self[number: "unknown_gaps"].map {
      "\(Figure.hundredths(100 * $0)) % of gaps unknown to the dictionary"
    }
  }

  private var bitsPerCharacter: String? {
    guard let before = self[number: "bits_per_character_before"],
      let after = self[number: "bits_per_character_after"]
    else { return nil }
    return "\(Figure.hundredths(before)) → \(Figure.hundredths(after)) bits per character"
  }

  private var bitsPerWord: String? {
    guard let before = self[number: "bits_per_word_before"],
      let after = self[number: "bits_per_word_after"],
      let inventory = self[number: "inventory_bits_per_word"]
    else { return nil }
    return "\(Figure.hundredths(before)) → \(Figure.hundredths(after)) + "
      + "\(Figure.hundredths(inventory)) bits per word"
  }
}
