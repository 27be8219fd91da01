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
  let encoding: Encoding
  /// Whether a UTF-8 byte order mark was read, but no block yet.
  private var followsByteOrderMark: Bool
  private let cut: Cut
  private let blockSize: Int
  private let transcoder: Transcoder?
  private var raw: ArraySlice<UInt8> = []
  private var rawOffset = 0
  private var rawEnded = false
  private var text: [UInt8] = []
  private var textOffset = 0
  private var flushed = false
  private var replaced = 0
  /// The offset of the first invalid sequence in the input, and its position in `text`.
  private var firstReplaced: (offset: Int, place: Int)?

  static let sampleSize = 64 << 10
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// - Parameter encoding: The encoding; `nil` to detect it from the beginning of the text.
  init(
    _ source: consuming ByteSource, index: Int = 0, encoding: Encoding? = nil,
    cut: Cut = .betweenAtoms, blockSize: Int = 1 << 20
  ) throws(InputError) {
    var source = source
    var sample: [UInt8] = []
    while sample.count < Self.sampleSize {
      let bytes = try source.read(Self.sampleSize - sample.count)
      if bytes.isEmpty { break }
      sample += bytes
    }
    self.encoding = encoding ?? Encoding(detecting: sample[...])
    self.transcoder =
      self.encoding == .utf8 ? nil : Transcoder(self.encoding.converterName)
    self.source = source
    self.index = index
    self.cut = cut
    self.blockSize = blockSize
    self.raw = sample[...]
    let beginsWithMark =
      switch self.encoding {
      case .utf8: sample.starts(with: Self.mark)
      case .utf16LittleEndian: sample.starts(with: [0xFF, 0xFE])
      case .utf16BigEndian: sample.starts(with: [0xFE, 0xFF])
      case .utf16: sample.starts(with: [0xFF, 0xFE]) || sample.starts(with: [0xFE, 0xFF])
      default: false
      }
    // In other encodings, the mark determines how to read the text and is not part of it.
    self.followsByteOrderMark = beginsWithMark && self.encoding == .utf8
    if beginsWithMark, self.encoding != .utf16 {
      let length = self.encoding == .utf8 ? 3 : 2
      self.raw = self.raw.dropFirst(length)
      self.rawOffset = length
      if self.encoding == .utf8 { self.textOffset = length }
    }
  }

  /// The next block; `nil` at the end. An empty input has no blocks.
  mutating func next() throws(InputError) -> TextBlock? {
    var wanted = blockSize
    while true {
      while text.count < wanted, !flushed { try fill(wanted - text.count) }
      if text.isEmpty { return followsByteOrderMark ? take(0) : nil }
      if flushed { return take(text.count) }
      if let end = end(isLong: wanted >= BlockCut.limit) {
        // Reads on, because only then is it known whether this block is the last.
        while text.count == end, !flushed { try fill(1) }
        return take(end)
      }
      wanted = min(BlockCut.limit, max(wanted * 2, 64))
    }
  }

  /// Where the next block may end in `text`.
  private func end(isLong: Bool) -> Int? {
    (cut == .afterLines ? BlockCut.afterLine(text) : BlockCut.betweenAtoms(text.span))
      ?? (isLong ? BlockCut.betweenCharacters(text.span) : nil)
  }

  private mutating func take(_ count: Int) -> TextBlock {
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
    block.replaced = replaced
    (replaced, firstReplaced) = (0, nil)
    return block
  }

  private mutating func fill(_ count: Int) throws(InputError) {
    if raw.isEmpty, !rawEnded {
      raw = try source.read(count)[...]
      rawEnded = raw.isEmpty
    }
    guard transcoder != nil else {
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
}
