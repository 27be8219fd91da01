import Testing

@testable import WordMineNumerics

@Suite struct InformationTests {
  @Test func entropyOfEqualSharesIsTheLogarithm() {
    #expect(abs(Information.bits(Information.entropy([0.25, 0.25, 0.25, 0.25])) - 2) < 1e-15)
    #expect(Information.entropy([1, 0]) == 0)
  }

  /// ½ log(½ / ¼) + ½ log(½ / ¾) = ½ log(4/3).
  @Test func divergenceByHand() throws {
    let found = try Information.divergence([0.5, 0.5], from: [0.25, 0.75])
    #expect(abs(found - 0.5 * Double.log(4.0 / 3)) < 1e-15)
    #expect(try Information.divergence([0.5, 0.5], from: [1, 0]) == .infinity)
    #expect(try Information.divergence([1, 0], from: [0.5, 0.5]) == Information.bit)
  }

  @Test func whatIsIndependentHasNoInformation() throws {
    let same = Matrix<Double>([[0.3, 0.7], [0.3, 0.7]])
    #expect(try abs(Information.mutual([0.4, 0.6], conditional: same)) < 1e-15)
    let known = Matrix<Double>.identity(2)
    #expect(try abs(Information.mutual([0.5, 0.5], conditional: known) - Information.bit) < 1e-15)
  }
}
