import CICU

/// Reads one input as blocks of UTF-8.
struct TextReader: ~Copyable {
  /// Where blocks may end.
  enum Cut {
    case betweenAtoms
    case afterLines
  }

  private(set) var source: ByteSource
  let index: Int
  /// The encoding; UTF-8 as long as everything is ASCII.
  private(set) var encoding = Encoding.utf8
  /// Whether the encoding is known, or given.
  private var isDecided = false
  /// Whether a UTF-8 byte order mark was read, but no block yet.
  private var followsByteOrderMark = false
  private let cut: Cut
  private let blockSize: Int
  /// Whether the lines that are there are handed out where the input pauses.
  private let followsPauses: Bool
  private var transcoder: Transcoder?
  private var raw: ArraySlice<UInt8> = []
  private var rawOffset = 0
  private var rawEnded = false
  private var text: [UInt8] = []
  private var textOffset = 0
  private var flushed = false
  /// Whether the last block that was handed out did not say that it is the last.
  private var isOpen = false
  private var replaced = 0
  /// The offset of the first invalid sequence in the input, and its position in `text`.
  private var firstReplaced: (offset: Int, place: Int)?

  /// The bytes that the encoding is judged by: more, if nearly all of them are ASCII.
  static let sampleSize = 64 << 10
  private static let longestSample = 1 << 20
  private static let enoughForeign = 256
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// - Parameters:
  ///   - encoding: The encoding; `nil` to detect it from the first characters that are not ASCII.
  ///   - followsPauses: Blocks also end where the input pauses behind a line. What is not UTF-8 is
  ///     then waited for until there is enough to detect its encoding by.
  /// - Throws: `InputError` for an input that cannot be read, or is no text.
  init(
    _ source: consuming ByteSource, index: Int = 0, encoding: Encoding? = nil,
    cut: Cut = .betweenAtoms, blockSize: Int = 1 << 20, followsPauses: Bool = false
  ) throws(InputError) {
    self.source = source
    self.index = index
    self.cut = cut
    self.blockSize = blockSize
    self.followsPauses = followsPauses
    try begin(encoding)
  }

  private mutating func begin(_ given: Encoding?) throws(InputError) {
    let isWhole = try fillSample(atPause: followsPauses)
    if !source.isText { try FileSignature.check(raw, source: source.name) }
    if let encoding = given ?? Encoding(markOf: raw) {
      use(encoding)
      takeMark()
    } else if raw.contains(where: { $0 >= 0x80 || $0 == 0 }) {
      try decide(isWhole: isWhole, isBeginning: true)
      try checkText()
    }
  }

  private mutating func use(_ encoding: Encoding) {
    isDecided = true
    self.encoding = encoding
    transcoder = encoding == .utf8 ? nil : Transcoder(encoding.converterName)
  }

  /// Takes a byte order mark away, unless the converter does.
  private mutating func takeMark() {
    let mark: [UInt8] =
      switch encoding {
      case .utf8: Self.mark
      case .utf16LittleEndian: [0xFF, 0xFE]
      case .utf16BigEndian: [0xFE, 0xFF]
      case .utf16, .gb18030, .big5: []
      }
    guard !mark.isEmpty, raw.starts(with: mark) else { return }
    raw = raw.dropFirst(mark.count)
    rawOffset = mark.count
    // In other encodings, the mark determines how to read the text and is not part of it.
    guard encoding == .utf8 else { return }
    textOffset = mark.count
    followsByteOrderMark = true
  }

  /// Decides the encoding by the sample in `raw`.
  private mutating func decide(isWhole: Bool, isBeginning: Bool) throws(InputError) {
    if !isWhole {
      if Encoding.isUTF8(raw), !raw.contains(0) { return use(.utf8) }
      _ = try fillSample(atPause: false)
    }
    use(isBeginning ? Encoding(detecting: raw) : Encoding(judging: raw))
  }

  /// - Throws: `InputError` if too many bytes are 0.
  private func checkText() throws(InputError) {
    guard encoding != .utf16LittleEndian, encoding != .utf16BigEndian, !source.isText else {
      return
    }
    guard raw.count(where: { $0 == 0 }) * 100 > raw.count else { return }
    throw InputError(
      .notText(
        "binary data", hint: "if it is text, convert it to UTF-8, or say which encoding it has"),
      at: SourcePosition(source: source.name))
  }

