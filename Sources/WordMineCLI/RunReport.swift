import FoundationEssentials
import WordMineText

/// What a run read and made: the last line that a command says, and its `--report`.
struct RunReport: Encodable {
  var command: String
  var inputs: [String] = []
  var encodings: [String] = []
  var bytes = 0
  var lines = 0
  var characters = 0
  var invalidBytes = 0
  var repeatedLines: Int?
  /// Words of the segmentation, different words of it, entries of the dictionary.
  var words: Int?
  var distinctWords: Int?
  var entries: Int?
  /// The weight of the entropy correction that was chosen.
  var granularity: Double?
  /// The atoms of the sample that the word model was learnt from, if it is not the whole text.
  var sampledAtoms: Int?
  var bitsPerCharacterBefore: Double?
  var bitsPerCharacterAfter: Double?
  var seconds = 0.0
  var peakMemory = 0

  private let start = Clock.now

  private enum CodingKeys: String, CodingKey {
    case command, inputs, encodings, bytes, lines, characters
    case invalidBytes = "invalid_bytes"
    case repeatedLines = "repeated_lines"
    case words
    case distinctWords = "distinct_words"
    case entries, granularity
    case sampledAtoms = "sampled_atoms"
    case bitsPerCharacterBefore = "bits_per_character_before"
    case bitsPerCharacterAfter = "bits_per_character_after"
    case seconds
    case peakMemory = "peak_memory"
  }

  init(_ command: String) { self.command = command }

  mutating func add(_ reader: borrowing CorpusReader) {
    inputs = reader.inputs.map(\.name)
    encodings = reader.summary.encodings.map(\.rawValue)
    bytes = reader.summary.bytes
    lines = reader.summary.lines
    characters = reader.summary.characters
    invalidBytes = reader.summary.invalidBytes
    if reader.configuration.uniqueLines { repeatedLines = reader.summary.repeatedLines }
  }

  /// Says the summary, and writes the report if one was asked for.
  mutating func finish(_ options: ResourceOptions) throws {
    seconds = Clock.now - start
    peakMemory = ResourceUsage.peakMemory
    if !options.quiet { Terminal.say(summary) }
    guard let path = options.report else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let sink = try OutputFile.open(path)
    try sink.write(Array(try encoder.encode(self)) + [0x0A])
    try sink.close()
  }

  /// `1,024 characters (utf-8), 600 words, 9.6 → 6.9 bits a character, 0.1 s, 20 MB`
  private var summary: String {
    let found = Array(Set(encodings)).sorted().joined(separator: ", ")
    var parts = ["\(Figure.grouped(characters)) characters (\(found))"]
    if encodings.isEmpty { parts = ["\(inputs.count) files"] }
    if let words { parts.append("\(Figure.grouped(words)) words") }
    if let entries { parts.append("\(Figure.grouped(entries)) entries") }
    if let granularity { parts.append("granularity \(Figure.hundredths(granularity))") }
    if let sampledAtoms { parts.append("sample of \(Figure.grouped(sampledAtoms)) atoms") }
    if let before = bitsPerCharacterBefore, let after = bitsPerCharacterAfter {
      parts.append(
        "\(Figure.hundredths(before)) → \(Figure.hundredths(after)) bits a character")
    }
    if invalidBytes > 0 { parts.append("\(Figure.grouped(invalidBytes)) invalid bytes") }
    if let repeatedLines { parts.append("\(Figure.grouped(repeatedLines)) repeated lines") }
    parts.append("\(Figure.hundredths(seconds)) s")
    parts.append("\(peakMemory / 1_000_000) MB")
    return "wordmine: " + parts.joined(separator: ", ")
  }
}
