import Testing
import WordMineText

@testable import WordMine

/// Blocks of raw text against the same text written with blanks and split again.
@Suite struct WordBlockTests {
  private static let pieces: [[UInt8]] =
    [
      "中", "国", "𠮷", "春茶", "a", "Ab", "7", "3.14", "1,000", "-", ".", "—", "…", "·", "字\u{FE00}",
      "，", "。", "！", "”", "；", " ", "  ", "\u{3000}", "\u{A0}", "\u{2028}", "\n", "\n\n", "\r\n",
      "\t",
      "\0", "\u{1}", "\u{7F}", "#", "@", "カ", "①", "😀", "\u{200D}", "\u{301}", "\u{FEFF}",
    ].map { Array($0.utf8) } + [[0xFF], [0xE4, 0xB8], [0xF0, 0x9F, 0x98], [0x80]]

  /// The old path: a text is segmented, written, and split at its blanks.
  private func printedAndSplit(
    _ block: TextBlock, _ words: [Range<Int32>], wholeLines: Bool
  ) -> WordBlock {
    var (segmented, state): ([UInt8], SegmentWriter.State) = ([], SegmentWriter.State())
    SegmentWriter().write(block.bytes, words: words, state: &state, to: &segmented)
    return WordBlock(segmented, endsInput: block.isLast, wholeLines: wholeLines)
  }

  private func check(_ bytes: [UInt8], words: [Range<Int32>], wholeLines: Bool) {
    var block = TextBlock(bytes: bytes)
    for isLast in [true, false] {
      block.isLast = isLast
      let found = WordBlock(block, words: words, wholeLines: wholeLines)
      let twin = printedAndSplit(block, words, wholeLines: wholeLines)
      #expect(
        found.extents.map { Array(bytes[$0]) } == twin.extents.map { Array(twin.text[$0]) })
      #expect(found.numbers == twin.numbers && found.forms.count == twin.forms.count)
      for form in 0..<found.forms.count { #expect(found.forms[form] == twin.forms[form]) }
      #expect(found.sentences.map(\.words) == twin.sentences.map(\.words))
      #expect(found.sentences.map(\.line) == twin.sentences.map(\.line))
      #expect(found.lines == twin.lines && found.isOpen == twin.isOpen)
      #expect(found.statistics.characters == twin.statistics.characters)
      #expect(found.statistics.lines == twin.statistics.lines)
      #expect(found.statistics.invalidBytes == twin.statistics.invalidBytes)
      #expect(found.statistics.firstInvalid?.line == twin.statistics.firstInvalid?.line)
    }
  }

  /// Each atom is a word, or all atoms that touch are one, or some do.
  @Test(arguments: 0..<150 as Range<UInt64>)
  func rawTextIsSplitAsItIsWritten(seed: UInt64) {
    var random = TestGenerator(seed: seed)
    let bytes = (0..<Int.random(in: 0...60, using: &random)).flatMap { _ in
      Self.pieces.randomElement(using: &random)!
    }
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    let atoms = tokenizer.tokenize(bytes.span)
    var joined: [Range<Int32>] = []
    for extent in atoms.extents {
      if let last = joined.last, last.upperBound == extent.lowerBound,
        Bool.random(using: &random)
      {
        joined[joined.count - 1] = last.lowerBound..<extent.upperBound
      } else {
        joined.append(extent)
      }
    }
    for words in [atoms.extents, joined, []] {
      check(bytes, words: words, wholeLines: false)
      check(bytes, words: words, wholeLines: true)
    }
  }

  /// The first invalid byte is where it is in the raw text, as a `Tokenizer` has it.
  @Test func knowsWhereTheFirstInvalidByteIs() {
    let bytes = Array("春茶，\n好".utf8) + [0xFF]
    let block = WordBlock(TextBlock(bytes: bytes), words: [0..<6])
    let atoms = Tokenizer().tokenize(bytes.span)
    #expect(block.statistics.firstInvalid?.offset == 13)
    #expect(atoms.firstInvalid?.offset == 13)
  }

  @Test(arguments: [[], ["茶"], ["春茶", "", "好"], ["1998年", " ", "a b", "。", "好", "\n"]])
  func givenWordsAreOneSentence(words: [String]) {
    let block = WordBlock(sentence: words)
    #expect(block.sentences.map(\.words) == (words.isEmpty ? [] : [0..<words.count]))
    #expect(words.indices.map(block.word) == words)
  }
}