  /// Reads on until there is a sample to judge the encoding by.
  ///
  /// - Parameter atPause: A pause behind a line ends it, too.
  /// - Returns: Whether it is complete.
  private mutating func fillSample(atPause: Bool) throws(InputError) -> Bool {
    var foreign = raw.count { $0 >= 0x80 }
    while !rawEnded {
      if raw.count >= Self.longestSample { break }
      let isEnough = foreign == 0 || foreign >= Self.enoughForeign
      if raw.count >= Self.sampleSize, isEnough { break }
      if atPause, raw.last == 0x0A, source.isPaused { return false }
      let bytes = try source.read(Self.sampleSize)
      foreign += bytes.count { $0 >= 0x80 }
      raw += bytes
      rawEnded = bytes.isEmpty
    }
    return true
  }

  /// The next block; `nil` at the end. An empty input has no blocks.
  mutating func next() throws(InputError) -> TextBlock? {
    var wanted = blockSize
    while true {
      while text.count < wanted, !flushed {
        if let end = endAtPause { return take(end, atPause: true) }
        try fill(wanted - text.count)
      }
      if text.isEmpty { return followsByteOrderMark || isOpen ? take(0) : nil }
      if flushed { return take(text.count) }
      if let end = end(isLong: wanted >= BlockCut.limit) {
        // Reads on, because only then is it known whether this block is the last.
        while !followsPauses, text.count == end, !flushed { try fill(1) }
        return take(end)
      }
      wanted = min(BlockCut.limit, max(wanted * 2, 64))
    }
  }

  /// Where the next block ends, if the input pauses behind a line.
  private var endAtPause: Int? {
    guard followsPauses, raw.isEmpty, !text.isEmpty, !rawEnded, source.isPaused else { return nil }
    return BlockCut.afterLine(text)
  }

  /// Where the next block may end in `text`.
  private func end(isLong: Bool) -> Int? {
    (cut == .afterLines ? BlockCut.afterLine(text) : BlockCut.betweenAtoms(text.span))
      ?? (isLong ? BlockCut.betweenCharacters(text.span) : nil)
  }

  private mutating func take(_ count: Int, atPause: Bool = false) -> TextBlock {
    var block = TextBlock(bytes: [], source: index, byteOffset: textOffset)
    if let firstReplaced {
      let lines = text[..<firstReplaced.place].count { $0 == 0x0A }
      block.firstReplaced = (firstReplaced.offset, lines)
    }
    if count == text.count {
      swap(&block.bytes, &text)
    } else {
      block.bytes = Array(text[..<count])
      text.removeFirst(count)
    }
    textOffset += count
    block.followsByteOrderMark = followsByteOrderMark
    followsByteOrderMark = false
    block.isLast = flushed && text.isEmpty
    block.precedesPause = atPause
    isOpen = !block.isLast
    block.replaced = replaced
    (replaced, firstReplaced) = (0, nil)
    return block
  }

  private mutating func fill(_ count: Int) throws(InputError) {
    if raw.isEmpty, !rawEnded {
      raw = try source.read(count)[...]
      rawEnded = raw.isEmpty
      if !isDecided, !raw.isEmpty { try passASCII() }
    }
    guard transcoder != nil else {
      rawOffset += raw.count
      if text.isEmpty { text = Array(raw) } else { text += raw }
      raw = []
      flushed = rawEnded
      return
    }
    let start = text.count
    let result = transcoder!.convert(raw, into: &text, last: rawEnded)
    if result.invalid > 0, firstReplaced == nil {
      let offset = rawOffset + Int(result.first_invalid - result.first_length)
      firstReplaced = (offset, start + Int(result.first_written))
    }
    replaced += Int(result.invalid)
    rawOffset += Int(result.consumed)
    raw = raw.dropFirst(Int(result.consumed))
    flushed = rawEnded && raw.isEmpty
  }

  /// Moves what is ASCII at the beginning of `raw` to `text`, and decides the encoding of the rest.
  private mutating func passASCII() throws(InputError) {
    let first = raw.firstIndex { $0 >= 0x80 } ?? raw.endIndex
    text += raw[..<first]
    rawOffset += first - raw.startIndex
    raw = raw[first...]
    guard !raw.isEmpty else { return }
    let isWhole = try fillSample(atPause: followsPauses)
    try decide(isWhole: isWhole, isBeginning: false)
  }
}
