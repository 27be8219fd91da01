import WordMineText

/// Writes the digits of a word as `#` and its Latin letters as `@`: 1998年 → #年, T恤 → @恤.
///
/// A run becomes one sign; a single point or comma between digits belongs to their run. The signs `#`
/// and `@` become their full-width forms, so that nothing looks like a run that was none.
enum WordNormalizer {
  static let digits = UInt8(ascii: "#")
  static let letters = UInt8(ascii: "@")

  /// Appends the normalized form of a word.
  ///
  /// - Complexity: O(bytes).
  static func append(_ word: Span<UInt8>, to output: inout [UInt8]) {
    if isPlain(word) {
      for index in word.indices { output.append(word[index]) }
      return
    }
    var position = 0
    var last: UInt8 = 0
    while position < word.count {
      let (scalar, length) = UTF8Scanner.next(in: word, at: position)
      let sign = scalar.map { self.sign($0, after: last, word, position + length) } ?? 0
      if sign == 0 {
        append(scalar, word.extracting(position..<position + length), to: &output)
      } else if sign != last {
        output.append(sign)
      }
      last = sign
      position += length
    }
  }

  /// Whether the word holds nothing but Han characters and signs of U+3000 to U+9FFF.
  private static func isPlain(_ word: Span<UInt8>) -> Bool {
    var position = 0
    while position + 2 < word.count, word[position] &- 0xE3 < 7,
      word[position + 1] & 0xC0 == 0x80, word[position + 2] & 0xC0 == 0x80
    {
      position += 3
    }
    return position == word.count
  }

  /// The sign that a scalar is written as; 0 if it stays.
  private static func sign(
    _ scalar: UInt32, after last: UInt8, _ word: Span<UInt8>, _ next: Int
  ) -> UInt8 {
    if isDigit(scalar) { return digits }
    if isLatin(scalar) || last == letters && (0x300...0x36F).contains(scalar) { return letters }
    guard last == digits, isPoint(scalar), next < word.count,
      let after = UTF8Scanner.next(in: word, at: next).scalar, isDigit(after)
    else { return 0 }
    return digits
  }

  private static func append(
    _ scalar: UInt32?, _ bytes: Span<UInt8>, to output: inout [UInt8]
  ) {
    switch scalar {
    case nil: output += [0xEF, 0xBF, 0xBD]
    case 0x23: output += [0xEF, 0xBC, 0x83]
    case 0x40: output += [0xEF, 0xBC, 0xA0]
    default: for index in bytes.indices { output.append(bytes[index]) }
    }
  }

  private static func isDigit(_ scalar: UInt32) -> Bool {
    (0x30...0x39).contains(scalar) || (0xFF10...0xFF19).contains(scalar)
  }

  private static func isPoint(_ scalar: UInt32) -> Bool {
    scalar == 0x2E || scalar == 0x2C || scalar == 0xFF0E
  }

  private static func isLatin(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0xFF21...0xFF3A, 0xFF41...0xFF5A: true
    case 0xC0...0x24F: scalar != 0xD7 && scalar != 0xF7
    case 0x1E00...0x1EFF: true
    default: false
    }
  }
}
