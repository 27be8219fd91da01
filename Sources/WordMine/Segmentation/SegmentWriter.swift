import WordMineText

/// Writes a text with a separator between its words.
///
/// What is not part of a word is passed on: blanks stay as they are and part words by themselves;
/// each other character is a word of its own, but a run of the same dash or dot is one, and so is a
/// run of invalid bytes. Without the separators the output is the input, byte for byte.
package struct SegmentWriter: Sendable {
  package var separator: [UInt8]
  private let table: CharacterTable

  package init(separator: String = " ", table: CharacterTable = .standard) {
    self.separator = Array(separator.utf8)
    self.table = table
  }

  /// What was written last; carried from block to block.
  package struct State: Sendable {
    enum Last: Sendable {
      case blank
      case word
      case punctuation(UInt32)
      case run
      case invalid
    }

    var last = Last.blank

    package init() {}
  }

  /// Appends the text of a block to `output`.
  ///
  /// - Parameters:
  ///   - words: The extents of the words in `bytes`, in order.
  /// - Complexity: O(bytes).
  package func write(
    _ bytes: [UInt8], words: [Range<Int32>], state: inout State, to output: inout [UInt8]
  ) {
    let between = bytes.count - words.reduce(0) { $0 + $1.count }
    let room = bytes.count + (words.count + between) * separator.count
    output.append(addingCapacity: room) { output in
      let bytes = bytes.span
      var position = 0
      visitSeparators(bytes, words: words, state: &state) { place in
        Self.append(bytes.extracting(position..<place), to: &output)
        Self.append(separator.span, to: &output)
        position = place
      }
      Self.append(bytes.extracting(position..<bytes.count), to: &output)
    }
  }

  @inline(__always)
  private static func append(_ bytes: Span<UInt8>, to output: inout OutputSpan<UInt8>) {
    for index in 0..<bytes.count { output.append(bytes[index]) }
  }

  /// Calls `body` with each place in the bytes at which a separator belongs, in order.
  ///
  /// - Complexity: O(bytes).
  @inline(__always)
  func visitSeparators(
    _ bytes: Span<UInt8>, words: [Range<Int32>], state: inout State, _ body: (Int) -> Void
  ) {
    var position = 0
    for word in words {
      visitRest(bytes, position..<Int(word.lowerBound), &state, body)
      if case .blank = state.last {} else { body(Int(word.lowerBound)) }
      position = Int(word.upperBound)
      state.last = .word
    }
    visitRest(bytes, position..<bytes.count, &state, body)
  }

  @inline(__always)
  private func visitRest(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ state: inout State, _ body: (Int) -> Void
  ) {
    var position = range.lowerBound
    while position < range.upperBound {
      let (scalar, length) = UTF8Scanner.next(in: bytes, at: position)
      if isSeparated(scalar, &state) { body(position) }
      position = min(position + length, range.upperBound)
    }
  }

  /// Whether a separator belongs before a character that is no part of a word.
  private func isSeparated(_ scalar: UInt32?, _ state: inout State) -> Bool {
    let kind = scalar.map(table.characterClass(of:)) ?? .invalid
    if kind == .mark { return false }
    if kind == .blank {
      state.last = .blank
      return false
    }
    let joins =
      switch (state.last, kind) {
      case (.blank, _): true
      case (.invalid, .invalid): true
      case (.run, .run): true
      case (.punctuation(let last), _): last == scalar && Self.repeats(last)
      default: false
      }
    state.last =
      kind == .invalid ? .invalid : kind == .run ? .run : .punctuation(scalar ?? 0)
    return !joins
  }

  /// Whether a run of this sign is one word: dashes and dots.
  private static func repeats(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2D, 0x2E, 0x2010...0x2015, 0x2026, 0x2500, 0x2501, 0x22EF, 0xFF0D, 0xFF0E, 0xB7, 0x30FB:
      true
    default: false
    }
  }
}
