/// Blocks of text that are needed a second time, kept compressed.
public struct TextSpool {
  private let spool: ByteSpool
  private var blocks: [(block: TextBlock, stored: Int)] = []

  public init(limit: Int, directory: String) {
    spool = ByteSpool(limit: limit, directory: directory)
  }

  public mutating func append(_ block: TextBlock) throws(SystemError) {
    let stored = ZstdBlock.compress(block.bytes)
    var description = block
    description.bytes = []
    blocks.append((description, stored.count))
    try spool.append(stored[...])
  }

  /// Gives the blocks again, in their order.
  public func forEach(_ body: (TextBlock) throws -> Void) throws {
    var source = try spool.source()
    for (description, stored) in blocks {
      var bytes: [UInt8] = []
      while bytes.count < stored {
        let part = try source.read(stored - bytes.count)
        if part.isEmpty { break }
        bytes += part
      }
      var block = description
      guard bytes.count == stored, let text = ZstdBlock.decompress(bytes) else {
        throw InputError(
          .damaged("text that was kept for a second pass"), at: SourcePosition(source: "spool"))
      }
      block.bytes = text
      try body(block)
    }
  }
}
