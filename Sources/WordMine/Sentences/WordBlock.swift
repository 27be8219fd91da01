import WordMineBase
import WordMineText

/// Whole lines of segmented text: their words, numbered within the block, and their sentences.
///
///     let block = WordBlock("他 从 北京 到 上海 去 。")
///     block.sentences[0].words.map(block.word)  // ["他", "从", "北京", "到", "上海", "去", "。"]
public struct WordBlock: Sendable {
  /// A sentence of a block.
  public struct Sentence: Sendable {
    /// Its words in the block.
    public var words: Range<Int>
    /// The line of the block that holds it, from 0.
    public var line: Int
  }

  /// The text that holds the words.
  package let text: [UInt8]
  /// The number of the input that the text comes from, from 0.
  package let source: Int
  /// The extent of each word in `text`.
  package private(set) var extents: [Range<Int>] = []
  /// The number of each word in `forms`.
  package private(set) var numbers: [UInt32] = []
  /// The distinct words in their normalized form.
  package private(set) var forms = StringTable()
  private(set) var kinds: [WordKind] = []
  /// The sentences in the order of the text; none is empty unless each line is a sentence.
  public private(set) var sentences: [Sentence] = []
  /// The lines that end in the block.
  public private(set) var lines = 0
  /// What the text adds to the summary of a corpus, as a `Tokenizer` counts it; atoms are not counted.
  package private(set) var statistics = TextStatistics()
  /// The last line continues in the next block.
  package private(set) var isOpen = false

  private var splitter: SentenceSplitter
  /// A normalized form, kept for its memory.
  private var form: [UInt8] = []

  /// A text whose words are separated by blanks.
  ///
  /// - Parameter wholeLines: A line is a sentence, whatever punctuation it holds.
  /// - Complexity: O(bytes).
  public init(_ text: String, wholeLines: Bool = false) {
    self.init(Array(text.utf8), wholeLines: wholeLines)
  }

  /// A text whose words are separated by blanks.
  ///
  /// - Parameters:
  ///   - text: Whole lines in UTF-8; the last may lack its line break.
  ///   - source: The number of the input.
  ///   - endsInput: Nothing follows, so the last line ends too.
  ///   - wholeLines: A line is a sentence, whatever punctuation it holds.
  package init(
    _ text: [UInt8], source: Int = 0, endsInput: Bool = true, wholeLines: Bool = false
  ) {
    self.init(text: text, source: source, wholeLines: wholeLines)
    addWords(text.span, 0..<text.count)
    finish(endsInput: endsInput)
  }

  /// A block of raw text whose words are known.
  ///
  /// - Parameters:
  ///   - words: The extents of its words in its bytes; what is between them becomes words as
  ///     `SegmentWriter` separates them.
  package init(_ block: TextBlock, words: [Range<Int32>], wholeLines: Bool = false) {
    self.init(text: block.bytes, source: block.source, wholeLines: wholeLines)
    let bytes = block.bytes.span
    var (state, start) = (SegmentWriter.State(), 0)
    SegmentWriter().visitSeparators(bytes, words: words, state: &state) { place in
      addWords(bytes, start..<place)
      start = place
    }
    addWords(bytes, start..<bytes.count)
    finish(endsInput: block.isLast)
  }

  /// One sentence of given words.
  init(sentence words: [String]) {
    let text = words.flatMap { Array($0.utf8) }
    self.init(text: text, source: 0, wholeLines: true)
    var start = 0
    for word in words {
      let end = start + word.utf8.count
      add(text.span, start..<end, isNormal: false)
      start = end
    }
    finish(endsInput: true)
  }

  private init(text: [UInt8], source: Int, wholeLines: Bool) {
    (self.text, self.source) = (text, source)
    splitter = SentenceSplitter(wholeLines: wholeLines)
  }

  /// Adds the words of a part of the text, which blanks separate.
  private mutating func addWords(_ bytes: Span<UInt8>, _ part: Range<Int>) {
    let bytes = bytes.extracting(..<part.upperBound)
    var position = part.lowerBound
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
      add(bytes, start..<position, isNormal: isHan)
    }
  }

  /// - Parameter isNormal: The word is its own normalized form, as Han characters are.
  private mutating func add(_ bytes: Span<UInt8>, _ extent: Range<Int>, isNormal: Bool) {
    let number: Int
    if isNormal {
      number = intern(bytes.extracting(extent))
    } else {
      var form: [UInt8] = []
      swap(&form, &self.form)
      form.removeAll(keepingCapacity: true)
      WordNormalizer.append(bytes.extracting(extent), to: &form)
      number = intern(form.span)
      swap(&form, &self.form)
    }
    splitter.add(kinds[number], at: numbers.count)
    extents.append(extent)
    numbers.append(UInt32(number))
  }

  private mutating func finish(endsInput: Bool) {
    let isCut = text.last.map { $0 != 0x0A } ?? false
    isOpen = isCut && !endsInput && !splitter.hasEnded
    if isCut, endsInput { splitter.endLine(at: numbers.count) }
    lines = splitter.line
    sentences = splitter.finished(at: numbers.count)
  }

  /// The number of a form among all.
  private mutating func intern(_ form: Span<UInt8>) -> Int {
    let number = forms.insert(form)
    if number == kinds.count { kinds.append(WordKind(form)) }
    return number
  }

  /// Moves to the end of a word.
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

  /// Whether the word at an index of the block has no letter, digit or character.
  public func isPunctuation(_ index: Int) -> Bool {
    kinds[Int(numbers[index])].contains(.punctuation)
  }

  /// The word at an index of the block, as it is written.
  public func word(_ index: Int) -> String {
    String(decoding: text[extents[index]], as: UTF8.self)
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

  /// The clauses of a sentence, as ranges of the words of the block: runs of up to 40 words without
  /// punctuation.
  public func clauses(of sentence: Sentence) -> [Range<Int>] {
    ClauseRule.clauses(in: sentence.words) { isPunctuation($0) }
  }
}
