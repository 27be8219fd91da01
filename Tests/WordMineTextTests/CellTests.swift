import Testing
import WordMineText

struct CellTests {
  @Test func aSingleLineHasBlanksForTabsAndBreaks() {
    let cell = Cell.singleLine("春\t茶\r\n好")
    #expect(cell.field == "春 茶  好")
    #expect(JSON.text(cell) == #""春\t茶\r\n好""#)
  }

  @Test(arguments: [(Cell.fixed(0.5, places: 3), "0.500"), (.missing, ""), (.integer(-3), "-3")])
  func fields(cell: Cell, field: String) {
    #expect(cell.field == field)
  }
}
