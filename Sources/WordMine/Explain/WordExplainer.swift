import WordMineText

/// Collects a corpus, and explains strings by it.
///
///     var explainer = WordExplainer()
///     try reader.readAtoms(tokenizer) { block, atoms in try explainer.add(block, atoms) }
///     let explanations = try explainer.explain(["春茶"], beginsWord: discovery.segmentation.beginsWord)
public struct WordExplainer {
  public struct Configuration: Sendable {
    public var script = Script.asIs
    /// The lines that are shown of each string, spread over the corpus.
    public var contexts = 3
    /// The characters that are shown on each side of it.
    public var contextLength = 16
    /// The neighbours, longer words and breaks that are named.
    public var named = 5
    public var threads = 1
    /// What may be used to keep the text for its contexts, in bytes; more goes to temporary files.
    public var memory = 1 << 28
    public var directory = "/tmp"

    public init() {}
  }

  public let configuration: Configuration
  /// The atoms that were added.
  public private(set) var text = AtomText()
  private var spool: TextSpool
  /// The number of the first atom of each block.
  private var firstAtoms: [Int] = []
  private var atomCount = 0

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
    spool = TextSpool(limit: configuration.memory, directory: configuration.directory)
  }

  /// Adds the next block.
  ///
  /// - Throws: `SystemError` if a temporary file cannot be written.
  public mutating func add(_ block: TextBlock, _ atoms: TokenizedBlock) throws {
    text.append(atoms)
    if block.isLast { text.endClause() }
    firstAtoms.append(atomCount)
    atomCount += atoms.atoms
    if configuration.contexts > 0 { try spool.append(block) }
  }

  /// Explains strings, in their order.
  ///
  /// - Parameter beginsWord: Whether a word begins at the atom of that number, counted through all
  ///   inputs; `nil` if the text is not segmented.
  /// - Complexity: O(atoms + occurrences · log), 4 bytes an atom.
  public mutating func explain(
    _ words: [String], beginsWord: ((Int) -> Bool)? = nil
  ) throws -> [WordExplanation] {
    text.endClause()
    let normalizer = Normalizer(configuration.script)
    let vocabulary = try AtomVocabulary(
      text, folding: { normalizer.fold(text.text(of: $0)) }, chunks: text.chunks(1), threads: 1)
    let ranks = Self.ranks(text, vocabulary)
    var folder = WordFolder(configuration.script)
    let folded = words.map { folder.fold($0) }
    let strings = folded.map { word in word.atoms.map { vocabulary.rank(of: $0) ?? 0 } }
    var occurrences = StringOccurrences()
    for string in strings where !string.isEmpty && !string.contains(0) {
      occurrences.add(string, keepsPlaces: true)
      for length in string.indices.dropFirst() {
        occurrences.add(Array(string[..<length]), keepsPlaces: false)
        occurrences.add(Array(string[length...]), keepsPlaces: false)
      }
    }
    occurrences.find(ranks, largest: vocabulary.count)
    let corpus = ExplainedCorpus(
      ranks: ranks, vocabulary: vocabulary, atoms: atomCount, named: configuration.named,
      beginsWord: beginsWord)
    var explanations = zip(folded, strings).map { word, string in
      corpus.explanation(word, string, occurrences)
    }
    let places = strings.map { spread(occurrences.places($0)) }
    let contexts = try contexts(places, lengths: strings.map(\.count))
    for index in explanations.indices { explanations[index].contexts = contexts[index] }
    return explanations
  }

  private static func ranks(_ text: AtomText, _ vocabulary: AtomVocabulary) -> [UInt32] {
    var ranks: [UInt32] = []
    ranks.reserveCapacity(text.units.count)
    let units = text.units.span
    var position = 0
    while position < units.count {
      let (code, next) = AtomUnits.next(units, at: position)
      ranks.append(code == UInt32(AtomUnits.border) ? 0 : vocabulary.rank(of: code))
      position = next
    }
    return ranks
  }

  /// Some of the places, evenly spread: the middle ones of as many equal parts.
  private func spread(_ places: [StringOccurrences.Place]) -> [Int] {
    let wanted = min(configuration.contexts, places.count)
    return (0..<wanted).map { places[(2 * $0 + 1) * places.count / (2 * wanted)].atom }
  }

  /// The lines around atoms, by their numbers.
  private func contexts(_ places: [[Int]], lengths: [Int]) throws -> [[WordExplanation.Context]] {
    var contexts = places.map { _ in [WordExplanation.Context]() }
    guard places.contains(where: { !$0.isEmpty }) else { return contexts }
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    var number = 0
    try spool.forEach({ block in
      let first = firstAtoms[number]
      let end = number + 1 < firstAtoms.count ? firstAtoms[number + 1] : atomCount
      number += 1
      guard places.contains(where: { $0.contains { first..<end ~= $0 } }) else { return }
      let extents = tokenizer.tokenize(block.bytes.span).extents
      for (word, atoms) in places.enumerated() {
        for atom in atoms where first..<end ~= atom {
          // A clause so long that a block ends in it is shown up to there.
          let last = min(atom - first + lengths[word], extents.count) - 1
          let place = extents[atom - first].lowerBound..<extents[last].upperBound
          contexts[word].append(
            ContextLine(block.bytes).context(place, configuration.contextLength))
        }
      }
    })
    return contexts
  }
}

extension AtomVocabulary {
  /// The rank of a folded text; `nil` if no atom has it.
  func rank(of text: [UInt8]) -> UInt32? {
    var (low, high) = (0, texts.count)
    while low < high {
      let middle = (low + high) / 2
      if texts[middle].lexicographicallyPrecedes(text) { low = middle + 1 } else { high = middle }
    }
    return low < texts.count && texts[low] == text ? UInt32(low + 1) : nil
  }
}

/// A line of a text around some bytes.
struct ContextLine {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// - Parameter length: The characters on each side.
  func context(_ place: Range<Int32>, _ length: Int) -> WordExplanation.Context {
    let (start, end) = (Int(place.lowerBound), Int(place.upperBound))
    // No character of any use is longer than this many bytes.
    let reach = 16 * length
    let before = bytes[max(0, start - reach)..<start]
    let after = bytes[end..<min(bytes.count, end + reach)]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? before.startIndex
    let lineEnd = after.firstIndex(of: 0x0A) ?? after.endIndex
    return WordExplanation.Context(
      before: Self.clean(String(Self.text(before[lineStart...]).suffix(length))),
      word: Self.text(bytes[start..<end]),
      after: Self.clean(String(Self.text(after[..<lineEnd]).prefix(length))))
  }

  /// Characters that are cut at the edges are left out.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let whole = bytes.drop { $0 & 0xC0 == 0x80 }
    let text = String(decoding: whole, as: UTF8.self)
    return text.hasSuffix("\u{FFFD}") ? String(text.dropLast()) : text
  }

  /// Without controls, which would break the line.
  private static func clean(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }
}
