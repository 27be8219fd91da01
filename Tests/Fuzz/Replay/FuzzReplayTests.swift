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

  static let seeds = [
    "\u{1}杀青以后，茶汤才有回甘。T恤 5G网络 3.14 —— ……\n\u{0}e\u{301}か\u{3099}",
    "\u{0}word\tscore\tcount\n杀青\t3.5\t17\n茶汤\t2\t5\n", "\u{3}杀青 17 n\n茶汤 5\n",
    "\u{4}{\"word\":\"杀青\",\"count\":17}\n", "WMCOUNTS\u{1}\u{2}", "WMMODEL_\u{1}",
    "WMLINKS_\u{1}\u{6}\u{40}", "\u{0}杀青 以后 ， 茶汤 才 有 回甘 。 \" ” 1998年\n\n茶 ； a",
    "\u{1}{\"count\":3,\"slots\":[{\"len\":[1,2],\"top\":[[\"水\",3]]}],\"t\":[\"^\",\"在\",null,\"中\"]}\n",
    "\u{2}在 [X] 中\tframe\t3\t9.5\t2\t1;2\t2\t0.9\t水:3\n", "\u{3}^ 从 [a-b] 到 [X] $\n",
    "\u{4}在 ?(?P<a_2d_b>[^\\s。！？；]+?(?: [^\\s。！？；]+?){0,7}?) ?中\n",
    "\u{5}<s> [word=\"[0-9０-９][0-9０-９.,]*年\"] []{1,8} </s>\n",
    "#a\tb\tn\tn_1\tn_2\tpeak\n香\t气\t5\t4\t1\t1\n",
    "{\"a\":\"香\",\"b\":\"气\",\"distances\":[4,1],\"n\":5,\"t\":2.5}\n",
    "在 [X] 中\n^ 从 [X] 到 [X] $\n[a] 是 [b]\n\n他 在 水 中 。从 这 到 那 ， 好 是 不 好\n",
    "\u{1}2 2\n茶 0.5 -1e-9\nb 3 0\n",
  ]

  @Test(arguments: targets)
  func holdsForDamagedSeeds(target: String) throws {
    let invariant = try #require(Invariants.all[target])
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let numpy = [0] + NumpyFormat.bytes(try Matrix(rows: [[1, -2], [3, 4]]))
    let files = [[UInt8]]() + (target == "Archive" ? Invariants.archives : [numpy])
    for seed in Self.seeds.map({ Array($0.utf8) }) + files {
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

  // MARK: Binary files

  /// A text in the binary formats, without their checksums.
  private static func content(_ target: String) throws -> ArraySlice<UInt8> {
    let sink = ByteSink.memory()
    let bytes = Array(Invariants.sample.utf8)
    if target == "Model" {
      let discovery = Invariants.discover(.asIs) { _ in }
      try SegmentationModelFormat.write(try #require(discovery.learnedModel), to: sink)
    } else if target == "Links" {
      try Invariants.links.write(to: sink)
    } else {
      var counter = NGramCounter(.init(order: 5))
      try counter.add(Tokenizer().tokenize(bytes.span), endsInput: true)
      try counter.finish(to: sink)
    }
    return sink.bytes.dropLast(4)
  }

  /// Damage behind a checksum that fits is found, or does no harm.
  @Test(arguments: ["Counts", "Known", "Links", "Model"], 1...2 as ClosedRange<UInt64>)
  func holdsForDamagedFilesWithAChecksum(target: String, seed: UInt64) throws {
    let invariant = try #require(Invariants.all[target])
    let content = try Self.content(target)
    var state = seed
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<20 {
      var bytes = Array(content)
      // Weights fill most of a model; what is before and behind them matters more.
      let edge = min(bytes.count, 600)
      for _ in 0..<1 + random(2) {
        let place = random(2) == 0 ? random(edge) : bytes.count - 1 - random(edge)
        switch random(3) {
        case 0: bytes[place] = UInt8(random(256))
        case 1: bytes[place] ^= 1 << UInt8(random(8))
        default: bytes[place] = bytes[place] &+ 1
        }
      }
      var checksum = Checksum()
      checksum.update(bytes)
      invariant(bytes + (0..<4).map { UInt8(truncatingIfNeeded: checksum.value >> (8 * $0)) })
    }
  }
}
