import Testing
import WordMineText

@testable import WordMineLexicon

/// Formats in which a dictionary is one document.
@Suite struct DocumentFormatTests {
  private static let unigram: [DictionaryFormat] = [
    .sentencepiece, .sentencepieceVocabulary, .huggingface,
  ]

  private static let words = [
    LexiconEntry(word: "茶园", count: 12), LexiconEntry(word: "茶", count: 3),
    LexiconEntry(word: "hong kong", count: 2), LexiconEntry(word: "\"\\,", count: 1_000_000),
    LexiconEntry(word: "𠮷", count: 1),
  ]

  private func write(_ entries: [LexiconEntry], _ format: DictionaryFormat) throws -> [UInt8] {
    let sink = ByteSink.memory()
    var writer = try DictionaryWriter(sink, as: format)
    for entry in entries { try writer.write(entry) }
    try writer.finish()
    return sink.bytes
  }

  private func read(_ bytes: [UInt8], _ format: DictionaryFormat? = nil) throws -> [LexiconEntry] {
    var rest = bytes[...]
    let source = try ByteSource(name: "dict") { count in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    return try RecordReader(dictionary: source, format: format).all()
  }

  private func text(_ entries: [LexiconEntry], _ format: DictionaryFormat) throws -> String {
    String(decoding: try write(entries, format), as: UTF8.self)
  }

  /// Words and counts come back; after them, the characters that are no words.
  @Test(arguments: unigram)
  func probabilitiesAreReadAsCounts(format: DictionaryFormat) throws {
    for read in [
      try read(try write(Self.words, format)), try read(try write(Self.words, format), format),
    ] {
      #expect(read.prefix(5).map(\.word) == Self.words.map(\.word))
      #expect(read.prefix(5).map(\.count) == Self.words.map(\.count))
      #expect(
        read.dropFirst(5).map(\.word) == ["园", "h", "o", "n", "g", "k", "\"", "\\", ","])
      #expect(read.dropFirst(5).allSatisfy { $0.count == 1 })
    }
  }

  /// ln(12 / 20), ln(8 / 20), and ln(1 / 20) for what was never used alone.
  @Test func writesTheLogarithmsOfProbabilities() throws {
    let entries = [LexiconEntry(word: "茶园", count: 12), LexiconEntry(word: "茶", count: 8)]
    let lines = try text(entries, .sentencepieceVocabulary).split(separator: "\n")
    #expect(lines.count == 3 + 256 + 4)
    #expect(lines[..<4] == ["<unk>\t0.0", "<s>\t0.0", "</s>\t0.0", "<0x00>\t0.0"])
    #expect(lines[258] == "<0xFF>\t0.0")
    let scores = lines[259...].map { $0.split(separator: "\t") }
    #expect(scores.map { $0[0] } == ["茶园", "茶", "园", "▁"])
    for (score, expected) in zip(scores, [-0.5108256, -0.9162907, -2.9957323, -2.9957323]) {
      #expect(abs((Double(score[1]) ?? .nan) - expected) < 1e-6)
    }
  }

  /// A word without a count is likelier than its parts, as in segmentation with the dictionary itself.
  @Test func aWordWithoutACountBeatsItsParts() throws {
    let entries = [
      LexiconEntry(word: "茶园"), LexiconEntry(word: "茶", count: 90),
      LexiconEntry(word: "园", count: 10),
    ]
    let read = try read(try write(entries, .huggingface))
    let scores = read.compactMap(\.score)
    #expect(scores[0] > scores[1] + scores[2])
    #expect(scores[0] < scores[1] + scores[2] + 0.01)
  }

  /// The first message, byte by byte: `<unk>`, score 0, unknown.
  @Test func writesProtocolBuffers() throws {
    let bytes = try write([LexiconEntry(word: "茶", count: 1)], .sentencepiece)
    let piece: [UInt8] = [0x0A, 5] + Array("<unk>".utf8) + [0x15, 0, 0, 0, 0, 0x18, 2]
    #expect(bytes.starts(with: [0x0A, UInt8(piece.count)] + piece))
    // Pad has the id −1, and no blank is put before a text.
    #expect(bytes.contains([0xD8, 0x02] + [UInt8](repeating: 0xFF, count: 9) + [1]))
    #expect(bytes.suffix(16) == [0x0A, 8] + Array("identity".utf8) + [0x18, 0, 0x20, 0, 0x28, 1])
  }

