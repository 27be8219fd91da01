import Foundation
import Testing

@testable import WordMineText

@Suite struct ByteSpoolTests {
  @Test(arguments: [0, 1, 9, 10, 11, 50, 1000])
  func givesBackWhatWasAppended(limit: Int) throws {
    try withDirectory { directory in
      let spool = ByteSpool(limit: limit, directory: directory)
      var expected: [UInt8] = []
      for length in [0, 10, 1, 300, 0, 7] {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7 + length) }
        try spool.append(bytes[...])
        expected += bytes
      }
      for size in [1, 7, 1000] { #expect(try content(spool.source(), by: size) == expected) }
      // The temporary file has no name.
      #expect(try names(in: directory).isEmpty)
    }
  }

  @Test(arguments: [0, 1000])
  func severalReadAtOnce(limit: Int) throws {
    let spool = ByteSpool(limit: limit, directory: NSTemporaryDirectory())
    try spool.append(Array(0..<100)[...])
    var first = try spool.source()
    var second = try spool.source()
    #expect(try first.read(30) == Array(0..<30))
    #expect(try second.read(10) == Array(0..<10))
    #expect(try first.read(70) == Array(30..<100))
    #expect(try second.read(5) == Array(10..<15))
    #expect(try first.read(1).isEmpty)
  }

  @Test func mayGrowAfterItWasRead() throws {
    let spool = ByteSpool(limit: 4, directory: NSTemporaryDirectory())
    for (round, bytes) in [[1, 2, 3], [4, 5, 6], [7]].enumerated() as EnumeratedSequence<[[UInt8]]>
    {
      try spool.append(bytes[...])
      #expect(try content(spool.source()).count == [3, 6, 7][round])
    }
  }

  @Test func compressedBytesAreGivenAsTheyAre() throws {
    let spool = ByteSpool(limit: 0, directory: NSTemporaryDirectory())
    let bytes = try #require(ByteSourceTests.compressed[.gzip])
    try spool.append(bytes[...])
    #expect(try content(spool.source()) == bytes)
  }

  @Test func aMissingDirectoryIsAnErrorOnlyWhereItIsNeeded() throws {
    let spool = ByteSpool(limit: 4, directory: "/missing/directory")
    try spool.append([1, 2, 3])
    let error = #expect(throws: SystemError.self) { try spool.append([4, 5]) }
    #expect(error?.isCreation == true)
  }
}
