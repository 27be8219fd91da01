/// Numbers for people.
enum Figure {
  static func hundredths(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

  /// `5.430`
  static func thousandths(_ value: Double) -> String { fixed(value, digits: 3) }

  /// `0.8951`
  static func tenThousandths(_ value: Double) -> String { fixed(value, digits: 4) }

  private static func fixed(_ value: Double, digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let text = String(Int((abs(value) * scale).rounded()))
    let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    return (value < 0 ? "-" : "") + padded.dropLast(digits) + "." + padded.suffix(digits)
  }

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
