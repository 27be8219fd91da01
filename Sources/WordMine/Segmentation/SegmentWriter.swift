import WordMineText

/// Writes a text with a separator between words.
///
/// Blanks outside words are copied and act as separators themselves; other text outside words is
/// split by `PieceScanner`. Without the separators, the output equals the input byte for byte.
package struct SegmentWriter: Sendable {
  package var separator: [UInt8]
  private let scanner: PieceScanner

  package init(separator: String = " ", table: CharacterTable = .standard) {
    self.separator = Array(separator.utf8)
    scanner = PieceScanner(table)
  }

  /// The kind of the last output; carried from block to block.
  package struct State: Sendable {
    var pieces = PieceScanner.State()

    package init() {}
  }

  /// Appends the text of a block to `output`.
  ///
  /// - Parameters:
  ///   - words: The ranges of the words in `bytes`, in order.
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

  /// Calls `body` with each byte offset at which a separator belongs, in order.
  ///
  /// - Complexity: O(bytes).
  @inline(__always)
  func visitSeparators(
    _ bytes: Span<UInt8>, words: [Range<Int32>], state: inout State, _ body: (Int) -> Void
  ) {
    var position = 0
    for word in words {
      visitRest(bytes, position..<Int(word.lowerBound), &state, body)
      if case .blank = state.pieces.last {} else { body(Int(word.lowerBound)) }
      position = Int(word.upperBound)
      state.pieces.last = .word
    }
    visitRest(bytes, position..<bytes.count, &state, body)
  }

  @inline(__always)
  private func visitRest(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ state: inout State, _ body: (Int) -> Void
  ) {
    scanner.visit(bytes, range, &state.pieces) { extent, role in
      if role == .begins { body(extent.lowerBound) }
    }
  }
}

/// Writes the blocks of a segmented text to one output.
package struct SegmentedOutput {
  private let sink: ByteSink
  private let writer: SegmentWriter
  private let isBlank: Bool
  private var state = SegmentWriter.State()
  private var source: Int?
  /// How often the text has the separator itself; not counted for blanks, which part words anyway.
  package private(set) var separatorsInText = 0
  /// The end of the block before, as far as a separator may begin there.
  private var tail: [UInt8] = []

  package init(_ sink: ByteSink, separator: String) {
    self.sink = sink
    writer = SegmentWriter(separator: separator)
    isBlank = separator.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  package mutating func write(_ block: TextBlock, words: [Range<Int32>]) throws {
    if source != block.source { (state, tail) = (SegmentWriter.State(), []) }
    source = block.source
    var output: [UInt8] = block.followsByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    writer.write(block.bytes, words: words, state: &state, to: &output)
    try sink.write(output)
    countSeparators(in: block.bytes)
  }

  private mutating func countSeparators(in block: [UInt8]) {
    let separator = writer.separator
    guard let first = separator.first, !isBlank else { return }
    let bytes = tail + block
    for start in 0..<max(0, bytes.count - separator.count + 1) where bytes[start] == first {
      if bytes[start..<start + separator.count].elementsEqual(separator) { separatorsInText += 1 }
    }
    tail = Array(bytes.suffix(separator.count - 1))
  }
}
