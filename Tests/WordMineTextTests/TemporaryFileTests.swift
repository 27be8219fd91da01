import Foundation
import SystemPackage
import Testing

@testable import WordMineText

@Suite struct TemporaryFileTests {
  @Test func hasNoName() throws {
    try withDirectory { directory in
      let file = try TemporaryFile(in: directory)
      let sink = ByteSink.temporary(file)
      try sink.write("甲乙丙")
      try sink.close()
      #expect(try names(in: directory).isEmpty)
      var first = try file.source()
      var second = try file.source()
      #expect(try first.read(3) == Array("甲".utf8))
      #expect(try second.read(100) == Array("甲乙丙".utf8))
      #expect(try first.read(100) == Array("乙丙".utf8))
      #expect(try first.read(100).isEmpty)
    }
  }

  @Test func needsADirectory() {
    let error = #expect(throws: SystemError.self) {
      _ = try TemporaryFile(in: "/missing/directory")
    }
    #expect(error?.isCreation == true)
    #expect(error?.errno == .noSuchFileOrDirectory)
  }

  @Test func needsTheSpaceThatIsExpected() throws {
    try withDirectory { directory in
      let error = #expect(throws: SystemError.self) {
        _ = try TemporaryFile(in: directory, expecting: .max)
      }
      #expect(error?.errno == .noSpace)
      #expect(error.map { "\($0)".contains("MiB free") } == true)
      let left = try names(in: directory)
      #expect(left.isEmpty)
      #expect(TemporaryFile.freeSpace(in: directory) ?? 0 > 0)
    }
    #expect(TemporaryFile.freeSpace(in: "/missing/directory") == nil)
  }
}
