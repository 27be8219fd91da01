import WordMineBase

/// Stores blocks of text that will be read again.
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

  /// The stored blocks; nothing may be appended afterwards.
  package func frozen() throws -> SpooledText {
    SpooledText(blocks: blocks, bytes: try spool.frozen())
  }
}

/// Stored blocks of text, which any number of threads can read.
package struct SpooledText: Sendable {
  /// The blocks without their bytes.
  fileprivate let blocks: [TextBlock]
  fileprivate let bytes: SpooledBlocks

  /// Calls `body` with each block, in order; see `SpooledBlocks.visit`.
  package func forEach(
    on workers: Workers, stage: String? = nil, _ body: (TextBlock) throws -> Void
  ) throws {
    try bytes.visit(on: workers, stage: stage) { index, bytes in
      var block = blocks[index]
      block.bytes = bytes
      try body(block)
    }
  }
}
