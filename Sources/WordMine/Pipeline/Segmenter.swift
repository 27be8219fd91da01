import WordMineBase
import WordMineLexicon
import WordMineText

/// Cuts text into words, by a learned model or by a lexicon.
///
///     let segmenter = Segmenter(result.model)
///     segmenter.segment("师傅的茶园在山上")  // ["师傅", "的", "茶园", "在", "山上"]
///
/// A segmenter is immutable and cheap to copy, so any number of threads may share one.
public struct Segmenter: Sendable {
  /// What words are found with.
  public enum Model: Sendable {
    /// A model that `WordDiscovery` learned: knows words and the gaps between them.
    case learned(SegmentationModel)
    /// Known words, whatever signs they hold: the segmentation of the highest unigram probability, or
    /// the longest match if the lexicon has no counts.
    case lexicon(Lexicon)
  }

  private enum Engine: Sendable {
    case model(ModelSegmenter)
    case lexicon(LexiconSegmenter)
  }

  private let engine: Engine
  private let pieces = PieceScanner()

  /// - Complexity: O(strings of the model, or characters of the lexicon).
  public init(_ model: Model) {
    switch model {
    case .learned(let model): engine = .model(ModelSegmenter(model))
    case .lexicon(let lexicon): engine = .lexicon(LexiconSegmenter(lexicon))
    }
  }

  public init(_ model: SegmentationModel) { self.init(.learned(model)) }
  public init(_ lexicon: Lexicon) { self.init(.lexicon(lexicon)) }

  /// Reads a model, or a dictionary of any format.
  ///
  /// - Throws: `InputError` if the file cannot be read, or is damaged.
  public init(contentsOf path: String) throws(InputError) {
    self.init(try Model(reading: ByteSource(path: path)))
  }

  /// The words of a text, and its punctuation marks; blanks are left out.
  ///
  /// - Complexity: O(bytes).
  public func segment(_ text: String) -> [Substring] {
    let utf8 = Array(text.utf8)
    var words = Words()
    self.words(of: utf8.span, into: &words)
    let view = text.utf8
    var (place, offset) = (view.startIndex, 0)
    return words.map { word in
      let start = view.index(place, offsetBy: word.lowerBound - offset)
      (place, offset) = (view.index(start, offsetBy: word.count), word.upperBound)
      return text[start..<place]
    }
  }

  /// The words of many texts, in their order.
  ///
  /// - Throws: `Interrupted`.
  public func segment(_ texts: [String], workers: Workers = Workers()) throws -> [[Substring]] {
    let batch = 256
    return try parallelMap((texts.count + batch - 1) / batch, on: workers, stage: "segmenting") {
      texts[$0 * batch..<min(texts.count, ($0 + 1) * batch)].map(segment)
    }.flatMap(\.self)
  }

  /// Finds the words of a text in UTF-8, and its punctuation marks; blanks are left out.
  ///
  /// A longer text than 1 GiB is segmented in parts, which end between clauses where they can.
  ///
  /// - Parameter words: Receives the byte offsets, in place of what it held; its memory is used again.
  /// - Complexity: O(bytes).
  public func words(of text: Span<UInt8>, into words: inout Words) {
    self.words(of: text, into: &words, longestPart: Self.longestPart)
  }

  /// The most bytes that are tokenized at once: their offsets must fit in 32 bits.
  private static var longestPart: Int { 1 << 30 }

  func words(of text: Span<UInt8>, into words: inout Words, longestPart: Int) {
    words.removeAll()
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    var scan = PieceScanner.State()
    var (start, end) = (0, 0)
    var (atoms, found) = (TokenizedBlock(), [Range<Int32>]())
    swap(&atoms, &words.atoms)
    swap(&found, &words.found)
    while start < text.count {
      let part = text.extracting(start..<Self.endOfPart(text, from: start, longest: longestPart))
      tokenizer.tokenize(part, into: &atoms)
      self.words(part, atoms, with: &words.workspace, into: &found)
      for word in found {
        let word = start + Int(word.lowerBound)..<start + Int(word.upperBound)
        pieces.visit(text, end..<word.lowerBound, &scan) { words.append($0, $1) }
        words.append(word, .begins)
        scan.last = .word
        end = word.upperBound
      }
      start += part.count
    }
    swap(&atoms, &words.atoms)
    swap(&found, &words.found)
    pieces.visit(text, end..<text.count, &scan) { words.append($0, $1) }
  }

  /// The end of the part that starts at `start`.
  private static func endOfPart(_ text: Span<UInt8>, from start: Int, longest: Int) -> Int {
    if text.count - start <= longest { return text.count }
    let part = text.extracting(start..<start + longest)
    return start + (BlockCut.betweenAtoms(part) ?? BlockCut.betweenCharacters(part))
  }

  /// Whether words hold what ends clauses, so that a text has to be read by whole lines.
  package var needsLines: Bool {
    if case .lexicon(let segmenter) = engine { segmenter.hasSigns } else { false }
  }

