import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct PhraseFinderTests {
  /// A text of words, as it is and as atoms.
  private func segmented(_ lines: [[String]]) -> (AtomSequence, SharedArray<UInt8>) {
    let atoms = RandomText.atoms(lines.map { $0.joined() })
    let text = try! AtomSequence(
      atoms, AtomAlphabet(atoms, folding: Normalizer(.asIs)))
    let cuts = try! SharedArray<UInt8>(zeros: text.ids.count)
    var position = text.range.lowerBound
    for line in lines {
      for word in line {
        cuts.view[position] = 1
        position += Tokenizer().tokenize(Array(word.utf8).span).atoms
      }
      position += 1
    }
    return (text, cuts)
  }

  private func phrases(
    _ lines: [[String]], _ criteria: PhraseFinder.Criteria = PhraseFinder.Criteria()
  ) throws -> [(text: String, count: Int)] {
    let (text, cuts) = segmented(lines)
    var finder = PhraseFinder(text, try WordUsage(text, cuts: cuts.view), criteria)
    return try finder.phrases().map { (text.folded($0.span), $0.count) }
  }

  private static let fillers = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉".map { String($0) }

  /// Lines of single words at random, with a phrase in the midst of some.
  private func lines(
    _ phrase: [String], _ count: Int, of total: Int = 1200, seed: UInt64 = 1
  ) -> [[String]] {
    var random = TestGenerator(seed: seed)
    func fillers() -> [String] {
      (0..<Int.random(in: 1...4, using: &random)).map { _ in
        Self.fillers.randomElement(using: &random)!
      }
    }
    return (0..<total).map { fillers() + ($0 < count ? phrase : []) + fillers() }
  }

  @Test(arguments: [5, 40, 80])
  func findsWordsThatAlwaysStandTogether(count: Int) throws {
    let found = try phrases(lines(["社会", "主义"], count))
    #expect(found.map(\.text) == ["社会主义"])
    #expect(found.map(\.count) == [count])
  }

  /// A longer phrase grows from a shorter one that also stands alone.
  @Test func gluesPhrasesAgain() throws {
    let found = try phrases(
      lines(["社会", "主义"], 40) + lines(["社会", "主义", "核心"], 30, of: 30, seed: 2))
    #expect(Set(found.map(\.text)) == ["社会主义", "社会主义核心"])
    let counts = Dictionary(uniqueKeysWithValues: found.map { ($0.text, $0.count) })
    #expect(counts == ["社会主义": 40, "社会主义核心": 30])
  }

  /// 20 of the 60 uses of either word are together.
  @Test(arguments: [(share: 0.5, found: 0), (0.34, 0), (0.33, 1)])
  func theShareThatIsAskedForCounts(share: Double, found: Int) throws {
    let apart = lines(["社会"], 40, seed: 2) + lines(["主义"], 40, seed: 3)
    let criteria = PhraseFinder.Criteria(leastCount: 5, leastShare: share)
    #expect(try phrases(lines(["社会", "主义"], 20) + apart, criteria).count == found)
  }

  @Test func rareOnesAreNoPhrases() throws {
    #expect(try phrases(lines(["社会", "主义"], 4)).isEmpty)
  }

  /// What always has the same neighbour is not free, so neither half of three words is glued.
  @Test func onesThatAreNotFreeAreNoPhrases() throws {
    #expect(try phrases(lines(["新", "社会", "主义"], 40)).isEmpty)
  }

  @Test func wordsThatStandApartAreNoPhrases() throws {
    #expect(try phrases(lines([], 0, of: 2000)).isEmpty)
    // Neither of the two stands beside the other half of the time.
    let apart = lines(["社会", "主义"], 30) + lines(["社会"], 100) + lines(["主义"], 100)
    #expect(try phrases(apart).isEmpty)
  }

  /// Places at the edges of clauses and of the text count too.
  @Test func countsAtTheEdges() throws {
    var lines = lines(["社会", "主义"], 20)
    lines[0] = ["社会", "主义"]
    lines[5] = ["社会", "主义", "甲"]
    lines.append(["乙", "社会", "主义"])
    #expect(try phrases(lines).map(\.count) == [21])
  }

  @Test func ofOverlappingPairsTheFirmerWins() throws {
    // 主义 belongs to 社会 more often than to 道路.
    let lines =
      lines(["社会", "主义"], 40) + lines(["主义", "道路"], 10, of: 10, seed: 2)
      + lines(["社会", "主义", "道路"], 10, of: 10, seed: 3)
    let found = try phrases(lines)
    #expect(found.first?.text == "社会主义")
    // Where the three stand together, the first two are glued, and the third to them.
    let counts = Dictionary(uniqueKeysWithValues: found.map { ($0.text, $0.count) })
    #expect((counts["社会主义"] ?? 0) + (counts["社会主义道路"] ?? 0) == 50)
  }

  @Test func classesAreNotListed() throws {
    var random = TestGenerator(seed: 4)
    let lines = lines(["第", "#", "届"], 40).map { line in
      line.map { $0 == "#" ? String(Int.random(in: 1...999, using: &random)) : $0 }
    }
    #expect(try phrases(lines).allSatisfy { !$0.text.contains("#") })
    // Nor is what has no Han character; a phrase with a known Latin run is.
    #expect(try phrases(self.lines(["usb", "的"], 40)).map(\.text) == ["usb的"])
  }

  @Test func tinyTextsHaveNoPhrases() throws {
    for lines in [[], [["甲"]], [["甲", "乙"]]] { #expect(try phrases(lines).isEmpty) }
  }

  @Test func oneWordOverAndOverEndsSoon() throws {
    let found = try phrases([Array(repeating: "哈", count: 5000)])
    #expect(found.allSatisfy { $0.text.count <= 16 })
  }
}
