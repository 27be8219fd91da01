import WordMine
import WordMineBase
import WordMineText

/// Finds the words of a report in a block: its words, and words that together are a phrase, however they are spelt.
struct UsageFinder: Sendable {
  private let script: Script
  /// The words, folded.
  private var table = StringTable()
  /// The first characters of phrases.
  private var beginnings: Set<[UInt8]> = []
  private var longest = 0
  /// The most words of a phrase.
  private static let mostWords = 8

  init(_ words: [ReportedWord], script: Script) {
    self.script = script
    for word in words {
      let folded = word.found?.folded ?? word.text
      _ = table.insert(folded)
      guard word.found?.kind == .phrase || word.found?.termhood != nil else { continue }
      beginnings.insert(Array(String(folded.prefix(1)).utf8))
      longest = max(longest, folded.utf8.count)
    }
  }

  /// The words of a block, folded; each spelling once.
  func fold(_ block: WordBlock) -> [[UInt8]] {
    var folder = WordFolder(script)
    var (spellings, forms) = (StringTable(), [[UInt8]]())
    var folded: [[UInt8]] = []
    for extent in block.extents {
      let word = Array(block.text[extent])
      let spelling = spellings.insert(word.span)
      if spelling == forms.count {
        forms.append(Array(folder.fold(String(decoding: word, as: UTF8.self)).text.utf8))
      }
      folded.append(forms[spelling])
    }
    return folded
  }

  /// Calls `body` with each word that begins with a word of the block, and the end of its words.
  ///
  /// - Parameter folded: The words of the block.
  func visit(
    _ block: WordBlock, _ folded: [[UInt8]], _ start: Int, before end: Int,
    _ body: (_ word: Int, _ end: Int) -> Void
  ) {
    var joined = folded[start]
    if let word = table.id(of: joined.span) { body(word, start + 1) }
    guard beginsPhrase(joined) else { return }
    for last in (start + 1)..<max(start + 1, min(end, start + Self.mostWords)) {
      joined += folded[last]
      guard block.extents[last - 1].upperBound == block.extents[last].lowerBound,
        joined.count <= longest
      else { return }
      if let word = table.id(of: joined.span) { body(word, last + 1) }
    }
  }

  private func beginsPhrase(_ word: [UInt8]) -> Bool {
    let length = word.first.map { $0 < 0x80 ? 1 : $0 < 0xE0 ? 2 : $0 < 0xF0 ? 3 : 4 } ?? 0
    return beginnings.contains(Array(word.prefix(length)))
  }
}
