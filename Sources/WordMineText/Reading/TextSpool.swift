/// Blocks of text that are needed a second time.
package struct TextSpool {
  private var spool: BlockSpool
  /// The blocks without their bytes.
  private var blocks: [TextBlock] = []

  package init(limit: Int, directory: String) {
    spool = BlockSpool(limit: limit, directory: directory)
  }

  package mutating func append(_ block: TextBlock) throws(SystemError) {
    var description = block
    description.bytes = []
    blocks.append(description)
    try spool.append(block.bytes)
  }

  /// What was written; nothing is appended after that.
  package func frozen() throws -> SpooledText {
    SpooledText(blocks: blocks, bytes: try spool.frozen())
  }
}

/// Blocks of text that were spooled, to be read by any number of threads.
package struct SpooledText: Sendable {
  /// The blocks without their bytes.
  fileprivate let blocks: [TextBlock]
  fileprivate let bytes: SpooledBlocks

  /// Calls `body` with the blocks again, in their order.
  package func forEach(_ body: (TextBlock) throws -> Void) throws {
    try bytes.visit { index, bytes in
      var block = blocks[index]
      block.bytes = bytes
      try body(block)
    }
  }
}
