import Testing
import WordMineText

@testable import WordMineLexicon

@Test func columnsAreThoseOfTheTable() {
  let names = Table<LexiconEntry>.dictionary.columns.map(\.name)
  #expect(DictionaryColumn.allCases.map(\.rawValue) == names.filter { $0 != "tag" && $0 != "parts" })
}
