import Foundation
import SystemPackage
import Testing

@testable import WordMineText

@Suite struct OutputPlaceTests {
  private func write(_ text: String, to path: String) throws {
    let sink = try ByteSink.file(path)
    try sink.write(text)
    try sink.close()
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func theTargetOfADanglingLinkIsMade() throws {
    try withDirectory { directory in
      let files = FileManager.default
      try files.createDirectory(atPath: directory + "/a", withIntermediateDirectories: false)
      try files.createSymbolicLink(atPath: directory + "/link", withDestinationPath: "a/next")
      try files.createSymbolicLink(atPath: directory + "/a/next", withDestinationPath: "../end")
      try write("甲", to: directory + "/link")
      #expect(try text(directory + "/end") == "甲")
      #expect(try files.destinationOfSymbolicLink(atPath: directory + "/link") == "a/next")
    }
  }

  @Test func aCircleOfLinksIsAnError() throws {
    try withDirectory { directory in
      try FileManager.default.createSymbolicLink(
        atPath: directory + "/a", withDestinationPath: directory + "/a")
      let error = #expect(throws: SystemError.self) { try ByteSink.file(directory + "/a") }
      #expect(error?.errno == .tooManySymbolicLinkLevels)
    }
  }

  /// What is written follows what the descriptor's owner wrote.
  @Test func aDescriptorIsWrittenWhereItStands() throws {
    try withDirectory { directory in
      let file = try FileDescriptor.open(
        directory + "/log", .writeOnly, options: .create, permissions: .ownerReadWrite)
      defer { try? file.close() }
      try file.writeAll(Array("first\n".utf8))
      for folder in ["/dev/fd", "/proc/self/fd", "/proc/\(getpid())/fd"] {
        try write("\(folder)\n", to: "\(folder)/\(file.rawValue)")
      }
      try file.writeAll(Array("last\n".utf8))
      #expect(
        try text(directory + "/log")
          == "first\n/dev/fd\n/proc/self/fd\n/proc/\(getpid())/fd\nlast\n")
    }
  }

  @Test func aDescriptorThatIsOnlyReadIsAnError() throws {
    let null = try FileDescriptor.open("/dev/null", .readOnly)
    defer { try? null.close() }
    let error = #expect(throws: SystemError.self) { try ByteSink.file("/dev/fd/\(null.rawValue)") }
    #expect(error?.errno == .badFileDescriptor)
  }

  /// The right to become another user is not handed on.
  @Test(arguments: [mode_t(0o4755), 0o2755, 0o1644, 0o640])
  func onlyPermissionsAreKept(mode: mode_t) throws {
    try withDirectory { directory in
      let path = directory + "/words"
      try write("old", to: path)
      #expect(chmod(path, mode) == 0)
      try write("new", to: path)
      var status = stat()
      #expect(stat(path, &status) == 0)
      #expect(status.st_mode & 0o7777 == mode & 0o777)
      #expect(try text(path) == "new")
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only root gives files away"))
  func theOwnerIsKept() throws {
    try withDirectory { directory in
      let path = directory + "/words"
      try write("old", to: path)
      #expect(chown(path, 12345, 54321) == 0)
      try write("new", to: path)
      var status = stat()
      #expect(stat(path, &status) == 0)
      #expect(status.st_uid == 12345 && status.st_gid == 54321)
    }
  }

  @Test func twoNamesOfOnePlaceAreEqual() throws {
    try withDirectory { directory in
      let path = directory + "/words"
      let files = FileManager.default
      try files.createSymbolicLink(atPath: directory + "/link", withDestinationPath: "words")
      let names = [path, directory + "/./words", directory + "/link"]
      #expect(Set(names.map { OutputIdentity($0) }).count == 1)
      try write("甲", to: path)
      #expect(Set(names.map { OutputIdentity($0) }).count == 1)
      #expect(OutputIdentity(path) != OutputIdentity(directory + "/other"))
      #expect(OutputIdentity("/dev/null") == nil)
      #expect(OutputIdentity("/dev/stdout") == OutputIdentity("/proc/self/fd/1"))
    }
  }

  /// A descriptor that does not wait is waited for.
  @Test func aPipeThatDoesNotWaitGetsEveryByte() async throws {
    let pipe = try FileDescriptor.pipe()
    _ = fcntl(pipe.writeEnd.rawValue, F_SETFL, O_NONBLOCK)
    let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }
    let reader = Task.detached {
      var read: [UInt8] = []
      while case let part = try pipe.readEnd.readWaiting(4096), !part.isEmpty { read += part }
      return read
    }
    try pipe.writeEnd.writeWaiting(bytes)
    try pipe.writeEnd.close()
    #expect(try await reader.value == bytes)
    try pipe.readEnd.close()
  }
}
