import Testing

@testable import WordMineText

@Suite struct TextReaderTests {
  @Test(arguments: [TextReader.Cut.betweenAtoms, .afterLines])
  func blocksJoinToTheText(cut: TextReader.Cut) throws {
    var random = TestGenerator(seed: 5)
    for _ in 0..<10 {
      let bytes = random.messyBytes(80)
      for size in 1...40 {
        let blocks = try blocks(bytes, .utf8, cut, size)
        let mark = blocks.first?.followsByteOrderMark ?? false ? 3 : 0
        #expect(blocks.flatMap(\.bytes) == Array(bytes.dropFirst(mark)))
        #expect(blocks.map(\.isLast) == blocks.indices.map { $0 == blocks.count - 1 })
        var offset = mark
        for block in blocks {
          #expect(block.byteOffset == offset)
          offset += block.bytes.count
        }
      }
    }
  }

  @Test func blocksOfLinesEndWithLines() throws {
    let bytes = Array("中国人\n\n民\r\n大会堂".utf8)
    for size in 1...bytes.count {
      let blocks = try blocks(bytes, .utf8, .afterLines, size)
      #expect(blocks.dropLast().allSatisfy { $0.bytes.last == 0x0A })
    }
  }

  @Test(arguments: [
    ("d6d0 0a b9fa ffff 0a", Encoding.gb18030, 2, 5), ("d6d0 b9", .gb18030, 1, 2),
    ("fffe 2d4e 00d8 6100", .utf16LittleEndian, 1, 4), ("feff 4e2d 61", .utf16, 1, 4),
  ])
  func saysWhereInvalidSequencesWere(
    digits: String, encoding: Encoding, count: Int, first: Int
  ) throws {
    for size in 1...16 {
      let blocks = try blocks(hex(digits), encoding, .betweenAtoms, size)
      #expect(blocks.reduce(0) { $0 + $1.replaced } == count, "blocks of \(size)")
      #expect(blocks.compactMap(\.firstReplaced).first?.offset == first, "blocks of \(size)")
    }
  }

  @Test(arguments: [
    ("efbbbf e4b8ad", Encoding?.none, "中", true), ("fffe 2d4e", nil, "中", false),
    ("feff 4e2d", nil, "中", false), ("feff 4e2d", .utf16, "中", false),
    ("e4b8ad", nil, "中", false), ("2d4e", .utf16LittleEndian, "中", false),
    ("efbbbf", nil, "", true),
  ])
  func takesTheByteOrderMarkAway(
    digits: String, encoding: Encoding?, text: String, hasMark: Bool
  ) throws {
    for size in 1...8 {
      let blocks = try blocks(hex(digits), encoding, .betweenAtoms, size)
      #expect(String(decoding: blocks.flatMap(\.bytes), as: UTF8.self) == text)
      #expect(blocks.first?.followsByteOrderMark == hasMark)
      #expect(blocks.dropFirst().allSatisfy { !$0.followsByteOrderMark })
    }
  }

  @Test func anEmptyInputHasNoBlock() throws {
    for encoding in Encoding.allCases {
      #expect(try blocks([], encoding, .betweenAtoms, 1).isEmpty)
    }
  }

  @Test func transcodesTheSameInAnyBlocks() throws {
    let bytes = (0..<50).flatMap { _ in EncodingTests.gbk + hex("0a 95328236 0a") }
    let whole = try blocks(bytes, nil, .betweenAtoms, 1 << 20).flatMap(\.bytes)
    for size in [1, 2, 3, 5, 64, 1000, 4096] {
      #expect(try blocks(bytes, nil, .betweenAtoms, size).flatMap(\.bytes) == whole)
    }
  }

  /// Each chunk is there at once; behind it, whoever writes pauses.
  @Test(arguments: [
    (["我\n", "爱茶\n"], ["我\n", "爱茶\n", ""]), (["a\n", "b\nc", "\nd"], ["a\n", "b\n", "c\n", "d"]),
    (["\n"], ["\n", ""]), (["B\n", "(\n"], ["B\n", "(\n", ""]), ([], []),
    (["\u{FEFF}茶\n", "x"], ["茶\n", "x"]),
  ])
  func handsOutLinesWhereTheInputPauses(chunks: [String], expected: [String]) throws {
    for cut in [TextReader.Cut.betweenAtoms, .afterLines] {
      var reader = try TextReader(
        try pausing(chunks.map { Array($0.utf8) }), cut: cut, followsPauses: true)
      var blocks: [TextBlock] = []
      while let block = try reader.next() { blocks.append(block) }
      #expect(blocks.map { String(decoding: $0.bytes, as: UTF8.self) } == expected)
      #expect(blocks.map(\.isLast) == blocks.indices.map { $0 == blocks.count - 1 })
      #expect(
        blocks.map(\.precedesPause)
          == blocks.indices.map { $0 < min(chunks.count, blocks.count - 1) })
    }
  }

  /// What cannot be UTF-8 waits until there is enough of it.
  @Test func anotherEncodingIsNotGuessedFromALine() throws {
    let lines = (0..<20).map { _ in EncodingTests.gbk + [0x0A] }
    var reader = try TextReader(try pausing(lines), followsPauses: true)
    var bytes: [UInt8] = []
    while let block = try reader.next() { bytes += block.bytes }
    #expect(reader.encoding == .gb18030)
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("我家的茶园"))
  }

  private func pausing(_ chunks: [[UInt8]]) throws -> ByteSource {
    var rest = chunks + [[]]
    return try ByteSource(
      name: "pipe", waits: { !rest.isEmpty }, read: { _ in rest.isEmpty ? [] : rest.removeFirst() })
  }

  private func blocks(
    _ bytes: [UInt8], _ encoding: Encoding?, _ cut: TextReader.Cut, _ size: Int
  ) throws -> [TextBlock] {
    // What is read at once is another matter than what is handed out.
    var reader = try TextReader(
      try source(bytes, by: 3), encoding: encoding, cut: cut, blockSize: size)
    var blocks: [TextBlock] = []
    while let block = try reader.next() { blocks.append(block) }
    return blocks
  }
}
