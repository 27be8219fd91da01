import Testing
import WordMineText

@testable import WordMineLexicon

/// Dictionaries as programs read them that are not at hand: readers written after what these do.
@Suite struct OtherReaderTests {
  private static let entries: [LexiconEntry] = [
    LexiconEntry(word: "茶园", count: 12, tag: "n"), LexiconEntry(word: "杀青", count: 3),
    LexiconEntry(word: "T恤", count: 1), LexiconEntry(word: "#茶"), LexiconEntry(word: "C++"),
  ]

  private func lines(_ entries: [LexiconEntry], _ format: DictionaryFormat) throws -> [Substring] {
    let sink = ByteSink.memory()
    var writer = try DictionaryWriter(sink, as: format)
    for entry in entries { try writer.write(entry) }
    try writer.finish()
    return String(decoding: sink.bytes, as: UTF8.self).split(separator: "\n")
  }

  /// HanLP 1 splits a line at each white space, takes the fields after the word for pairs of nature and
  /// frequency, and gives a word without any the nature of the file and the frequency 1000.
  private func readAsHanLP(_ line: Substring) throws -> (String, nature: String, frequency: Int32) {
    let fields = line.split(omittingEmptySubsequences: false) { $0.isWhitespace }
    if fields.count < 3 { return (String(fields[0]), "nz", 1000) }
    return (String(fields[0]), String(fields[1]), try #require(Int32(fields[2])))
  }

  @Test func hanLPReadsAllFrequencies() throws {
    let read = try lines(Self.entries, .hanlp).map(readAsHanLP)
    #expect(read.map(\.0) == Self.entries.map(\.word))
    #expect(read.map(\.nature) == ["n", "nz", "nz", "nz", "nz"])
    #expect(read.map(\.frequency) == [12, 3, 1, 1000, 1000])
    #expect(throws: InputError.self) {
      try lines([LexiconEntry(word: "茶", count: Int(Int32.max) + 1)], .hanlp)
    }
  }

  /// IK trims a line and takes it for a word, whatever it begins with; newer ones in lower case, as they do
  /// the text.
  @Test func ikReadsAllWords() throws {
    let read = try lines(Self.entries, .plain).map {
      DictionaryField.trim($0).lowercased()
    }
    #expect(read == ["茶园", "杀青", "t恤", "#茶", "c++"])
  }

  /// Excel shows columns only where the file begins with a byte order mark and lines end in CR LF.
  @Test func excelReadsColumns() throws {
    let sink = ByteSink.memory()
    var writer = try DictionaryWriter(sink, as: .csv)
    for entry in Self.entries + [LexiconEntry(word: "=A1,\"\"")] { try writer.write(entry) }
    try writer.finish()
    let bytes = sink.bytes
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    #expect(ends.count == 7 && ends.allSatisfy { bytes[$0 - 1] == 0x0D })
    #expect(String(decoding: bytes, as: UTF8.self).contains("\r\n\"'=A1,\"\"\"\"\","))
  }
}
