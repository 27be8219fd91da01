import Testing
import WordMineText

@testable import WordMineLexicon

/// Lists are sorted by all columns but those of text that few lists have.
@Test func columnsAreThoseOfTheTable() {
  let names = Table<LexiconEntry>.dictionary.columns.map(\.name)
  #expect(
    DictionaryColumn.allCases.map(\.rawValue) == names.filter { $0 != "parts" && $0 != "tag" })
}

@Test func partsAreWrittenWhereTheyAreKnown() throws {
  var entry = LexiconEntry(word: "竹匾", count: 9)
  entry.parts = "竹 匾"
  #expect(try written([entry], .tsv, areTerms: true).hasSuffix("竹 匾\n"))
  #expect(try written([entry], .csv, areTerms: true).contains("竹 匾"))
  #expect(try !written([entry], .tsv).contains("竹 匾"))
  #expect(try RecordReader(dictionary: source(written([entry], .jsonl))).all() == [entry])
}

private func written(
  _ entries: [LexiconEntry], _ format: DictionaryFormat, areTerms: Bool = false
) throws -> String {
  let sink = ByteSink.memory()
  var writer = try DictionaryWriter(sink, as: format, areTerms: areTerms)
  for entry in entries { try writer.write(entry) }
  try writer.finish()
  return String(decoding: sink.bytes, as: UTF8.self)
}
