import Glibc

/// The cost of listing a template, and the savings of its uses, in nats.
struct TemplateCosts: Sendable {
  /// −ln p of each symbol, from its count in the text; ln 4 for the edges.
  private let literals: [Double]

  /// - Parameters:
  ///   - symbols: The counts of all symbols, `^` and `$` last.
  init(symbols: [Int]) {
    let start = symbols.count - 2
    let total = Double(max(1, symbols.reduce(0, +) - symbols[start]))
    literals = symbols.enumerated().map { symbol, count in
      symbol >= start ? log(4) : log(total / max(0.5, Double(count)))
    }
  }

  /// The code length of a template's entry in the inventory:
  ///
  ///     Σ −ln p(literal) + ln 2 for each gap + 2 ln 2 + ½ ln(M + 1) + ln(M + 1) for each slot
  ///
  /// - Parameter count: M, the number of uses.
  func entry(_ shape: TemplateShape, count: Int) -> Double {
    let counted = log(Double(count) + 1)
    let words = shape.literals.reduce(0) { $0 + literals[Int($1)] }
    return words + log(2) * Double(shape.count + 1) + counted * (0.5 + Double(shape.slotCount))
  }

  /// What the uses of a template save compared with coding its literals as words:
  ///
  ///     uses · (Σ −ln q(literal) + ln q(t) − 1) − Σ −ln q(length)
  ///
  /// Each use loses one nat, because there are fewer items, so that each costs more.
  static func gain(_ inventory: TemplateInventory, _ index: Int, _ code: CoverCode) -> Double {
    let shape = inventory.shapes[index]
    let each = code.literals(shape) - code.templates[index] - 1
    let first = inventory.slotStarts[index] * inventory.slotLength
    var lengths = 0.0
    for (offset, count) in inventory.lengths(of: index).enumerated() where count > 0 {
      lengths += Double(count) * code.lengths[first + offset]
    }
    return Double(inventory.counts[index]) * each - lengths
  }

  /// The total count times the entropy of a distribution.
  static func entropy(_ counts: some Sequence<Int>, total: Int) -> Double {
    counts.reduce(0) { sum, count in
      count == 0 ? sum : sum + Double(count) * log(Double(total) / Double(count))
    }
  }
}
