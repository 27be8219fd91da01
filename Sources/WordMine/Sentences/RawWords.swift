import WordMineText

extension WordBlock {
  /// Segments a block of raw text.
  ///
  /// - Parameters:
  ///   - words: The extents of its words in its bytes; what is between them becomes words as
  ///     `SegmentWriter` has them.
  package init(
    _ block: TextBlock, words: [Range<Int32>], writer: SegmentWriter = SegmentWriter(),
    wholeLines: Bool = false
  ) {
    var segmented: [UInt8] = []
    var state = SegmentWriter.State()
    writer.write(block.bytes, words: words, state: &state, to: &segmented)
    self.init(segmented, endsInput: block.isLast, wholeLines: wholeLines)
  }
}
