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
  #expect(try TSVFormat(.dictionaryWithParts).encode(entry).hasSuffix("竹 匾"))
  #expect(try TSVFormat(.dictionary).encode(entry).contains("竹 匾") == false)
  let lines = JSONLinesFormat(.dictionary)
  #expect(try lines.decode(lines.encode(entry)[...]) == entry)
}
