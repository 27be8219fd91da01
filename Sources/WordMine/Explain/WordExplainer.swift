import WordMineBase
import WordMineText

/// Collects a corpus, and explains strings by it.
///
///     var explainer = WordExplainer()
///     try reader.readAtoms(tokenizer) { block, atoms in try explainer.add(block, atoms) }
///     let explanations = try explainer.explain(["春茶"], beginsWord: discovery.segmentation.beginsWord)
public struct WordExplainer {
  /// What is shown of a string.
  public struct Configuration: Sendable {
    /// How the text and the strings are folded.
    public var script = Script.asIs
    /// The lines that are shown of each string, spread over the corpus.
    public var contexts = 3
    /// The characters that are shown on each side of it.
    public var contextLength = 16
    /// The neighbours, longer words and breaks that are named.
    public var named = 5
    /// What may be used to keep the text for its contexts, in bytes; more goes to temporary files.
    public var memory = 1 << 28
    /// Where temporary files go.
    public var directory = "/tmp"

    public init() {}

    func validate() throws(InvalidValue) {
      try InvalidValue.check("contexts", contexts, atLeast: 0)
      try InvalidValue.check("contextLength", contextLength, in: 0...100_000)
      try InvalidValue.check("named", named, atLeast: 0)
    }
  }

  public let configuration: Configuration
  /// The atoms that were added.
  package private(set) var text = AtomText()
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
  package mutating func add(_ block: TextBlock, _ atoms: TokenizedBlock) throws {
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
  /// - Throws: `InvalidValue`; `SystemError` if a temporary file cannot be read; `Interrupted`.
  /// - Complexity: O(atoms + occurrences · log), 4 bytes an atom.
  public mutating func explain(
    _ words: [String], beginsWord: ((Int) -> Bool)? = nil, workers: Workers = Workers()
  ) throws -> [WordExplanation] {
    try configuration.validate()
    text.endClause()
    let normalizer = Normalizer(configuration.script)
    let vocabulary = try AtomVocabulary(
      text, folding: { normalizer.fold(text.text(of: $0)) }, chunks: text.chunks(1),
      workers: workers)
    let ranks = try Self.ranks(text, vocabulary, workers)
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
    try occurrences.find(ranks, largest: vocabulary.count, workers: workers)
    let corpus = ExplainedCorpus(
      ranks: ranks, vocabulary: vocabulary, atoms: atomCount, named: configuration.named,
      beginsWord: beginsWord, workers: workers)
    var explanations = try zip(folded, strings).map { word, string in
      try corpus.explanation(word, string, occurrences)
    }
    let places = strings.map { spread(occurrences.places($0)) }
    let contexts = try contexts(places, lengths: strings.map(\.count), workers)
    for index in explanations.indices { explanations[index].contexts = contexts[index] }
    return explanations
  }

  private static func ranks(
    _ text: AtomText, _ vocabulary: AtomVocabulary, _ workers: Workers
  ) throws -> [UInt32] {
    var ranks: [UInt32] = []
    ranks.reserveCapacity(text.units.count)
    let units = text.units.span
    var position = 0
    var check = InterruptCheck(workers)
    while position < units.count {
      try check.step()
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
  private func contexts(
    _ places: [[Int]], lengths: [Int], _ workers: Workers
  ) throws -> [[WordExplanation.Context]] {
    var contexts = places.map { _ in [WordExplanation.Context]() }
    guard places.contains(where: { !$0.isEmpty }) else { return contexts }
    // A block is shown when the next is known: lines continue there.
    var pending: (block: TextBlock, number: Int)?
    var tail: [UInt8] = []
    func show(next: TextBlock?) {
      guard let (block, number) = pending else { return }
      let end = number + 1 < firstAtoms.count ? firstAtoms[number + 1] : atomCount
      let isSame = next?.source == block.source
      let head = isSame ? Array(next!.bytes.prefix(reach)) : []
      let lines = BlockLines(before: tail, block.bytes, after: head)
      for (word, atoms) in places.enumerated() {
        for atom in atoms where firstAtoms[number]..<end ~= atom {
          contexts[word].append(
            lines.context(
              atom - firstAtoms[number], lengths[word], characters: configuration.contextLength))
        }
      }
      tail = isSame ? Array((tail + block.bytes).suffix(reach)) : []
    }
    try spool.frozen().forEach(on: workers, stage: "reading lines") { block in
      show(next: block)
      pending = (block, pending.map { $0.number + 1 } ?? 0)
    }
    show(next: nil)
    return contexts
  }

  /// The bytes on each side of a word that are looked at. No character of any use is longer than 16.
  private var reach: Int { 16 * (configuration.contextLength + Tokenizer.longestRun) }
}
