import Testing

@testable import WordMineNumerics

@Suite struct WolfeSearchTests {
  /// A function of one number that goes down at 0, and its slope.
  struct Valley: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let value: @Sendable (Double) -> Double
    let slope: @Sendable (Double) -> Double
  }

  /// The first is function 1 of Moré and Thuente.
  private static let valleys = [
    Valley(
      testDescription: "a bowl at infinity", value: { -$0 / ($0 * $0 + 2) },
      slope: { ($0 * $0 - 2) / (($0 * $0 + 2) * ($0 * $0 + 2)) }),
    Valley(
      testDescription: "a parabola", value: { ($0 - 3) * ($0 - 3) }, slope: { 2 * ($0 - 3) }),
    Valley(
      testDescription: "waves", value: { -$0 / 10 + Double.sin(3 * $0 + 2) / 3 },
      slope: { -0.1 + Double.cos(3 * $0 + 2) }),
  ]

  @Test(arguments: valleys, [1e-3, 1e-1, 1, 10, 1000])
  func findsAGoodLength(valley: Valley, first: Double) {
    let (value, slope) = (valley.value(0), valley.slope(0))
    var search = WolfeSearch(value: value, slope: slope, first: first)
    var tries = 1
    while tries < 40,
      !search.accepts(value: valley.value(search.length), slope: valley.slope(search.length))
    {
      tries += 1
    }
    let length = search.length
    #expect(tries < 20)
    #expect(valley.value(length) <= value + WolfeSearch.decrease * length * slope)
    #expect(abs(valley.slope(length)) <= -WolfeSearch.curvature * slope)
  }

  @Test func takesAGoodLengthAtOnce() {
    var search = WolfeSearch(value: 9, slope: -6, first: 3)
    let isGood = search.accepts(value: 0, slope: 0)
    #expect(isGood && search.length == 3)
  }
}
