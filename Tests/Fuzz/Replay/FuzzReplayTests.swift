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
    "\u{4}{\"word\":\"杀青\",\"count\":17}\n", "\u{2}word,count\r\n杀青,17\r\n\"茶,\"\"汤\",5\r\n",
    "\u{0}杀青 n 17 v 2\n茶汤 n 5\n", "\u{7}---\nname: x\ncolumns:\n - text\n - weight\n...\n杀青\t17\n",
    "\u{0}殺青 杀青 [sha1 qing1] /to finish/\n", "\u{9}<unk>\t0\n▁杀青\t-3.5\n茶▁汤\t-4\n",
    "\u{A}#Word Types: 2\n1\t17\t杀青\n2\t5\t茶汤\n", "\u{0}杀青\t17\n茶 汤\t5\n",
    "\u{C}杀青 11.9\n茶汤 7.25\n", "\u{D}   17 杀青\n    5 茶 汤\n", "WMCOUNTS\u{1}\u{2}", "WMMODEL_\u{1}",
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
}
