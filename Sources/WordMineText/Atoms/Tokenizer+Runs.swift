extension Tokenizer {
  /// The end of the run that starts at `start`, and the number of its characters.
  ///
  /// A run is letters and digits with their marks, and single `.` or `-` between two of them. Besides:
  ///
  /// | run | signs |
  /// | --- | --- |
  /// | a number | `,` before three digits, `:` before any: `12,345.60`, `3:30` |
  /// | an address that begins with a scheme or `www.` | those of ASCII that URLs may have |
  /// | an e-mail address | one `@`, and `_` and `+` before it |
  package func endOfRun(_ bytes: Span<UInt8>, _ start: Int) -> (end: Int, characters: Int) {
    var (end, characters) = endOfPlainRun(bytes, start)
    // Most runs end before a Han character or a blank, and not before a sign of ASCII.
    guard end < bytes.count, bytes[end] &- 0x21 < 0x5E else { return (end, characters) }
    while joinsNumber(bytes, start, end) {
      let rest = endOfPlainRun(bytes, end + 1)
      (end, characters) = (rest.end, characters + 1 + rest.characters)
    }
    guard let whole = Self.endOfURL(bytes, start, end) ?? Self.endOfMail(bytes, start, end) else {
      return (end, characters)
    }
    return (whole, characters + whole - end)
  }

  private func endOfPlainRun(
    _ bytes: Span<UInt8>, _ start: Int
  ) -> (end: Int, characters: Int) {
    var (end, characters) = (start, 0)
    while end < bytes.count {
      let (scalar, length) = UTF8Scanner.next(in: bytes, at: end)
      guard let scalar else { break }
      switch table.characterClass(of: scalar) {
      case .run, .mark:
        end += length
        characters += 1
      case .joiner where isRun(bytes, end + length):
        end += length
        characters += 1
      default:
        return (end, characters)
      }
    }
    return (end, characters)
  }

  private func isRun(_ bytes: Span<UInt8>, _ position: Int) -> Bool {
    guard position < bytes.count else { return false }
    guard let scalar = UTF8Scanner.next(in: bytes, at: position).scalar else { return false }
    return table.characterClass(of: scalar) == .run
  }

  /// Whether the sign at `end` belongs to the number before it.
  private func joinsNumber(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end < bytes.count else { return false }
    let sign = bytes[end]
    guard sign == UInt8(ascii: ",") || sign == UInt8(ascii: ":") else { return false }
    var first = end
    while first > start, Self.isDigit(bytes[first - 1]) { first -= 1 }
    guard first < end, first == start || bytes[first - 1] == sign else { return false }
    var last = end + 1
    while last < bytes.count, last < end + 5, Self.isDigit(bytes[last]) { last += 1 }
    let digits = last - end - 1
    return sign == UInt8(ascii: ":") ? digits > 0 : end - first <= 3 && digits == 3
  }

  private static func endOfURL(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard let first = startOfPath(bytes, start, end) else { return nil }
    var last = first
    var hasParenthesis = false
    while last < bytes.count, isOfURL(bytes[last]) {
      if bytes[last] == UInt8(ascii: "(") { hasParenthesis = true }
      last += 1
    }
    // What ends a sentence or a parenthesis around the address is not part of it.
    while last > first, endsSentence(bytes[last - 1], hasParenthesis) { last -= 1 }
    return last > first ? last : nil
  }

  /// What follows the scheme of a URL, or a host that begins with `www.`.
  private static func startOfPath(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard end < bytes.count else { return nil }
    switch bytes[end] {
    case UInt8(ascii: ":") where begins(bytes, end + 1, "//"):
      guard isLetter(bytes[start]) else { return nil }
      return (start..<end).allSatisfy { bytes[$0] < 0x80 } ? end + 3 : nil
    case UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
      return begins(bytes, start, "www.") || begins(bytes, start, "WWW.") ? end : nil
    default:
      return nil
    }
  }

  private static func begins(
    _ bytes: Span<UInt8>, _ start: Int, _ text: StaticString
  ) -> Bool {
    guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.description.utf8.enumerated().allSatisfy { bytes[start + $0] == $1 }
  }

  private static func endOfMail(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard end < bytes.count else { return nil }
    switch bytes[end] {
    case UInt8(ascii: "@"), UInt8(ascii: "_"), UInt8(ascii: "+"): break
    default: return nil
    }
    // A name has 64 characters at most.
    var at = start
    while at < min(bytes.count, start + 65), isOfMailName(bytes[at]) { at += 1 }
    guard at < bytes.count, bytes[at] == UInt8(ascii: "@") else { return nil }
    var (last, hasDot) = (at + 1, false)
    while last < bytes.count {
      let isSign = bytes[last] == UInt8(ascii: ".") || bytes[last] == UInt8(ascii: "-")
      if isSign, last > at + 1, last + 1 < bytes.count, isLetterOrDigit(bytes[last + 1]) {
        hasDot = hasDot || bytes[last] == UInt8(ascii: ".")
      } else if !isLetterOrDigit(bytes[last]) {
        break
      }
      last += 1
    }
    return hasDot ? last : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }

  private static func isOfMailName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
    default: isLetterOrDigit(byte)
    }
  }

  private static func isOfURL(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x3C, 0x3E, 0x5B...0x5E, 0x60, 0x7B...0x7D: false
    default: byte &- 0x21 < 0x5E
    }
  }

  private static func endsSentence(_ byte: UInt8, _ hasParenthesis: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "*"):
      true
    case UInt8(ascii: ")"): !hasParenthesis
    default: false
    }
  }
}
