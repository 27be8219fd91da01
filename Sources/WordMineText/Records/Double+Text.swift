extension Double {
  /// The number with at most six significant digits, the same on every system: `0.25`, `1.5e-7`.
  ///
  /// Reading the text and formatting it again yields the same text. Infinities and NaN yield an
  /// empty text.
  package var shortText: String {
    guard isFinite else { return "" }
    guard self != 0 else { return "0" }
    if (0.00001..<999_999).contains(self) { return Self.commonText(self) }
    var (mantissa, exponent) = (magnitude, 0)
    while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    var digits = Int((mantissa * 100_000).rounded())
    if digits == 1_000_000 { (digits, exponent) = (100_000, exponent + 1) }
    let sign = self < 0 ? "-" : ""
    return sign + Self.text(digits: Array(String(digits).utf8), exponent: exponent)
  }

  /// The text of a number from 0.00001 to below 999,999, the common case.
  private static func commonText(_ value: Double) -> String {
    var unit = 1
    while value * Double(unit) < 100_000 { unit *= 10 }
    var rest = Int((value * Double(unit)).rounded())
    // From the last digit to the first; at most eleven digits and the point.
    var text = InlineArray<16, UInt8>(repeating: 0)
    var start = text.count
    while unit > 1 {
      let digit = rest % 10
      if digit != 0 || start < text.count {
        start -= 1
        text[start] = UInt8(ascii: "0") + UInt8(digit)
      }
      (rest, unit) = (rest / 10, unit / 10)
    }
    if start < text.count {
      start -= 1
      text[start] = UInt8(ascii: ".")
    }
    repeat {
      start -= 1
      text[start] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    } while rest > 0
    return String(ascii: text.span.extracting(start...))
  }

  /// - Parameter digits: Six digits, with the decimal point after the first.
  private static func text(digits: [UInt8], exponent: Int) -> String {
    let zero = UInt8(ascii: "0")
    let kept = (digits.lastIndex { $0 != zero } ?? 0) + 1
    switch exponent {
    case 0..<15:
      let whole = digits + Array(repeating: zero, count: max(0, exponent + 1 - digits.count))
      return join(whole[...exponent], whole[(exponent + 1)...].prefix(max(0, kept - exponent - 1)))
    case -5..<0:
      return join([zero], Array(repeating: zero, count: -exponent - 1) + digits[..<kept])
    default:
      return join(digits[..<1], digits[1..<max(1, kept)]) + "e\(exponent)"
    }
  }

  private static func join(_ whole: ArraySlice<UInt8>, _ fraction: ArraySlice<UInt8>) -> String {
    let point = fraction.isEmpty ? [] : [UInt8(ascii: ".")]
    return String(decoding: whole + point + fraction, as: UTF8.self)
  }
}

extension String {
  /// - Precondition: All bytes are ASCII.
  fileprivate init(ascii bytes: Span<UInt8>) {
    guard let text = try? UTF8Span(validating: bytes) else {
      preconditionFailure("bytes that are not ASCII")
    }
    self.init(copying: text)
  }
}
