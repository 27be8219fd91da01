import Foundation
import Testing

@testable import WordMineText

/// Compressed data that refers far back takes memory to be read.
@Suite struct DecoderMemoryTests {
  private static let text = Array("茶园在山上。".utf8)
  /// With a dictionary of 1.5 GiB, and a window of 2 GiB.
  private static let wide: [Compression: String] = [
    .xz:
      "/Td6WFoAAATm1rRGAgAhASUAAAA7eHtBAQAR6Iy25Zut5Zyo5bGx5LiK44CCAAAA03heUeun7ikAASoSSwhUvB+2830BAAAAAARZWg==",
    .zstd: "KLUv/QSokQAA6Iy25Zut5Zyo5bGx5LiK44CC2IbLHw==",
  ]

  private func read(_ compression: Compression, memory: Int) throws -> [UInt8] {
    let data = try #require(Data(base64Encoded: Self.wide[compression]!))
    var source = try CorpusInput.spooled("a", .memory(Array(data))).open(decoderMemory: memory)
    var text: [UInt8] = []
    while case let bytes = try source.read(100), !bytes.isEmpty { text += bytes }
    return text
  }

  @Test(arguments: [Compression.xz, .zstd])
  func whatIsAllowedIsRead(_ compression: Compression) throws {
    #expect(try read(compression, memory: 3 << 30) == Self.text)
  }

  @Test(arguments: [Compression.xz, .zstd], [0, 1 << 20, 128 << 20])
  func whatIsNotAllowedIsNoDamage(_ compression: Compression, memory: Int) throws {
    let error = #expect(throws: InputError.self) { try read(compression, memory: memory) }
    guard case .decoderMemory(_, let needed, let allowed)? = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(allowed == memory)
    if let needed { #expect(needed > 1536 << 20 && needed < 1600 << 20) }
    #expect((needed == nil) == (compression == .zstd))
  }

  @Test func freeSpaceIsNotMoreThanANumberHolds() {
    #expect(TemporaryFile.space(blocks: 3, of: 4096) == 12288)
    #expect(TemporaryFile.space(blocks: 0, of: 4096) == 0)
    for blocks: UInt64 in [1 << 63, .max, 1 << 51] {
      #expect(TemporaryFile.space(blocks: blocks, of: 4096) == .max)
    }
  }
}
