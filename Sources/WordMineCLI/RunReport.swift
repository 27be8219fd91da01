import FoundationEssentials
import WordMine
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
  /// Templates that were found, the words they were learnt from if those are not all, and the bits of a
  /// word without and with them.
  var templates: Int?
  var sampledWords: Int?
  /// Places where the search for templates had to be cut.
  var cutSearches: Int?
  var bitsPerWordBefore: Double?
  var bitsPerWordAfter: Double?
  /// The bits of the inventory of templates, for each word of the text.
  var inventoryBitsPerWord: Double?
  /// The time that processors took to decompose a matrix.
  var decompositionSeconds: Double?
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
    case templates
    case sampledWords = "sampled_words"
    case cutSearches = "cut_searches"
    case bitsPerWordBefore = "bits_per_word_before"
    case bitsPerWordAfter = "bits_per_word_after"
    case inventoryBitsPerWord = "inventory_bits_per_word"
    case decompositionSeconds = "decomposition_seconds"
    case seconds
    case peakMemory = "peak_memory"
  }

  init(_ command: String) { self.command = command }

  /// Adds what was read to what was read before.
  mutating func add(_ reader: borrowing CorpusReader) {
    inputs += reader.inputs.map(\.name)
    encodings += reader.summary.encodings.map(\.rawValue)
    bytes += reader.summary.bytes
    lines += reader.summary.lines
    characters += reader.summary.characters
    invalidBytes += reader.summary.invalidBytes
    if reader.configuration.uniqueLines {
      repeatedLines = (repeatedLines ?? 0) + reader.summary.repeatedLines
    }
  }

  /// Adds a corpus that a stage of the library read.
  mutating func add(_ corpus: Corpus, _ reading: CorpusReader.Summary) {
    inputs += corpus.inputs.map(\.name)
    encodings += reading.encodings.map(\.rawValue)
    bytes += reading.bytes
    lines += reading.lines
    characters += reading.characters
    invalidBytes += reading.invalidBytes
    if corpus.options.uniqueLines {
      repeatedLines = (repeatedLines ?? 0) + reading.repeatedLines
    }
  }

  mutating func add(_ mined: MinedTemplates) {
    let words = Double(max(1, mined.words))
    (templates, sampledWords) = (mined.found, mined.sampledWords)
    (bitsPerWordBefore, bitsPerWordAfter) = (mined.bitsBefore / words, mined.bitsAfter / words)
    inventoryBitsPerWord = mined.inventoryBits / words
    entries = mined.count
    cutSearches = mined.cutSearches
  }

  private var templateParts: [String] {
    guard let templates, let before = bitsPerWordBefore, let after = bitsPerWordAfter,
      let inventory = inventoryBitsPerWord
    else { return [] }
    var parts = ["\(Figure.grouped(templates)) templates"]
    if let sampledWords {
      parts.append("learnt from a sample of \(Figure.grouped(sampledWords)) words")
    }
    parts.append(
      "\(Figure.hundredths(before)) → \(Figure.hundredths(after)) + "
        + "\(Figure.hundredths(inventory)) bits a word")
    return parts
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
    parts += templateParts
    if let cutSearches, cutSearches > 0 {
      parts.append("\(Figure.grouped(cutSearches)) searches cut")
    }
    if invalidBytes > 0 { parts.append("\(Figure.grouped(invalidBytes)) invalid bytes") }
    if let repeatedLines { parts.append("\(Figure.grouped(repeatedLines)) repeated lines") }
    parts.append("\(Figure.hundredths(seconds)) s")
    parts.append("\(peakMemory / 1_000_000) MB")
    return "wordmine: " + parts.joined(separator: ", ")
  }
}
