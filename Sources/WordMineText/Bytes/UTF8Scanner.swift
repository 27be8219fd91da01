/// Strict decoding of UTF-8, one scalar at a time.
@usableFromInline package enum UTF8Scanner {
  /// The scalar at the start of `bytes[position...]` and its length in bytes.
  ///
  /// An invalid sequence has a `nil` scalar and, as Unicode recommends, the length of its longest
  /// prefix that could have been valid, at least 1.
  @inlinable package static func next(
    in bytes: Span<UInt8>, at position: Int
  ) -> (scalar: UInt32?, length: Int) {
    let first = UInt32(bytes[position])
    if first < 0x80 { return (first, 1) }
    let count = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    if first < 0xC2 || first > 0xF4 { return (nil, 1) }
    var scalar = first & (0x7F &>> UInt32(count))
    for index in 1..<count {
      guard position + index < bytes.count else { return (nil, index) }
      let byte = UInt32(bytes[position + index])
      guard byte & 0xC0 == 0x80, index > 1 || isSecond(byte, after: first) else {
        return (nil, index)
      }
      scalar = scalar &<< 6 | byte & 0x3F
    }
    return (scalar, count)
  }

  /// Rejects overlong forms, surrogates and values beyond U+10FFFF.
  @inlinable package static func isSecond(_ byte: UInt32, after first: UInt32) -> Bool {
    switch first {
    case 0xE0: byte >= 0xA0
    case 0xED: byte < 0xA0
    case 0xF0: byte >= 0x90
    case 0xF4: byte < 0x90
    default: true
    }
  }

  /// The offset of the first invalid sequence, and the number of lines that end before it.
  package static func firstInvalid(in bytes: Span<UInt8>) -> (offset: Int, line: Int)? {
    var (position, line) = (0, 0)
    while position < bytes.count {
      let (scalar, length) = next(in: bytes, at: position)
      if scalar == nil { return (position, line) }
      if scalar == 0x0A { line += 1 }
      position += length
    }
    return nil
  }

  /// The number of valid and of invalid multi-byte sequences.
  ///
  /// A character truncated at the end of the sample counts as neither.
  static func sequences(in sample: ArraySlice<UInt8>) -> (valid: Int, invalid: Int) {
    let bytes = sample.span
    var (valid, invalid, position) = (0, 0, 0)
    while position < bytes.count {
      let (scalar, length) = next(in: bytes, at: position)
      if scalar == nil {
        if position + length < bytes.count || length == 1 && bytes[position] < 0xC2 { invalid += 1 }
      } else if length > 1 {
        valid += 1
      }
      position += length
    }
    return (valid, invalid)
  }
}
