import WordMineText

/// Numbers for people.
enum Figure {
  static func hundredths(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

  /// `5.430`
  static func thousandths(_ value: Double) -> String { value.fixedText(places: 3) }

  /// A cosine in four digits, which is what sums of 32-bit floats are good for.
  static func cosine(_ value: Float) -> Double {
    (Double(min(1, value)) * 10_000).rounded() / 10_000
  }

  /// `1,234,567`
  static func grouped(_ value: Int) -> String {
    var digits = Array(String(value))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}
