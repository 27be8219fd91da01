import WordMineText

/// Whole lines of segmented text: their words, numbered within the block, and their sentences.
public struct WordBlock: Sendable {
  /// A sentence of a block.
  public struct Sentence: Sendable {
    /// Its words in the block.
    public var words: Range<Int>
    /// The line of the block that holds it, from 0.
    public var line: Int
  }

  /// The text, words separated by blanks.
  public let text: [UInt8]
  /// The extent of each word in `text`.
  public private(set) var extents: [Range<Int32>] = []
  /// The number of each word in `forms`.
  public private(set) var numbers: [UInt32] = []
  /// The distinct words in their normalised form.
  public private(set) var forms = RunTable()
  private(set) var kinds: [WordKind] = []
  public private(set) var sentences: [Sentence] = []
  /// The lines that end in the block.
  public private(set) var lines = 0
  /// The last line goes on in the next block.
  public private(set) var isOpen = false

  /// Splits a text.
  ///
  /// - Parameters:
  ///   - text: Whole lines; the last may lack its line break.
  ///   - endsInput: Nothing follows, so the last line ends too.
  ///   - wholeLines: A line is a sentence, whatever punctuation it holds.
  /// - Complexity: O(bytes).
  public init(_ text: [UInt8], endsInput: Bool = true, wholeLines: Bool = false) {
    self.text = text
    var splitter = SentenceSplitter(wholeLines: wholeLines)
    var form: [UInt8] = []
    let bytes = text.span
    var position = 0
    while position < bytes.count {
      let blank = Self.blank(bytes, position)
      if blank > 0 {
        if bytes[position] == 0x0A { splitter.endLine(at: numbers.count) }
        position += blank
        continue
      }
      let start = position
      repeat {
        position += UTF8Scanner.next(in: bytes, at: position).length
      } while position < bytes.count && Self.blank(bytes, position) == 0
      form.removeAll(keepingCapacity: true)
      WordNormalizer.append(bytes.extracting(start..<position), to: &form)
      let number = intern(form)
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

  private mutating func intern(_ form: [UInt8]) -> Int {
    let number = forms.intern(form.span, hash: RunTable.hash(form.span))
    if number == kinds.count { kinds.append(WordKind(form.span)) }
    return number
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
  public var bytesOfWords: (short: Int, long: Int) {
    extents.reduce(into: (0, 0)) { sums, extent in
      if extent.count <= 36 { sums.0 += extent.count } else { sums.1 += extent.count }
    }
  }

  /// Whether the word at an index of the block is punctuation.
  public func isPunctuation(_ index: Int) -> Bool {
    kinds[Int(numbers[index])].contains(.punctuation)
  }

  /// A word as it is written.
  public func word(_ index: Int) -> String {
    let extent = extents[index]
    return String(
      decoding: text[Int(extent.lowerBound)..<Int(extent.upperBound)], as: UTF8.self)
  }

  /// The ids of the words of the block in a vocabulary; `WordVocabulary.unknown` for those that it
  /// does not have.
  ///
  /// - Complexity: O(words), with one look-up for each different word.
  public func ids(in vocabulary: WordVocabulary) -> [UInt32] {
    let ids = (0..<forms.count).map {
      vocabulary.id(ofForm: forms[$0].span) ?? WordVocabulary.unknown
    }
    return numbers.map { ids[Int($0)] }
  }

  /// The clauses of a sentence of the block, as ranges of its words.
  public func clauses(of sentence: Sentence) -> [Range<Int>] {
    ClauseRule.clauses(in: sentence.words) { isPunctuation($0) }
  }
}
