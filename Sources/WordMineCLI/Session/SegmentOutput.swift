import WordMine
import WordMineText

/// Writes segmented text, block after block, to one output.
struct SegmentOutput {
  private let sink: ByteSink
  private let writer: SegmentWriter
  private var state = SegmentWriter.State()
  private var source: Int?

  init(_ sink: ByteSink, separator: String) {
    self.sink = sink
    writer = SegmentWriter(separator: separator)
  }

  mutating func write(_ block: TextBlock, words: [Range<Int32>]) throws {
    if source != block.source { state = SegmentWriter.State() }
    source = block.source
    var output: [UInt8] = block.followsByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    writer.write(block.bytes, words: words, state: &state, to: &output)
    try sink.write(output)
  }
}
