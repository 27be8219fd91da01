import SystemPackage
import Testing

@testable import WordMineText

@Suite struct ByteSourceTests {
  static let text = Array("杀青以后，茶汤才有回甘。\n".utf8)

  /// `text`, as the tools of that name compress it.
  static let compressed: [Compression: [UInt8]] = [
    .gzip: hex(
      "1f8b0800000000000203012500daffe69d80e99d92e4bba5e5908eefbc8ce88cb6e6b1a4e6898de69c89e59b9ee794"
        + "98e380820ac4e0d5cc25000000"),
    .zstd: hex(
      "28b52ffd0458290100e69d80e99d92e4bba5e5908eefbc8ce88cb6e6b1a4e6898de69c89e59b9ee79498e380820ade"
        + "891484"),
    .xz: hex(
      "fd377a585a000004e6d6b4460200210116000000742fe5a3010024e69d80e99d92e4bba5e5908eefbc8ce88cb6e6b1"
        + "a4e6898de69c89e59b9ee79498e380820a00000000807300992bf8b0ef00013d25d2296a011fb6f37d01000000"
        + "0004595a"),
    .bzip2: hex(
      "425a6839314159265359532d202000000fc07900105027544f0600210c0fe0a000314000d000014026106461828dcf"
        + "6f0f0b73e8645774d478027fa68007631144a8a7e2ee48a70a120a65a40400"),
  ]

  @Test func plainBytesAreThemselves() throws {
    for size in 1...20 {
      #expect(try content(source(Self.text, by: size), by: 7) == Self.text)
    }
    #expect(try content(source([], by: 1)).isEmpty)
  }

  @Test(arguments: Compression.allCases)
  func decompressesInAnyPieces(_ compression: Compression) throws {
    let bytes = try #require(Self.compressed[compression])
    for size in 1...bytes.count {
      for wanted in [1, 2, 36, 37, 38, 1000] {
        #expect(try content(source(bytes, by: size), by: wanted) == Self.text)
      }
    }
  }

  @Test(arguments: Compression.allCases)
  func membersThatFollowEachOtherAreOneText(_ compression: Compression) throws {
    let bytes = try #require(Self.compressed[compression])
    for padding in [0, 1, 4, 512] {
      let zeros = [UInt8](repeating: 0, count: padding)
      for size in [1, 3, 64, 1 << 20] {
        let members = bytes + zeros + bytes + zeros
        #expect(try content(source(members, by: size)) == Self.text + Self.text)
      }
    }
  }

  @Test(arguments: Compression.allCases)
  func everyCutMemberIsAnError(_ compression: Compression) throws {
    let bytes = try #require(Self.compressed[compression])
    for count in Compression.magicLength..<bytes.count {
      for start in [[], bytes] {
        #expect(throws: InputError.self, "cut at \(count)") {
          try content(source(start + bytes[..<count], by: 1 << 20))
        }
      }
    }
  }

  @Test(arguments: Compression.allCases)
  func aChangedByteIsAnErrorOrChangesNothing(_ compression: Compression) throws {
    let bytes = try #require(Self.compressed[compression])
    for index in Compression.magicLength..<bytes.count {
      var changed = bytes
      changed[index] ^= 0x10
      // Some bytes of a header (the time, the system) say nothing of the content.
      let found = try? content(source(changed, by: 1 << 20))
      #expect(found == nil || found == Self.text, "byte \(index)")
    }
  }

  @Test(arguments: Compression.allCases)
  func whatFollowsTheLastMemberIsAnError(_ compression: Compression) throws {
    let bytes = try #require(Self.compressed[compression])
    #expect {
      try content(source(bytes + Array("more".utf8), by: 10))
    } throws: {
      "\($0)" == "list.txt: the \(compression) data is damaged or cut short"
    }
  }

  @Test(
    arguments: [
      [0x1F], [0x28, 0xB5, 0x2F], [0xFD, 0x37, 0x7A, 0x58, 0x5A],
      Array("BZh9".utf8), Array("BZh91AY\u{26}S!".utf8), Array("B".utf8), [0x1E, 0x8B, 8, 0, 0, 0],
    ] as [[UInt8]])
  func whatHasNoMagicNumberIsPlain(bytes: [UInt8]) throws {
    #expect(try content(source(bytes, by: 1)) == bytes)
  }

  @Test func nothingIsCompressedToo() throws {
    #expect(try content(source(hex("425a683917724538509000000000"), by: 5)).isEmpty)
  }

  @Test func whatWasPeekedIsReadAgain() throws {
    for (bytes, size) in [(Self.text, 3), (Self.compressed[.gzip]!, 7)] {
      var source = try source(bytes, by: size)
      for count in [5, 2, 1000] {
        let peeked = try source.peek(count)
        #expect(peeked.elementsEqual(Self.text.prefix(count)))
      }
      let all = try content(source, by: 4)
      #expect(all == Self.text)
    }
  }

  /// A byte is enough to see that a line is not compressed.
  @Test func readsNoMoreThanItNeeds() throws {
    var reads = 0
    var source = try ByteSource(name: "pipe") { _ in
      reads += 1
      return [0x0A]
    }
    let byte = try source.read(10)
    #expect(byte == [0x0A] && reads == 1)
  }

  @Test(arguments: 1...6)
  func aReadThatFailsIsAnErrorWithTheName(failing: Int) {
    var reads = 0
    #expect {
      try content(
        ByteSource(name: "disk") { _ in
          reads += 1
          if reads == failing { throw Errno.ioError }
          return Array("一二三四".utf8)
        })
    } throws: {
      ($0 as? InputError)?.position.source == "disk"
        && "\(($0 as? InputError)!)".contains("cannot be read")
    }
    #expect(reads == failing)
  }

  @Test func filesThatCannotBeReadSayWhy() throws {
    try withDirectory { directory in
      #expect(throws: InputError(.isDirectory, at: SourcePosition(source: directory))) {
        _ = try content(ByteSource(path: directory))
      }
      let missing = directory + "/missing"
      #expect(throws: InputError(.notFound, at: SourcePosition(source: missing))) {
        _ = try content(ByteSource(path: missing))
      }
    }
  }

  @Test func readsAFileAndKnowsItsSize() throws {
    try withDirectory { directory in
      let path = directory + "/t.xz"
      let bytes = try #require(Self.compressed[.xz])
      let sink = try ByteSink.file(path)
      try sink.write(bytes)
      try sink.close()
      var source = try ByteSource(path: path)
      #expect(ByteSource.size(ofFile: path) == bytes.count)
      #expect(try source.read(1000) == Self.text)
      #expect(source.storedBytesRead == bytes.count)
    }
  }
}
