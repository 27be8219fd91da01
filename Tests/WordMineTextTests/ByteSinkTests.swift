import Foundation
import SystemPackage
import Testing

@testable import WordMineText

@Suite struct ByteSinkTests {
  private func bytes(_ path: String) throws -> [UInt8] { try content(ByteSource(path: path)) }

  @Test func memoryKeepsWhatIsWritten() throws {
    let sink = ByteSink.memory()
    try sink.write("中")
    try sink.write([1, 2, 3])
    try sink.write([9, 8, 7][1...])
    try sink.close()
    #expect(sink.bytes == [0xE4, 0xB8, 0xAD, 1, 2, 3, 8, 7])
    #expect(sink.bytesWritten == 8)
    // zlib's crc32 of these bytes.
    #expect(sink.checksum.value == 0x1732_B7CC)
  }

  @Test func nothingAppearsBeforeTheEnd() throws {
    try withDirectory { directory in
      let path = directory + "/words.tsv"
      let sink = try ByteSink.file(path)
      try sink.write([UInt8](repeating: 7, count: 1 << 20))
      try sink.flush()
      #expect(!FileManager.default.fileExists(atPath: path))
      try sink.close()
      #expect(try names(in: directory) == ["words.tsv"])
      #expect(try bytes(path).count == 1 << 20)
    }
  }

  @Test func whatReplacesAFileHasItsModeAndStandsWhereALinkLeads() throws {
    try withDirectory { directory in
      let (file, link) = (directory + "/words.tsv", directory + "/link")
      #expect(FileManager.default.createFile(atPath: file, contents: Data("old".utf8)))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
      let sink = try ByteSink.file(link)
      try sink.write("new")
      try sink.close()
      #expect(try bytes(file) == Array("new".utf8))
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test func nothingIsLeftOfAnUnfinishedFile() throws {
    try withDirectory { directory in
      do {
        let sink = try ByteSink.file(directory + "/words.tsv")
        try sink.write("甲")
      }
      #expect(try names(in: directory).isEmpty)
    }
  }

  @Test func anUnfinishedFileLeavesTheOldOne() throws {
    try withDirectory { directory in
      let path = directory + "/words.tsv"
      for text in ["first", "second"] {
        let sink = try ByteSink.file(path)
        try sink.write(text)
        try sink.close()
      }
      do {
        let sink = try ByteSink.file(path)
        try sink.write("third")
      }
      #expect(try bytes(path) == Array("second".utf8))
      #expect(try names(in: directory) == ["words.tsv"])
    }
  }

  @Test func closingTwiceIsClosingOnce() throws {
    try withDirectory { directory in
      let sink = try ByteSink.file(directory + "/a")
      try sink.close()
      try sink.close()
      #expect(try names(in: directory) == ["a"])
    }
  }

  @Test func aDirectoryThatIsMissingIsAnErrorOfCreation() throws {
    try withDirectory { directory in
      let error = #expect(throws: SystemError.self) {
        _ = try ByteSink.file(directory + "/missing/words.tsv")
      }
      #expect(error?.isCreation == true)
      #expect(error?.errno == .noSuchFileOrDirectory)
      let other = #expect(throws: SystemError.self) { _ = try ByteSink.file(directory) }
      #expect(other?.isCreation == true)
      #expect(other?.errno == .isDirectory)
    }
  }

  /// What the reader of a named pipe finds: bytes, and whether the end follows.
  private func read(_ pipe: FileDescriptor) throws -> (text: String, hasEnded: Bool) {
    var bytes: [UInt8] = []
    while true {
      var part = [UInt8](repeating: 0, count: 64)
      do {
        let count = try part.withUnsafeMutableBytes { try pipe.read(into: $0) }
        if count == 0 { return (String(decoding: bytes, as: UTF8.self), true) }
        bytes += part[..<count]
      } catch Errno.resourceTemporarilyUnavailable {
        return (String(decoding: bytes, as: UTF8.self), false)
      }
    }
  }

  /// What goes into a pipe without a reader is an error, or dropped where other results matter.
  @Test(arguments: [false, true])
  func aReaderThatLeavesIsAnErrorOrNot(outlives: Bool) throws {
    try withDirectory { directory in
      let path = directory + "/pipe"
      #expect(mkfifo(path, 0o600) == 0)
      let pipe = try FileDescriptor.open(path, .readOnly, options: .nonBlocking)
      let sink = try ByteSink.file(path)
      sink.outlivesReader = outlives
      try pipe.close()
      try sink.write("甲")
      try withoutBrokenPipeSignal {
        if outlives {
          try sink.flush()
          try sink.close()
        } else {
          #expect { try sink.flush() } throws: { ($0 as? SystemError)?.isBrokenPipe == true }
        }
      }
    }
  }

  /// Keeps the signal of a broken pipe from this thread, and from the processes of other tests.
  private func withoutBrokenPipeSignal(_ body: () throws -> Void) throws {
    var (pipe, before) = (sigset_t(), sigset_t())
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipe, &before)
    defer {
      var now = timespec()
      _ = sigtimedwait(&pipe, nil, &now)
      pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    try body()
  }

  @Test func theReaderOfANamedPipeFindsItsEnd() throws {
    try withDirectory { directory in
      let path = directory + "/pipe"
      #expect(mkfifo(path, 0o600) == 0)
      let pipe = try FileDescriptor.open(path, .readOnly, options: .nonBlocking)
      defer { try? pipe.close() }
      let sink = try ByteSink.file(path)
      try sink.write("甲")
      try sink.flush()
      #expect(try read(pipe) == ("甲", false))
      try sink.write("乙")
      try sink.close()
      #expect(try read(pipe) == ("乙", true))
      #expect(throws: Never.self) { try sink.close() }
    }
  }

  @Test func anUnfinishedNamedPipeEndsToo() throws {
    try withDirectory { directory in
      let path = directory + "/pipe"
      #expect(mkfifo(path, 0o600) == 0)
      let pipe = try FileDescriptor.open(path, .readOnly, options: .nonBlocking)
      defer { try? pipe.close() }
      do {
        let sink = try ByteSink.file(path)
        try sink.write("甲")
        try sink.flush()
      }
      #expect(try read(pipe) == ("甲", true))
    }
  }

  @Test func whatCannotAppearIsClosed() throws {
    let name = try withDirectory { directory in
      let sink = try ByteSink.file(directory + "/words.tsv")
      try FileManager.default.removeItem(atPath: directory)
      #expect(throws: SystemError.self) { try sink.close() }
      return directory
    }
    let open = try names(in: "/proc/self/fd").compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
    }
    #expect(!open.contains { $0.hasPrefix(name) })
  }

  @Test func aFullDiskIsAnErrorOfWriting() throws {
    let sink = try ByteSink.file("/dev/full")
    try sink.write("甲")
    let error = #expect(throws: SystemError.self) { try sink.close() }
    #expect(error?.errno == .noSpace)
    #expect(error?.isCreation == false)
  }

  @Test func aFullDiskIsFoundWhileWriting() throws {
    let sink = try ByteSink.file("/dev/full")
    #expect(throws: SystemError.self) {
      for _ in 0..<64 { try sink.write([UInt8](repeating: 0, count: 64 << 10)) }
    }
  }

  @Test func writesToASpool() throws {
    let spool = ByteSpool(limit: 100, directory: NSTemporaryDirectory())
    let sink = ByteSink.spool(spool)
    try sink.write("甲乙")
    try sink.close()
    #expect(try content(spool.source()) == Array("甲乙".utf8))
  }
}
