import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct RedundancyFilterTests {
  private let text = try! AtomSequence(characters: [
    Array("的主要".unicodeScalars), Array("天气".unicodeScalars),
  ])

  /// Words by their text: each is a part of `text`.
  private func place(_ word: String) throws -> Range<Int> {
    try #require(
      text.range.lazy.map { $0..<$0 + word.unicodeScalars.count }.first { text.folded($0) == word })
  }

  private func counts() throws -> UnigramWords {
    var counts = UnigramWords(text, longest: 3)
    for (word, count) in ["主要": 12, "的": 8, "的主要": 2, "天气": 20] {
      counts.add(count, to: try place(word))
    }
    return counts
  }

  /// 的主要 saves ln(2·42/(8·12)) = −0.13 nats over 的 and 主要: less than 1 for each of its two joins.
  @Test func movesCountsToParts() throws {
    var counts = try counts()
    try RedundancyFilter(margin: 1).reduce(&counts, words: [try place("的主要")])
    #expect(try ["的主要", "主要", "的"].map { counts.count(of: try place($0)) } == [0, 14, 10])
  }

  @Test func keepsWhatSavesEnough() throws {
    var counts = try counts()
    try RedundancyFilter(margin: -0.1).reduce(&counts, words: [try place("的主要")])
    #expect(counts.count(of: try place("的主要")) == 2)
  }

  /// Σ count · length is the length of the text, before and after, whatever the margin.
  @Test(arguments: [-5, 0, 1, 3, 50], 1...6 as ClosedRange<UInt64>)
  func conservesCharacters(margin: Double, seed: UInt64) throws {
    let text = RandomText.text(RandomText.lines(80, seed: seed))
    var random = TestGenerator(seed: seed)
    let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
    for position in text.range where text.ids[position] != 0 {
      let isFirst = text.ids[position - 1] == 0
      cuts.view[position] = isFirst || Int.random(in: 0..<3, using: &random) == 0 ? 1 : 0
    }
    let uses = try WordUsage(text, cuts: cuts.view)
    var counts = UnigramWords(text, longest: 8)
    let words = uses.table.entries.indices.map(uses.table.span)
    for (number, word) in words.enumerated() {
      counts.add(uses.table.entries[number].count, to: word)
    }
    let order = words.filter { $0.count > 1 }.sorted { $0.count > $1.count }
    try RedundancyFilter(margin: margin).reduce(&counts, words: order) { $0.count <= 6 }
    let atoms = AtomSequence.padding..<text.ids.count
    var places = words
    places += atoms.filter { text.ids[$0] != 0 }.map { $0..<$0 + 1 }
    var seen: Set<String> = []
    let distinct = places.filter { seen.insert(text.folded($0)).inserted }
    let characters = distinct.reduce(0) { $0 + counts.count(of: $1) * $1.count }
    #expect(characters == text.atoms.totalCount)
    #expect(counts.total == distinct.reduce(0) { $0 + counts.count(of: $1) })
    #expect(distinct.allSatisfy { $0.count <= 6 || counts.count(of: $0) == 0 })
  }
}
