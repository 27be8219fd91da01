import Testing

@testable import WordMineNumerics

@Suite struct RotaryTests {
  private let layouts = [(Rotary.Layout.interleaved, "interleaved"), (.halves, "half")]

  @Test func turnsAsTheGoldenValues() throws {
    let golden = try Golden("attention")["rope"]
    let u = golden["u"].matrix
    for (layout, name) in layouts {
      let rows = Matrix.stacking([u, u, u])
      let turned = Rotary(layout: layout).rotated(rows, width: 8, positions: [0, 1, 7])
      #expect(difference(turned, golden["rotated_u_at_0_1_7"][name].matrix) < 1e-12)
    }
  }

  /// The table of products is constant along its diagonals: only the distance counts.
  @Test func productsDependOnTheDistance() throws {
    let golden = try Golden("attention")["rope"]
    func turned(_ key: String) -> Matrix<Double> {
      let vector = golden[key].matrix
      return Rotary().rotated(
        .stacking([vector, vector, vector, vector]), width: 8, positions: [0, 1, 2, 3])
    }
    let products = turned("u").product(turned("v"), transposingOther: true)
    #expect(difference(products, golden["dot_m_n"].matrix) < 1e-12)
    for m in 1..<4 {
      for n in 1..<4 { #expect(abs(products[m, n] - products[m - 1, n - 1]) < 1e-12) }
    }
  }

  @Test(arguments: [Rotary.Layout.interleaved, .halves])
  func keepsLengthsAndTurnsBack(layout: Rotary.Layout) {
    let rotary = Rotary(layout: layout)
    let x = random(3, 12, seed: 1)
    let turned = rotary.rotated(x, width: 6, positions: [0, 5, 900])
    #expect(difference((turned * turned).rowSums, (x * x).rowSums) < 1e-13)
    let back = rotary.rotated(turned, width: 6, positions: [0, 5, 900], isInverse: true)
    #expect(difference(back, x) < 1e-14)
  }
}
