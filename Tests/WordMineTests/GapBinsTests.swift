import Testing

@testable import WordMine

@Suite struct GapBinsTests {
  @Test(
    arguments: [
      (-1024, 0), (0, 0), (447, 0), (448, 1), (6719, 14), (6720, 15), (7 * 1024, 15),
      (100_000, 15), (.max, 15), (.min, 0),
    ] as [(Int32, UInt32)])
  func entropiesFallIntoSixteenBins(units: Int32, bin: UInt32) {
    #expect(GapBins.entropy1(units) == bin)
  }

  @Test func everyBinFitsItsField() {
    for step in -200...200 {
      let value = Double(step) / 10
      let units = Int32(value * 1024)
      for bin in [
        GapBins.entropy1(units), GapBins.entropy2(units), GapBins.entropy3(units),
        GapBins.information(value), GapBins.pairCount(value), GapBins.ratio(value),
      ] { #expect(bin < GapBins.none) }
    }
  }
}
