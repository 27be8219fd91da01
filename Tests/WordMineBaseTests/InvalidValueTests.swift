import Testing
import WordMineBase

@Suite struct InvalidValueTests {
  private func message(_ check: () throws -> Void) -> String? {
    do {
      try check()
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test(
    arguments: [
      (0, "window is 0; it can be 1 to 20"), (1, nil), (20, nil),
      (21, "window is 21; it can be 1 to 20"),
    ] as [(Int, String?)])
  func ranges(value: Int, expected: String?) {
    #expect(message { try InvalidValue.check("window", value, in: 1...20) } == expected)
  }

  @Test(
    arguments: [(-1, "limit is -1; it must be at least 0"), (0, nil), (7, nil)]
      as [(Int, String?)])
  func minima(value: Int, expected: String?) {
    #expect(message { try InvalidValue.check("limit", value, atLeast: 0) } == expected)
  }

  @Test func whatIsNoNumberIsOutOfRange() {
    #expect(message { try InvalidValue.check("rate", Double.nan, in: 0...1) } != nil)
  }
}
