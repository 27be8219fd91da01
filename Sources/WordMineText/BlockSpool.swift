/// Blocks of bytes that are needed a second time, kept compressed: in memory first, then in a file.
public struct BlockSpool {
  private let spool: ByteSpool
  private var stored: [Int] = []

  /// - Parameter limit: The bytes that may stay in memory.
  public init(limit: Int, directory: String) {
    spool = ByteSpool(limit: limit, directory: directory)
  }

  public var count: Int { stored.count }

  public mutating func append(_ bytes: [UInt8]) throws(SystemError) {
    let block = ZstdBlock.compress(bytes)
    stored.append(block.count)
    try spool.append(block[...])
  }

  /// Gives the blocks again, in their order. Several readings can go on at once.
  public func forEach(_ body: (Int, [UInt8]) throws -> Void) throws {
    var source = try spool.source()
    for (index, count) in stored.enumerated() {
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
    }
  }
}
