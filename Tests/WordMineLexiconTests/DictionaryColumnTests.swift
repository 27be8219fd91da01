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
  #expect(try DictionaryFormat.tsv.lineFormatOfTerms.encode(entry).hasSuffix("竹 匾"))
  #expect(try DictionaryFormat.csv.lineFormatOfTerms.encode(entry).contains("竹 匾"))
  #expect(try DictionaryFormat.tsv.lineFormat.encode(entry).contains("竹 匾") == false)
  var lines = DictionaryFormat.jsonl.lineFormat
  let line = try lines.encode(entry)
  #expect(try lines.decode(line[...]) == entry)
}
