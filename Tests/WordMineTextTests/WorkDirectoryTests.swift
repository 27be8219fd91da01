import Foundation
import SystemPackage
import Testing

@testable import WordMineText

@Suite struct WorkDirectoryTests {
  private let manifest = ["wordmine, version 1", "input: 17 characters", "seed: 0"]

  @Test func isMadeOrTaken() throws {
    try withDirectory { directory in
      let work = try WorkDirectory(directory + "/work")
      #expect(try names(in: directory) == ["work"])
      #expect(try names(in: work.path).isEmpty)
      #expect(try WorkDirectory(directory + "/work").path == work.path)
    }
  }

  @Test func belongsToOneRun() throws {
    try withDirectory { directory in
      try WorkDirectory(directory).claim(manifest)
      #expect(try names(in: directory) == ["manifest"])
      try WorkDirectory(directory).claim(manifest)
      for (index, other) in ["version 2", "input: 18 characters", "seed: 1"].enumerated() {
        var lines = manifest
        lines[index] = other
        let error = #expect(throws: InputError.self) {
          try WorkDirectory(directory).claim(lines)
        }
        let message = error.map { "\($0)" } ?? ""
        #expect(message.contains("\(manifest[index]), now \(other)"))
        #expect(message.contains("\(directory)/manifest"))
      }
      for lines in [[], Array(manifest.dropLast()), manifest + ["more"]] {
        #expect(throws: InputError.self) { try WorkDirectory(directory).claim(lines) }
      }
      try WorkDirectory(directory).claim(manifest)
    }
  }

  @Test func stagesAreThereOnceTheyAreFinished() throws {
    try withDirectory { directory in
      let work = try WorkDirectory(directory)
      #expect(!work.isFinished("stage"))
      let sink = try work.sink("stage")
      try sink.write("甲乙")
      #expect(!work.isFinished("stage"))
      try sink.close()
      #expect(work.isFinished("stage"))
      #expect(try content(work.source("stage")) == Array("甲乙".utf8))
      #expect(throws: InputError.self) { _ = try work.source("other") }
    }
  }

  @Test func aStageThatFailsLeavesNothing() throws {
    try withDirectory { directory in
      let work = try WorkDirectory(directory)
      do {
        let sink = try work.sink("stage")
        try sink.write("甲乙")
      }
      #expect(try names(in: directory).isEmpty)
    }
  }

  @Test func aFileIsNoDirectory() throws {
    try withDirectory { directory in
      let path = directory + "/file"
      try Data().write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: SystemError.self) { _ = try WorkDirectory(path) }
      #expect(error?.isCreation == true)
    }
  }

  @Test func itsParentMustBeThere() {
    let error = #expect(throws: SystemError.self) {
      _ = try WorkDirectory("/missing/directory/work")
    }
    #expect(error?.errno == .noSuchFileOrDirectory)
    #expect(error?.isCreation == true)
  }

  /// Nobody may write there, the superuser included.
  @Test func mustBeWritable() throws {
    let error = #expect(throws: SystemError.self) {
      try WorkDirectory("/proc").claim(manifest)
    }
    #expect(error?.isCreation == true)
  }
}
