import Foundation
import Testing
import WordMineBase

@testable import WordMineText

@Suite struct TextSpoolTests {
  @Test(arguments: [0, 100, 1 << 20])
  func givesTheBlocksAgain(limit: Int) throws {
    try withDirectory { directory in
      var random = TestGenerator(seed: 3)
      var spool = TextSpool(limit: limit, directory: directory)
      var blocks: [TextBlock] = []
      for index in 0..<20 {
        var block = TextBlock(
          bytes: random.messyBytes(index * index), source: index / 7, byteOffset: 100 * index,
          isLast: index % 7 == 6)
        block.followsByteOrderMark = index == 0
        blocks.append(block)
        try spool.append(block)
      }
      for _ in 0..<2 {
        var number = 0
        try spool.frozen().forEach(on: Workers()) { block in
          #expect(block.bytes == blocks[number].bytes)
          #expect(block.source == blocks[number].source)
          #expect(block.byteOffset == blocks[number].byteOffset)
          #expect(block.isLast == blocks[number].isLast)
          #expect(block.followsByteOrderMark == blocks[number].followsByteOrderMark)
          number += 1
        }
        #expect(number == blocks.count)
      }
      #expect(try names(in: directory).isEmpty)
    }
  }

  @Test func errorsOfTheReaderPassThrough() throws {
    var spool = TextSpool(limit: 100, directory: NSTemporaryDirectory())
    try spool.append(TextBlock(bytes: [1]))
    #expect(throws: CancellationError.self) {
      try spool.frozen().forEach(on: Workers()) { _ in throw CancellationError() }
    }
  }
}

@Suite struct ZstdBlockTests {
  @Test(arguments: [0, 1, 100, 100_000])
  func roundTrips(count: Int) {
    var random = TestGenerator(seed: UInt64(count))
    let bytes = random.messyBytes(count)
    #expect(ZstdBlock.decompress(ZstdBlock.compress(bytes)) == bytes)
  }

  @Test func everyCutBlockIsRefused() {
    let block = ZstdBlock.compress(ByteSourceTests.text)
    for count in block.indices { #expect(ZstdBlock.decompress(Array(block[..<count])) == nil) }
  }
}
