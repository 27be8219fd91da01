import Testing

@testable import WordMineText

@Suite struct BinaryCodingTests {
  private static let values: [UInt64] = [0, 1, 127, 128, 16_383, 16_384, 1 << 32, (1 << 62) - 1]

  private func reader(_ bytes: [UInt8], by size: Int = 3) throws -> BinaryReader {
    BinaryReader(try ByteSource(plain: "a.bin", read: chunks(bytes, size)))
  }

  private func chunks(_ bytes: [UInt8], _ size: Int) -> (Int) -> [UInt8] {
    var rest = bytes[...]
    return { count in
      defer { rest = rest.dropFirst(min(count, size)) }
      return Array(rest.prefix(min(count, size)))
    }
  }

  @Test func numbersRoundTrip() throws {
    var bytes: [UInt8] = []
    for value in Self.values { LEB128.append(value, to: &bytes) }
    for size in 1...bytes.count {
      var reader = try reader(bytes, by: size)
      for value in Self.values { #expect(try reader.number() == Int(value)) }
      #expect(throws: InputError.self) { try reader.byte() }
    }
  }

  @Test func bytesAreAsFewAsCanBe() {
    for (value, length) in [(0, 1), (127, 1), (128, 2), (16_383, 2), (16_384, 3)] {
      var bytes: [UInt8] = []
      LEB128.append(UInt64(value), to: &bytes)
      #expect(bytes.count == length)
    }
  }

  @Test(
    arguments: [
      ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], "too large"),
      ([0x80], "ends too early"), ([], "ends too early"), ([0x64], "out of range"),
    ] as [([UInt8], String)])
  func aNumberThatDoesNotFitIsAnError(bytes: [UInt8], message: String) throws {
    var reader = try reader(bytes)
    do {
      _ = try reader.number(below: 100)
      Issue.record("a number was read")
    } catch {
      #expect("\(error)".hasPrefix("a.bin: damaged or cut short: "))
      #expect("\(error)".contains(message))
    }
  }

  @Test func fixedWidthNumbersRoundTrip() {
    for value: UInt32 in [0, 1, 0x1234_5678, .max] {
      #expect(LittleEndian.value(LittleEndian.bytes(value)) == value)
    }
    #expect(LittleEndian.bytes(UInt32(0x1234_5678)) == [0x78, 0x56, 0x34, 0x12])
  }

  @Test func magicAndVersionAreChecked() throws {
    func expect(_ bytes: [UInt8]) throws {
      var reader = try reader(bytes)
      try reader.expect(magic: [1, 2, 3], version: 4, format: "test file")
    }
    try expect([1, 2, 3, 4])
    for (bytes, reason) in [
      ([1, 2], .notThisFormat(expected: "test file", hint: "it is too short")),
      ([1, 2, 9, 4], .notThisFormat(expected: "test file", hint: "it begins otherwise")),
      ([1, 2, 3, 5], .otherVersion(found: 5, supported: 4)),
    ] as [([UInt8], InputError.Reason)] {
      #expect(throws: InputError(reason, at: SourcePosition(source: "a.bin"))) { try expect(bytes) }
    }
  }

  @Test(arguments: [0, 1, 4, 300_000])
  func theChecksumEndsTheFile(count: Int) throws {
    let content = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    var sum = Checksum()
    sum.update(content)
    let bytes = content + LittleEndian.bytes(sum.value)
    func read(_ bytes: [UInt8], by size: Int) throws {
      var reader = try reader(bytes, by: size)
      _ = try reader.bytes(count)
      try reader.expectChecksumAndEnd()
    }
    for size in [1, 5, 1 << 20] {
      try read(bytes, by: size)
      #expect(throws: InputError.self) { try read(bytes + [0], by: size) }
      #expect(throws: InputError.self) { try read(bytes.dropLast(), by: size) }
      for index in Set([0, count / 2, bytes.count - 1]) {
        var changed = bytes
        changed[index] ^= 1
        #expect(throws: InputError.self) { try read(changed, by: size) }
      }
    }
  }
}
