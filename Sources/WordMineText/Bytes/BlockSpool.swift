import WordMineBase

/// Stores blocks of bytes that will be read again, compressed: in memory at first, then in a file.
package struct BlockSpool {
  private let spool: ByteSpool
  private var stored: [Int] = []

  /// - Parameter limit: The most bytes to keep in memory.
  package init(limit: Int, directory: String) {
    spool = ByteSpool(limit: limit, directory: directory)
  }

  package var count: Int { stored.count }

  package mutating func append(_ bytes: [UInt8]) throws(SystemError) {
    let block = ZstdBlock.compress(bytes)
    stored.append(block.count)
    try spool.append(block[...])
  }

  /// The stored blocks; nothing may be appended afterwards.
  package func frozen() throws -> SpooledBlocks {
    SpooledBlocks(bytes: try spool.frozen(), stored: stored)
  }
}

/// Stored blocks, which any number of threads can read.
package struct SpooledBlocks: Sendable {
  fileprivate let bytes: SpooledBytes
  fileprivate let stored: [Int]

  package var count: Int { stored.count }

  /// Calls `body` with each block, in order.
  ///
  /// - Parameters:
  ///   - workers: Its interrupt is checked before each block.
  ///   - stage: The name under which progress is reported after each block; `nil`: no reports.
  package func visit(
    on workers: Workers, stage: String?, _ body: (Int, [UInt8]) throws -> Void
  ) throws {
    var source = try bytes.source()
    for (index, count) in stored.enumerated() {
      try workers.checkInterrupt()
      var block: [UInt8] = []
      while block.count < count {
        let part = try source.read(count - block.count)
        if part.isEmpty { break }
        block += part
      }
      guard block.count == count, let bytes = ZstdBlock.decompress(block) else {
        throw InputError(
          .damaged("what was kept for a second pass"), at: SourcePosition(source: "spool"))
      }
      try body(index, bytes)
      if let stage { try workers.report(stage, Double(index + 1) / Double(stored.count)) }
    }
  }
}
