import Foundation
import Testing
import WordMine
import WordMineModels
import WordMineNumerics
import WordMineText

/// What a fuzzer once found stays mended, and thousands of damaged seeds break nothing.
@Suite struct FuzzReplayTests {
  static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("FailCases")
  static let targets = Invariants.all.keys.sorted()

  @Test(arguments: targets)
  func holdsForWhatWasFound(target: String) throws {
    let invariant = try #require(Invariants.all[target])
    let folder = Self.directory.appendingPathComponent(target)
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for file in files.sorted() {
      invariant(Array(try Data(contentsOf: folder.appendingPathComponent(file))))
    }
  }

  /// The seeds of all targets: each is given those of the others, too.
  static let seeds = targets.flatMap(Invariants.seeds).filter { $0.count < 4096 }

  @Test(arguments: targets)
  func holdsForDamagedSeeds(target: String) throws {
    let invariant = try #require(Invariants.all[target])
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for seed in Self.seeds {
      for _ in 0..<150 {
        var bytes = seed
        for _ in 0..<1 + random(4) {
          let place = random(bytes.count)
          switch random(3) {
          case 0: bytes[place] = UInt8(random(256))
          case 1: bytes.insert(UInt8(random(256)), at: place)
          default: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random(3)))
          }
          if bytes.isEmpty { bytes = [0] }
        }
        invariant(bytes)
      }
    }
  }
}