  /// The words of a tokenized text as extents, without what lies between them.
  ///
  /// - Parameter atoms: Tokenized with `recordsExtents`.
  package func words(_ bytes: Span<UInt8>, _ atoms: TokenizedBlock) -> [Range<Int32>] {
    var workspace = Workspace()
    var words: [Range<Int32>] = []
    self.words(bytes, atoms, with: &workspace, into: &words)
    return words
  }

  private func words(
    _ bytes: Span<UInt8>, _ atoms: TokenizedBlock, with workspace: inout Workspace,
    into words: inout [Range<Int32>]
  ) {
    switch engine {
    case .model(let segmenter): words = segmenter.words(atoms, with: &workspace.model)
    case .lexicon(let segmenter):
      words.removeAll(keepingCapacity: true)
      segmenter.appendWords(bytes, atoms, with: &workspace.lexicon, to: &words)
    }
  }

  fileprivate struct Workspace: Sendable {
    var lexicon = LexiconSegmenter.Workspace()
    var model = ModelSegmenter.Workspace()
  }

  /// The extents of words in bytes, in memory that is used again.
  public struct Words: RandomAccessCollection, Sendable {
    private var extents: [Range<Int>] = []
    fileprivate var atoms = TokenizedBlock()
    fileprivate var found: [Range<Int32>] = []
    fileprivate var workspace = Workspace()

    public init() {}

    public var startIndex: Int { 0 }
    public var endIndex: Int { extents.count }
    public subscript(position: Int) -> Range<Int> { extents[position] }

    fileprivate mutating func removeAll() { extents.removeAll(keepingCapacity: true) }

    fileprivate mutating func append(_ piece: Range<Int>, _ role: PieceScanner.Role) {
      switch role {
      case .blank: break
      case .begins, .beginsAfterBlank: extents.append(piece)
      case .continues:
        let last = extents.count - 1
        extents[last] = extents[last].lowerBound..<piece.upperBound
      }
    }
  }
}

extension Segmenter.Model {
  /// Reads a model, or a dictionary of any format.
  ///
  /// - Throws: `InputError`.
  package init(reading source: consuming ByteSource) throws(InputError) {
    let magic = SegmentationModelFormat.magic
    if try source.peek(magic.count).elementsEqual(magic) {
      self = .learned(try SegmentationModelFormat.read(source))
    } else {
      self = .lexicon(try Lexicon(RecordReader(dictionary: source)))
    }
  }
}

extension LexiconSegmenter {
  /// The words of a text, clause by clause, or line by line where words hold what ends clauses.
  fileprivate func appendWords(
    _ bytes: Span<UInt8>, _ atoms: TokenizedBlock, with workspace: inout Workspace,
    to words: inout [Range<Int32>]
  ) {
    if hasSigns {
      appendWordsOfLines(bytes, atoms, &workspace, to: &words)
    } else {
      appendWordsOfClauses(bytes, atoms, &workspace, to: &words)
    }
  }

  private func appendWordsOfClauses(
    _ bytes: Span<UInt8>, _ atoms: TokenizedBlock, _ workspace: inout Workspace,
    to words: inout [Range<Int32>]
  ) {
    words.reserveCapacity(atoms.extents.count)
    var ends: [Int] = []
    for clause in atoms.clauses() {
      segment(
        bytes.extracting(Int(clause.lowerBound)..<Int(clause.upperBound)), with: &workspace,
        into: &ends)
      var start = clause.lowerBound
      for end in ends {
        words.append(start..<clause.lowerBound + Int32(end))
        start = clause.lowerBound + Int32(end)
      }
    }
  }

  private func appendWordsOfLines(
    _ bytes: Span<UInt8>, _ atoms: TokenizedBlock, _ workspace: inout Workspace,
    to words: inout [Range<Int32>]
  ) {
    var (ends, borders): ([Int], [Int]) = ([], [])
    var (line, atom) = (0, 0)
    while line < bytes.count {
      var next = line
      while next < bytes.count, bytes[next] != 0x0A { next += 1 }
      // A mark belongs to a run, but not to other atoms.
      borders.removeAll(keepingCapacity: true)
      for extent in atoms.extents[atom...].prefix(while: { $0.upperBound <= next }) {
        borders.append(Int(extent.upperBound) - line)
      }
      segment(
        bytes.extracting(line..<next), borders: borders, with: &workspace, into: &ends)
      var start = line
      for end in ends {
        defer { start = line + end }
        while atom < atoms.extents.count, atoms.extents[atom].lowerBound < start { atom += 1 }
        // What begins with no atom is a sign or a blank, unless it is in the lexicon.
        let isAtom = atom < atoms.extents.count && Int(atoms.extents[atom].lowerBound) == start
        if isAtom || contains(bytes.extracting(start..<line + end)) {
          words.append(Int32(start)..<Int32(line + end))
        }
      }
      line = next + 1
    }
  }
}
