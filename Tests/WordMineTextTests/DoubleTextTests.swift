import Testing
import WordMineText

@Suite struct DoubleTextTests {
  @Test(arguments: [
    (0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "-1.5"), (0.1, "0.1"), (1.0 / 3, "0.333333"),
    (2.0 / 3, "0.666667"), (123_456.7, "123457"), (999_999.6, "1000000"), (0.999_999_6, "1"),
    (9.999_996, "10"), (1_234_567, "1234570"), (100, "100"), (1e14, "100000000000000"),
    (1e15, "1e15"), (0.00001, "0.00001"), (0.000_001_5, "1.5e-6"), (-2.5e-300, "-2.5e-300"),
    (1.7976931348623157e308, "1.79769e308"), (.leastNonzeroMagnitude, "4.94066e-324"),
    (120.05, "120.05"),
    (.infinity, ""), (.nan, ""),
  ])
  func printsSixDigits(value: Double, text: String) { #expect(value.shortText == text) }

  @Test func readsBackToTheSameText() throws {
    // Bit patterns far apart, by Weyl's sequence: every exponent and both signs.
    for step in 1...20_000 {
      let value = Double(bitPattern: UInt64(step) &* 0x9E37_79B9_7F4A_7C15)
      guard value.isFinite else { continue }
      let read = try #require(Double(value.shortText))
      #expect(read.shortText == value.shortText)
      if value.magnitude > 1e-300 { #expect(abs(read - value) <= 5.001e-6 * value.magnitude) }
    }
  }
}
