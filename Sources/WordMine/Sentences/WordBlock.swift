import WordMineBase
import WordMineText

/// Whole lines of segmented text: their words, numbered within the block, and their sentences.
package struct WordBlock: Sendable {
  /// A sentence of a block.
  package struct Sentence: Sendable {
    /// Its words in the block.
    package var words: Range<Int>
    /// The line of the block that holds it, from 0.
    package var line: Int
  }

  /// The text, words separated by blanks.
  package let text: [UInt8]
  /// The extent of each word in `text`.
  package private(set) var extents: [Range<Int32>] = []
  /// The number of each word in `forms`.
  package private(set) var numbers: [UInt32] = []
  /// The distinct words in their normalised form.
  package private(set) var forms = StringTable()
  private(set) var kinds: [WordKind] = []
  package private(set) var sentences: [Sentence] = []
  /// The lines that end in the block.
  package private(set) var lines = 0
  /// What the text adds to the summary of a corpus, as a `Tokenizer` counts it; atoms are not counted.
  package private(set) var statistics = TextStatistics()
  /// The last line goes on in the next block.
  package private(set) var isOpen = false

  /// Splits a text.
  ///
  /// - Parameters:
  ///   - text: Whole lines; the last may lack its line break.
  ///   - endsInput: Nothing follows, so the last line ends too.
  ///   - wholeLines: A line is a sentence, whatever punctuation it holds.
  /// - Complexity: O(bytes).
  package init(_ text: [UInt8], endsInput: Bool = true, wholeLines: Bool = false) {
    self.text = text
    var splitter = SentenceSplitter(wholeLines: wholeLines)
    var form: [UInt8] = []
    let bytes = text.span
    var position = 0
    while position < bytes.count {
      let blank = Self.blank(bytes, position)
      if blank > 0 {
        if bytes[position] == 0x0A { splitter.endLine(at: numbers.count) }
        count(blank: bytes[position])
        position += blank
        continue
      }
      let start = position
      let isHan = skipWord(bytes, &position)
      if !isHan {
        form.removeAll(keepingCapacity: true)
        WordNormalizer.append(bytes.extracting(start..<position), to: &form)
      }
      // Han characters are their own normalised form.
      let number = isHan ? intern(bytes.extracting(start..<position)) : intern(form.span)
      splitter.add(kinds[number], at: numbers.count)
      extents.append(Int32(start)..<Int32(position))
      numbers.append(UInt32(number))
    }
    let isCut = text.last.map { $0 != 0x0A } ?? false
    isOpen = isCut && !endsInput && !splitter.hasEnded
    if isCut, endsInput { splitter.endLine(at: numbers.count) }
    lines = splitter.line
    sentences = splitter.finished(at: numbers.count)
  }

  private mutating func intern(_ form: Span<UInt8>) -> Int {
    let number = forms.insert(form)
    if number == kinds.count { kinds.append(WordKind(form)) }
    return number
  }

  /// Goes to the end of a word.
  ///
  /// - Returns: Whether the word holds nothing but Han characters.
  @inline(__always) private mutating func skipWord(
    _ bytes: Span<UInt8>, _ position: inout Int
  ) -> Bool {
    var isHan = true
    while true {
      let start = position
      while Self.isHan(bytes, position) { position += 3 }
      statistics.characters += (position - start) / 3
      if position == bytes.count || Self.blank(bytes, position) > 0 { return isHan }
      isHan = false
      let (scalar, length) = UTF8Scanner.next(in: bytes, at: position)
      if scalar == nil { count(invalid: length, at: position) } else { statistics.characters += 1 }
      position += length
    }
  }

  /// Whether a character of U+4000 to U+9FFF stands there: three bytes, the first 0xE4 to 0xE9.
  @inline(__always) private static func isHan(_ bytes: Span<UInt8>, _ position: Int) -> Bool {
    position + 2 < bytes.count && bytes[position] &- 0xE4 < 6
      && bytes[position + 1] & 0xC0 == 0x80 && bytes[position + 2] & 0xC0 == 0x80
  }

  private mutating func count(blank: UInt8) {
    if blank == 0x0A { statistics.lines += 1 }
    // Controls part words, but only some of them are blanks.
    if blank < 0x20, CharacterTable.standard.characterClass(of: UInt32(blank)) != .blank {
      statistics.characters += 1
    }
  }

  private mutating func count(invalid length: Int, at position: Int) {
    if statistics.firstInvalid == nil {
      statistics.firstInvalid = (position, statistics.lines)
    }
    statistics.invalidBytes += length
  }

  /// The length of the blank at `position`; 0 if none is there.
  private static func blank(_ bytes: Span<UInt8>, _ position: Int) -> Int {
    let byte = bytes[position]
    if byte <= 0x20 { return 1 }
    // The other blanks are U+0085, U+00A0, U+1680, U+2000 to U+205F and U+3000.
    guard byte == 0xC2 || (0xE1...0xE3).contains(byte) else { return 0 }
    let (scalar, length) = UTF8Scanner.next(in: bytes, at: position)
    guard let scalar else { return 0 }
    return CharacterTable.standard.characterClass(of: scalar) == .blank ? length : 0
  }

  /// The bytes of words of one to twelve characters, and of longer ones, which no segmentation has.
  package var bytesOfWords: (short: Int, long: Int) {
    extents.reduce(into: (0, 0)) { sums, extent in
      if extent.count <= 36 { sums.0 += extent.count } else { sums.1 += extent.count }
    }
  }

  /// Whether the word at an index of the block is punctuation.
  package func isPunctuation(_ index: Int) -> Bool {
    kinds[Int(numbers[index])].contains(.punctuation)
  }

  /// A word as it is written.
  package func word(_ index: Int) -> String {
    let extent = extents[index]
    return String(
      decoding: text[Int(extent.lowerBound)..<Int(extent.upperBound)], as: UTF8.self)
  }

  /// The ids of the words of the block in a vocabulary; `unknown` for those that it does not have.
  ///
  /// - Complexity: O(words), with one look-up for each different word.
  package func ids(
    in vocabulary: WordVocabulary, unknown: UInt32 = WordVocabulary.unknown
  ) -> [UInt32] {
    let ids = (0..<forms.count).map { vocabulary.id(ofForm: forms[$0].span) ?? unknown }
    return numbers.map { ids[Int($0)] }
  }

  /// The words of the line that holds a sentence.
  ///
  /// - Complexity: O(sentences of the line).
  func wordsOfLine(_ index: Int) -> Range<Int> {
    let line = sentences[index].line
    var (first, last) = (index, index)
    while first > 0, sentences[first - 1].line == line { first -= 1 }
    while last + 1 < sentences.count, sentences[last + 1].line == line { last += 1 }
    return sentences[first].words.lowerBound..<sentences[last].words.upperBound
  }

  /// The clauses of a sentence of the block, as ranges of its words.
  package func clauses(of sentence: Sentence) -> [Range<Int>] {
    ClauseRule.clauses(in: sentence.words) { isPunctuation($0) }
  }
}
