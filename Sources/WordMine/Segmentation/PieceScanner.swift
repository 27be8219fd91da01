import WordMineText

/// Splits the text between words into pieces.
///
/// Each character is a separate piece, except that a run of the same dash or dot, or of invalid
/// bytes, is one piece, and so is a sequence of emoji: with joiners, a skin tone, or two letters of a flag.
/// Blanks belong to no piece; combining marks belong to the preceding piece.
struct PieceScanner: Sendable {
  /// How a character relates to the piece before it.
  enum Role {
    case blank
    case continues
    case begins
    case beginsAfterBlank
  }

  /// The kind of the last character; carried from one text to the next.
  struct State: Sendable {
    enum Last: Sendable {
      case blank
      case word
      case punctuation(UInt32)
      /// A zero-width joiner behind a sign.
      case joiner
      case run
      case invalid
    }

    var last = Last.blank
  }

  let table: CharacterTable

  init(_ table: CharacterTable = .standard) { self.table = table }

  /// Calls `body` with each character of a range that contains no words, and its role.
  @inline(__always) func visit(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ state: inout State,
    _ body: (Range<Int>, Role) -> Void
  ) {
    var position = range.lowerBound
    while position < range.upperBound {
      let (scalar, length) = UTF8Scanner.next(in: bytes, at: position)
      let next = min(position + length, range.upperBound)
      body(position..<next, role(scalar, &state))
      position = next
    }
  }

  private func role(_ scalar: UInt32?, _ state: inout State) -> Role {
    let kind = scalar.map(table.characterClass(of:)) ?? .invalid
    var isAfterBlank = false
    if case .blank = state.last { isAfterBlank = true }
    if kind == .mark {
      if scalar == 0x200D, case .punctuation = state.last { state.last = .joiner }
      return isAfterBlank ? .beginsAfterBlank : .continues
    }
    if kind == .blank {
      state.last = .blank
      return .blank
    }
    let continues =
      switch (state.last, kind) {
      case (.invalid, .invalid), (.run, .run): true
      case (.punctuation(let last), _):
        last == scalar && Self.repeats(last) || Self.isEmojiPair(last, scalar ?? 0)
      case (.joiner, .border): true
      default: false
      }
    // The third letter of flags begins the second flag.
    let endsFlag = continues && scalar.map(Self.isFlagLetter) ?? false
    state.last =
      kind == .invalid
      ? .invalid : kind == .run ? .run : .punctuation(endsFlag ? 0 : scalar ?? 0)
    return isAfterBlank ? .beginsAfterBlank : continues ? .continues : .begins
  }

  /// Whether the second character changes the first, an emoji: its skin tone, or the rest of a flag.
  private static func isEmojiPair(_ first: UInt32, _ second: UInt32) -> Bool {
    (0x1F3FB...0x1F3FF).contains(second) && first >= 0x261D
      || isFlagLetter(first) && isFlagLetter(second)
  }

  private static func isFlagLetter(_ scalar: UInt32) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar)
  }

  /// Whether a run of this character is one piece: dashes and dots.
  private static func repeats(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2D, 0x2E, 0x2010...0x2015, 0x2026, 0x2500, 0x2501, 0x22EF, 0xFF0D, 0xFF0E, 0xB7, 0x30FB:
      true
    default: false
    }
  }
}
