import Testing

@testable import WordMine

@Suite struct GapBinsTests {
  @Test(
    arguments: [
      (-1.0, 0), (0, 0), (0.43, 0), (0.44, 1), (6.99, 15), (7, 15), (100, 15), (.infinity, 15),
      (-.infinity, 0),
    ] as [(Double, UInt32)])
  func entropiesFallIntoSixteenBins(value: Double, bin: UInt32) {
    #expect(GapBins.entropy1(value) == bin)
  }

  @Test func everyBinFitsItsField() {
    for step in -200...200 {
      let value = Double(step) / 10
      for bin in [
        GapBins.entropy1(value), GapBins.entropy2(value), GapBins.entropy3(value),
        GapBins.information(value), GapBins.pairCount(value), GapBins.ratio(value),
      ] { #expect(bin < GapBins.none) }
    }
  }

  @Test func fieldsAboveALengthAreThoseOfLongerStrings() {
    let fields: [(GapBins.Field, Int)] = [
      (.entropy1, 1), (.entropy2, 2), (.entropy3, 3), (.information, 2), (.pairCount, 2),
      (.ratio, 3),
    ]
    for length in 0...4 {
      let mask = GapBins.fields(above: length)
      for (field, atoms) in fields {
        #expect(GapBins.field(mask, field) == (atoms > length ? 31 : 0))
      }
    }
  }
}
