import Foundation
import Testing
import WordMineBase
import WordMineText

@testable import WordMine

/// The texts of the sample corpus.
enum Sample {
  static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("corpora/sample")

  static let names = ["tea", "clinic"]

  static func text(_ file: String) throws -> String {
    try String(contentsOf: directory.appendingPathComponent(file), encoding: .utf8)
  }

  static func discover(
    _ inputs: [CorpusInput], blockSize: Int = 1 << 20, threads: Int = 1,
    _ change: (inout WordDiscovery.Configuration) -> Void = { _ in }
  ) throws -> WordDiscovery.Result {
    var configuration = WordDiscovery.Configuration()
    change(&configuration)
    var reading = CorpusReader.Configuration()
    (reading.blockSize, reading.workers.threads) = (blockSize, threads)
    var reader = CorpusReader(inputs, reading)
    var text = AtomText()
    try reader.readAtoms { block, atoms in
      text.append(atoms)
      if block.isLast { text.endClause() }
    }
    return try WordDiscovery(configuration).discover(
      inMemory: text, workers: Workers(threads: threads))
  }

  static func discover(
    _ text: String, threads: Int = 1,
    _ change: (inout WordDiscovery.Configuration) -> Void = { _ in }
  ) throws -> WordDiscovery.Result {
    try discover([.text(Array(text.utf8))], threads: threads, change)
  }
}

extension WordDiscovery.Result {
  /// Everything that a user may see of it.
  var shown: String {
    words.map { "\($0)" }.joined(separator: "\n") + "\(summary)"
      + (((try? segmentation.marks()) ?? []).map { $0 ? "1" : "0" }.joined())
  }
}

@Suite struct DiscoveryTests {
  @Test(arguments: 2...4)
  func threadsChangeNothing(threads: Int) throws {
    let text = RandomText.lines(1500, seed: 1).joined(separator: "\n")
    let expected = try Sample.discover(text).shown
    #expect(try Sample.discover(text, threads: threads).shown == expected)
  }

  @Test(arguments: [1, 7, 100, 4096])
  func blocksChangeNothing(blockSize: Int) throws {
    let inputs = [1, 2].map {
      CorpusInput.text(Array(RandomText.lines(300, seed: $0).joined(separator: "，").utf8))
    }
    let expected = try Sample.discover(inputs).shown
    #expect(try Sample.discover(inputs, blockSize: blockSize).shown == expected)
  }

  /// A text cut into files where lines end is the same text.
  @Test func filesChangeNothing() throws {
    let lines = RandomText.lines(500, seed: 3)
    let whole = try Sample.discover(lines.joined(separator: "\n")).shown
    let parts = stride(from: 0, to: 500, by: 50).map {
      CorpusInput.text(Array((lines[$0..<$0 + 50].joined(separator: "\n") + "\n").utf8))
    }
    #expect(try Sample.discover(parts).shown == whole)
  }

  /// Uses, occurrences and contexts are those of the segmentation that comes with them.
  @Test func figuresAreThoseOfTheSegmentation() throws {
    let lines = RandomText.lines(400, seed: 4)
    let discovery = try Sample.discover(lines.joined(separator: "\n")) {
      $0.includesSingleAtoms = true
      $0.minimumCount = 1
    }
    let begins = try discovery.segmentation.marks()
    var counts: [String: Int] = [:]
    var atom = 0
    for line in lines {
      var words: [String] = []
      for character in line {
        if begins[atom] { words.append("") }
        words[words.count - 1].append(character)
        atom += 1
      }
      for word in words { counts[word, default: 0] += 1 }
    }
    #expect(atom == discovery.summary.atoms)
    #expect(counts.values.reduce(0, +) == discovery.summary.words)
    #expect(counts.count == discovery.summary.distinctWords)
    #expect(
      Dictionary(uniqueKeysWithValues: discovery.words.map { ($0.folded, $0.count) }) == counts)
    for word in discovery.words {
      #expect(word.rawCount >= word.count)
      #expect(word.contexts >= 1)
      #expect(word.text.count <= 4)
    }
    #expect(zip(discovery.words, discovery.words.dropFirst()).allSatisfy { $0.score >= $1.score })
  }

  @Test(arguments: ["", "字", "，。！？", "12 345 6.78", "a", "\u{FFFD}", "\0\0", "字字", "一，二，三"])
  func tinyTextsHaveNoWords(text: String) throws {
    for method in [WordDiscovery.Method.full, .fast, .mutualInformation] {
      let discovery = try Sample.discover(text) { $0.method = method }
      #expect(discovery.words.isEmpty)
      #expect(discovery.summary.bitsPerAtomBefore.isFinite)
      #expect(discovery.summary.bitsPerAtomAfter.isFinite)
    }
  }

  @Test func oneCharacterAHundredThousandTimesEndsSoon() throws {
    let discovery = try Sample.discover(String(repeating: "哈", count: 100_000))
    #expect(discovery.summary.atoms == 100_000)
    #expect(discovery.words.allSatisfy { Set($0.text) == ["哈"] && $0.text.count <= 4 })
  }

  @Test func aClauseOfDifferentCharactersHasNoWords() throws {
    let table = CharacterTable.standard
    let scalars = (UInt32(0x3400)...0xFFFFD).lazy.compactMap(Unicode.Scalar.init)
      .filter { table.characterClass(of: $0.value) == .character }.prefix(100_000)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    let discovery = try Sample.discover(String(text))
    // Compatibility forms fold to what they stand for, so a few are seen twice.
    #expect(discovery.summary.atoms == 100_000)
    #expect(discovery.words.count < 10)
  }

  @Test func aTextOfDifferentRunsKeepsOnlyFrequentOnes() throws {
    let text = (0..<6000).map { "茶\($0)x" }.joined() + String(repeating: "，T恤", count: 20)
    let discovery = try Sample.discover(text)
    #expect(discovery.words.allSatisfy { $0.text.contains("T恤") || !$0.text.contains("x") })
    #expect(discovery.words.contains { $0.text == "T恤" })
  }

  @Test(arguments: 1...6)
  func keepsToTheLongestWord(length: Int) throws {
    let words = try Sample.discover(RandomText.lines(300, seed: 5).joined(separator: "\n")) {
      $0.maximumLength = length
      $0.includesSingleAtoms = true
    }.words.filter { $0.kind == .word }
    #expect(!words.isEmpty && words.allSatisfy { $0.text.count <= length })
    #expect(length > 4 || words.contains { $0.text.count == length })
  }

  @Test func traditionalAndSimplifiedAreOneWordWithAScript() throws {
    let lines = Array(repeating: "漢語很美，汉语不难，学汉语", count: 30)
    let words = try Sample.discover(lines.joined(separator: "\n")) { $0.script = .simplified }.words
    #expect(words.contains { $0.folded == "汉语" })
    #expect(!words.contains { $0.folded.contains("漢") })
  }
}