  /// Longest match: no probabilities, an empty prefix, and other characters alone.
  @Test func withoutCountsAWordPieceModelIsWritten() throws {
    let entries = ["茶园", "茶", "a-b"].map { LexiconEntry(word: $0) }
    let text = try text(entries, .huggingface)
    #expect(text.contains("\"type\":\"WordPiece\",\"unk_token\":\"<unk>\","))
    #expect(text.contains("\"continuing_subword_prefix\":\"\","))
    #expect(
      text.contains("\"茶园\":3,\n\"茶\":4,\n\"a-b\":5,\n\"园\":6,\n\"a\":7,\n\"-\":8,\n\"b\":9}"))
    #expect(text.contains("[^\\\\x{2d}\\\\x{61}\\\\x{62}\\\\x{56ed}\\\\x{8336}]"))
    let read = try read(Array(text.utf8))
    #expect(read.map(\.word) == ["茶园", "茶", "a-b", "园", "a", "-", "b"])
    #expect(read.allSatisfy { $0.count == nil && $0.score == nil })
  }

  @Test(arguments: [
    (
      ###"{"version":"1.0","added_tokens":[{"content":"[UNK]","special":true}],"model":{"type":"WordPiece","vocab":{"##园":2,"[UNK]":0,"茶":1,"园":3}}}"###,
      [LexiconEntry(word: "茶"), LexiconEntry(word: "园")]
    ),
    (
      #"{"version":"1.0","model":{"type":"Unigram","vocab":[["<s>",0],["▁",-2],["▁茶",-1],["茶▁园",-2]]}}"#,
      [
        LexiconEntry(word: "茶", count: 3, score: -1),
        LexiconEntry(word: "茶 园", count: 1, score: -2),
      ]
    ),
    // Ranks are no probabilities.
    (
      #"{"version":"1.0","model":{"type":"Unigram","vocab":[["茶",-1],["园",-99]]}}"#,
      [LexiconEntry(word: "茶", score: -1), LexiconEntry(word: "园", score: -99)]
    ),
  ])
  func readsTokenizersOfOthers(text: String, entries: [LexiconEntry]) throws {
    #expect(try read(Array(text.utf8)) == entries)
  }

  @Test(arguments: [
    (
      #"{"version":"1.0","model":{"type":"BPE","vocab":{"茶":1}}}"#,
      "dict: a model of the type BPE, whose pieces are no words; Unigram and WordPiece are read"
    ),
    (
      #"{"version":"1.0","model":{"type":"Unigram","vocab":[["茶"]]}}"#,
      "dict: not a tokenizer.json: it is no JSON with a model that has a vocabulary of pieces"
    ),
    (
      "<unk>\t0\n▁茶\t-1\n" + String(repeating: "▁园\t-1\n", count: 600) + "水\n",
      "dict:603: not a piece and its score: \"水\""
    ),
  ])
  func saysWhatIsWrong(text: String, message: String) {
    #expect {
      try read(Array(text.utf8))
    } throws: {
      "\($0)" == message
    }
  }

  @Test(
    arguments: [
      ("▁茶", 1, .sentencepiece), ("<茶>", 1, .huggingface), ("茶\t园", 1, .sentencepieceVocabulary),
      (" 茶", 1, .sentencepiece), ("茶\n园", 1, .mecab), ("", 1, .huggingface),
      ("茶", nil, .sentencepiece), ("茶", nil, .mecab), ("茶", 1, .scel),
    ] as [(String, Int?, DictionaryFormat)])
  func refusesWhatItCannotHold(word: String, count: Int?, format: DictionaryFormat) throws {
    let error = try #require(throws: InputError.self) {
      try write([LexiconEntry(word: word, count: count)], format)
    }
    guard case .mismatch = error.reason else { throw error }
  }

  /// The files of a tar archive: a header of 512 bytes with a size in octal, and a content in blocks of 512.
  private func files(_ archive: [UInt8]) throws -> [String: String] {
    var files: [String: String] = [:]
    var rest = archive[...]
    while let first = rest.first, first != 0 {
      let header = Array(rest.prefix(512))
      let name = String(decoding: header.prefix { $0 != 0 }, as: UTF8.self)
      let size = try #require(Int(String(decoding: header[124..<135], as: UTF8.self), radix: 8))
      let sum = try #require(Int(String(decoding: header[148..<154], as: UTF8.self), radix: 8))
      let blank = [UInt8](repeating: 0x20, count: 8)
      #expect((header[..<148] + blank + header[156...]).reduce(0) { $0 + Int($1) } == sum)
      files[name] = String(decoding: rest.dropFirst(512).prefix(size), as: UTF8.self)
      rest = rest.dropFirst(512 + (size + 511) / 512 * 512)
    }
    #expect(rest.count == 1024 && archive.count.isMultiple(of: 512))
    return files
  }

  /// 1500 ln(20 / 12) = 766, 1500 ln 20 = 4494.
  @Test func writesTheSourceOfMeCab() throws {
    let entries = [
      LexiconEntry(word: "茶园", count: 10), LexiconEntry(word: "a,\"b\"", count: 7),
      LexiconEntry(word: "水", count: 1), LexiconEntry(word: "茶园", count: 2),
    ]
    let files = try files(try write(entries, .mecab))
    #expect(files["words.csv"] == "茶园,0,0,766,12\n\"a,\"\"b\"\"\",0,0,1575,7\n水,0,0,4494,1\n")
    #expect(files["matrix.def"] == "1 1\n0 0 0\n")
    #expect(files["unk.def"] == "DEFAULT,0,0,4494,*\nSPACE,0,0,4494,*\n")
    #expect(Set(files.keys) == ["words.csv", "matrix.def", "char.def", "unk.def", "dicrc"])
  }

  @Test func anEmptyDictionaryIsWritten() throws {
    for format in DictionaryFormat.written where format.isDocument {
      let bytes = try write([], format)
      if format != .mecab { #expect(try read(bytes) == []) }
    }
  }

  // MARK: - Sogou's cell dictionaries

  private static func bytes(_ units: some Sequence<UInt16>) -> [UInt8] {
    units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
  }

  private static func sized(_ text: String) -> [UInt8] {
    bytes([UInt16(text.utf16.count * 2)] + text.utf16)
  }

  /// - Parameter groups: Words that are read alike, with the numbers of their syllables.
  private static func cellDictionary(
    _ groups: [(syllables: [UInt16], words: [String])], said: Int? = nil
  ) -> [UInt8] {
    var file = [UInt8](repeating: 0, count: 0x1540)
    file.replaceSubrange(0..<8, with: [0x40, 0x15, 0, 0, 0x44, 0x43, 0x53, 1])
    let words = said ?? groups.reduce(0) { $0 + $1.words.count }
    file.replaceSubrange(0x124..<0x128, with: bytes([UInt16(words), 0]))
    file += bytes([3, 0])
    for (number, syllable) in ["cha", "yuan", "shui"].enumerated() {
      file += bytes([UInt16(number)]) + sized(syllable)
    }
    for (syllables, words) in groups {
      file += bytes([UInt16(words.count), UInt16(syllables.count * 2)] + syllables)
      for word in words { file += sized(word) + bytes([10, 1, 0, 0, 0, 0]) }
    }
    return file
  }

  private static let tea = cellDictionary([
    (syllables: [0, 1], words: ["茶园", "茶苑"]), (syllables: [2], words: ["𠮷"]),
  ])

  @Test func readsCellDictionaries() throws {
    let words = ["茶园", "茶苑", "𠮷"].map { LexiconEntry(word: $0) }
    #expect(try read(Self.tea) == words)
    #expect(try read(Self.tea, .scel) == words)
    let blackList = Self.bytes("DELTBL".utf16) + [1, 2, 3]
    #expect(try read(Self.tea + blackList) == words)
  }

  @Test(arguments: [
    (Array(tea.dropLast()), "damaged or cut short: the file ends too early"),
    (
      cellDictionary([(syllables: [0], words: ["茶"])], said: 2),
      "damaged or cut short: 1 words, but the header says 2"
    ),
    (cellDictionary([(syllables: [0], words: [""])]), "the word is empty"),
  ])
  func saysWhatIsWrongInCellDictionaries(bytes: [UInt8], message: String) {
    #expect {
      try read(bytes)
    } throws: {
      "\($0)".hasPrefix("dict (byte ") && "\($0)".hasSuffix(message)
    }
  }

  /// Cut anywhere, or with any byte changed: an error or words, and nothing else.
  @Test func damageDoesNoHarm() throws {
    var refused = 0
    let models = try Self.unigram.map { ($0, try write(Self.words, $0)) }
    for (format, bytes) in models + [(.scel, Self.tea)] {
      let places = format == .scel ? 0x1530..<bytes.count : 0..<bytes.count
      for place in places where place < 300 || place.isMultiple(of: 7) || format == .scel {
        if (try? read(Array(bytes[..<place]), format)) == nil { refused += 1 }
        var changed = bytes
        changed[place] = changed[place] &* 31 &+ 101
        if (try? read(changed, format)) == nil { refused += 1 }
      }
    }
    #expect(refused > 200)
  }
}
