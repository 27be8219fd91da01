import WordMineBase

/// Rotary position embedding: rotates vectors by their positions, so that the product of two depends
/// only on their distance.
///
/// The i-th pair of a vector of `width` elements at position m is rotated by the angle
/// m · base^(−2i / width): R_m R_nᵀ = R_(m − n).
///
/// Reference: Su et al. 2021, *RoFormer: Enhanced Transformer with Rotary Position Embedding*.
public struct Rotary: Sendable, Equatable {
  /// Which elements make a pair.
  public enum Layout: Sendable {
    /// 2i and 2i + 1, as in the paper.
    case interleaved
    /// i and i + width / 2, as in the code of Llama.
    case halves
  }

  public var layout = Layout.interleaved
  public var base = 10_000.0

  public init(layout: Layout = .interleaved, base: Double = 10_000) {
    self.layout = layout
    self.base = base
  }

  /// - Throws: `InvalidValue` if blocks of a width have no pairs, or if there are no angles.
  func check(width: Int) throws(InvalidValue) {
    guard width % 2 == 0 else {
      throw InvalidValue("an odd width of \(width) cannot be rotated; make it even")
    }
    try InvalidValue.checkPositive("base", base)
  }

  /// Rotates each block of `width` columns of each row.
  ///
  /// - Parameters:
  ///   - positions: One per row.
  ///   - isInverse: Rotates backwards.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func rotated<Element: Scalar>(
    _ x: Matrix<Element>, width: Int, positions: [Int], isInverse: Bool = false
  ) -> Matrix<Element> {
    precondition(width % 2 == 0, "a width of \(width) has no pairs")
    precondition(x.columns % width == 0, "\(x.columns) columns in blocks of \(width)")
    precondition(positions.count == x.rows, "\(positions.count) positions for \(x.rows) rows")
    var result = x
    let (first, last) = (positions.min() ?? 0, positions.max() ?? -1)
    let turns: [(cosine: Element, sine: Element)] = (first..<last + 1).flatMap { position in
      (0..<width / 2).map { pair in
        let angle = angle(of: pair, width, at: position)
        return (Element(Double.cos(angle)), Element(Double.sin(isInverse ? -angle : angle)))
      }
    }
    for row in 0..<x.rows {
      for pair in 0..<width / 2 {
        let (one, other) = places(pair, width)
        let (c, s) = turns[(positions[row] - first) * (width / 2) + pair]
        for start in stride(from: row * x.columns, to: (row + 1) * x.columns, by: width) {
          let (a, b) = (x.elements[start + one], x.elements[start + other])
          result.elements[start + one] = a * c - b * s
          result.elements[start + other] = a * s + b * c
        }
      }
    }
    return result
  }

  /// The positions of stacked sequences of equal length.
  static func positions(rows: Int, sequences: Int) -> [Int] {
    (0..<rows).map { $0 % (rows / sequences) }
  }

  private func places(_ pair: Int, _ width: Int) -> (Int, Int) {
    switch layout {
    case .interleaved: (2 * pair, 2 * pair + 1)
    case .halves: (pair, pair + width / 2)
    }
  }

  private func angle(of pair: Int, _ width: Int, at position: Int) -> Double {
    Double(position) * Double.pow(base, -2 * Double(pair) / Double(width))
  }
}

extension Variable {
  /// Rotates each block of `width` columns by the positions of the rows.
  func rotated(_ rotary: Rotary, width: Int, positions: [Int]) -> Variable {
    let rotated = rotary.rotated(value, width: width, positions: positions)
    return tape.record(rotated, from: [self]) {
      [rotary.rotated($0, width: width, positions: positions, isInverse: true)]
    }
  }
}
