import Testing

/// A sample of what `make faults` does.
@Suite struct FaultTests {
  @Test(arguments: ["kills", "calls", "power", "changes", "options"])
  func disturbancesDoNoHarm(part: String) throws {
    let result = try Shell.run(
      "python3 Tests/Faults/faults.py \"$(command -v wordmine)\" --short --only \(part)")
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
    #expect(result.text.contains("| failures | 0 |"))
  }
}
