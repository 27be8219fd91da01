import Foundation
import SystemPackage
import Testing

@testable import WordMineText

@Suite struct WorkDirectoryTests {
  private let manifest = ["wordmine, version 1", "input: 17 characters", "seed: 0"]

  @Test func isMadeOrTaken() throws {
    try withDirectory { directory in
      for _ in 0..<2 {
        let work = try WorkDirectory(directory + "/work")
        #expect(try names(in: directory) == ["work"])
        #expect(try names(in: work.path).isEmpty)
      }
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
      try work.write("stage") { sink in
        try sink.write("甲乙")
        #expect(!work.isFinished("stage"))
      }
      #expect(work.isFinished("stage"))
      #expect(work.discarded.isEmpty)
      #expect(try content(work.source("stage")) == Array("甲乙".utf8))
      #expect(throws: InputError.self) { _ = try work.source("other") }
    }
  }

  @Test func aStageThatFailsLeavesNothing() throws {
    try withDirectory { directory in
      let work = try WorkDirectory(directory)
      #expect(throws: Failure.self) {
        try work.write("stage") { sink in
          try sink.write("甲乙")
          throw Failure()
        }
      }
      #expect(try names(in: directory).isEmpty)
    }
  }

  private struct Failure: Error {}

  @Test func oneRunAtATimeHasIt() throws {
    try withDirectory { directory in
      let work = try WorkDirectory(directory)
      let error = #expect(throws: InputError.self) { _ = try WorkDirectory(directory) }
      #expect(error.map { "\($0)".contains("another run works in this directory") } == true)
      try work.claim(manifest)
    }
  }

  /// Every byte that changes, every length that it is cut to, and an empty file.
  @Test func aDamagedStageIsMadeAnew() throws {
    try withDirectory { directory in
      let work = try WorkDirectory(directory)
      try work.claim(manifest)
      try work.write("stage") { try $0.write("甲乙") }
      let url = URL(fileURLWithPath: directory + "/stage")
      let whole = try Data(contentsOf: url)
      for place in whole.indices {
        var damaged = whole
        damaged[place] ^= 1
        for bytes in [damaged, whole[..<place]] {
          try bytes.write(to: url)
          #expect(!work.isFinished("stage"))
        }
      }
      #expect(work.discarded == ["stage"])
      try work.write("stage") { try $0.write("甲乙") }
      #expect(work.isFinished("stage"))
      #expect(try Data(contentsOf: url) == whole)
    }
  }

  @Test func theStageOfAnotherRunIsMadeAnew() throws {
    try withDirectory { directory in
      for seed in ["seed: 0", "seed: 1"] {
        let work = try WorkDirectory(directory + "/" + seed)
        try work.claim([seed])
        try work.write("stage") { try $0.write(seed) }
      }
      try FileManager.default.removeItem(atPath: directory + "/seed: 1/stage")
      try FileManager.default.copyItem(
        atPath: directory + "/seed: 0/stage", toPath: directory + "/seed: 1/stage")
      let work = try WorkDirectory(directory + "/seed: 1")
      try work.claim(["seed: 1"])
      #expect(!work.isFinished("stage"))
      #expect(work.discarded == ["stage"])
    }
  }

  /// As after a loss of power.
  @Test func anEmptyManifestIsWrittenAnew() throws {
    try withDirectory { directory in
      try Data().write(to: URL(fileURLWithPath: directory + "/manifest"))
      do {
        let work = try WorkDirectory(directory)
        try work.claim(manifest)
        #expect(work.discarded == ["manifest"])
      }
      let work = try WorkDirectory(directory)
      try work.claim(manifest)
      #expect(work.discarded.isEmpty)
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

  @Test func itsParentMustBeThere() throws {
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
