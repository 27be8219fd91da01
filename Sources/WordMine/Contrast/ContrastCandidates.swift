import WordMineBase
import WordMineText

/// The words that two corpora are compared by, with their counts in both.
struct ContrastCandidates {
  private(set) var counts: [(target: Int, reference: Int)] = []
  private(set) var targetTotal = 0
  private(set) var referenceTotal = 0
  private(set) var unmatched = 0
  /// Of n-grams, their atoms; of words, nothing.
  private var keys: [GramKey] = []
  private var atoms: JointAtoms?
  private var texts: [String] = []

  func text(_ index: Int) -> String { atoms.map { $0.text(keys[index]) } ?? texts[index] }
}

extension ContrastCandidates {
  /// Its key and counts in a table that is at most half full (64 bytes), its figures (56), and its text (40).
  private static let bytesPerCandidate = 160

  /// The n-grams of two counts files.
  init(
    grams target: () throws -> ByteSource, _ reference: () throws -> ByteSource,
    _ configuration: CorpusContrast.Configuration, _ workers: Workers
  ) throws {
    var first = try NGramCountsReader(try target())
    var second = try NGramCountsReader(try reference())
    try Self.requireOneScript(second.header.script, of: second.name, like: first)
    for header in [(first.header, first.name), (second.header, second.name)] {
      try Self.requireOrder(configuration.minimumLength, header.0, header.1)
    }
    let length = min(configuration.maximumLength, first.header.order, second.header.order)
    let atoms = try JointAtoms(&first, &second, memory: configuration.memory)
    let most = configuration.memory / Self.bytesPerCandidate
    var pairs = GramPairStream(
      try GramSource(first, ranks: atoms.firstRanks, length: length),
      try GramSource(second, ranks: atoms.secondRanks, length: length))
    (targetTotal, referenceTotal) = try pairs.visit(workers, atoms: atoms.texts.count) {
      gram, length, first, second in
      guard max(first, second) >= configuration.minimumCount,
        length >= configuration.minimumLength
      else { return }
      guard keys.count < most else {
        throw MemoryExceeded(
          limit: configuration.memory, enoughFor: "comparing \(most) n-grams",
          advice: "compare only those that occur more often")
      }
      keys.append(gram)
      counts.append((first, second))
    }
    self.atoms = atoms
  }

  private static func requireOneScript(
    _ found: Script, of name: String, like first: borrowing NGramCountsReader
  ) throws(InputError) {
    guard found != first.header.script else { return }
    throw InputError(
      .mismatch(
        "script \(found.rawValue), but \(first.name) was counted with script "
          + "\(first.header.script.rawValue); count both with the same script"),
      at: SourcePosition(source: name))
  }

  private static func requireOrder(
    _ length: Int, _ header: NGramCountsFormat.Header, _ name: String
  ) throws(InputError) {
    guard header.order < length else { return }
    throw InputError(
      .mismatch(
        "counts of order \(header.order), but n-grams of \(length) atoms are wanted; count again "
          + "with order \(length) or more"),
      at: SourcePosition(source: name))
  }

  /// The words of one or two dictionaries, or of a list.
  init(
    words target: ContrastSide, _ reference: ContrastSide, among list: DictionaryCounts?,
    _ configuration: CorpusContrast.Configuration, _ workers: Workers
  ) throws {
    var words = Self.words(target, reference, among: list)
    var (firstCounts, secondCounts) = ([Int](), [Int]())
    switch (target, reference) {
    case (.dictionary(let one), .dictionary(let other)):
      firstCounts = Self.dictionaryCounts(of: words, in: one)
      secondCounts = Self.dictionaryCounts(of: words, in: other)
      (targetTotal, referenceTotal) = (one.total, other.total)
    case (.counts(let open), .dictionary(let other)):
      (firstCounts, targetTotal) = try lookUp(
        &words, open, other.script, configuration.memory, workers)
      secondCounts = Self.dictionaryCounts(of: words, in: other)
      referenceTotal = other.total
    case (.dictionary(let one), .counts(let open)):
      (secondCounts, referenceTotal) = try lookUp(
        &words, open, one.script, configuration.memory, workers)
      firstCounts = Self.dictionaryCounts(of: words, in: one)
      targetTotal = one.total
    case (.counts(let target), .counts(let reference)):
      (firstCounts, secondCounts) = try lookUp(
        &words, target, reference, configuration.memory, workers)
    }
    for (index, word) in words.enumerated() {
      let (target, reference) = (firstCounts[index], secondCounts[index])
      guard max(target, reference) >= configuration.minimumCount else { continue }
      texts.append(word.text)
      counts.append((target, reference))
    }
  }

  /// In the order of their texts.
  private static func words(
    _ target: ContrastSide, _ reference: ContrastSide, among list: DictionaryCounts?
  ) -> [DictionaryCounts.Word] {
    var found: [String: DictionaryCounts.Word] = [:]
    for case .dictionary(let side) in [target, reference] {
      for word in side.words { found[word.text] = word }
    }
    guard let list else { return found.values.sorted { $0.text.utf8Precedes($1.text) } }
    if case (.counts, .counts) = (target, reference) { return list.words }
    return list.words.filter { found[$0.text] != nil }
  }

  private static func dictionaryCounts(of words: [DictionaryCounts.Word], in side: DictionaryCounts)
    -> [Int]
  {
    let known = Dictionary(uniqueKeysWithValues: side.words.map { ($0.text, $0.count) })
    return words.map { known[$0.text] ?? 0 }
  }

  /// Looks words up in one counts file; those that cannot be there are taken out.
  private mutating func lookUp(
    _ words: inout [DictionaryCounts.Word], _ open: () throws -> ByteSource, _ script: Script,
    _ memory: Int, _ workers: Workers
  ) throws -> (counts: [Int], total: Int) {
    let reader = try NGramCountsReader(try open())
    guard reader.header.script == script else {
      throw InputError(
        .mismatch(
          "counted with script \(reader.header.script.rawValue), but the dictionary is read with "
            + "script \(script.rawValue); fold both alike, or count again with that script"),
        at: SourcePosition(source: reader.name))
    }
    keepMatchable(&words, order: reader.header.order)
    return try ListedGrams.counts(of: words, in: reader, memory: memory, workers)
  }

  private mutating func lookUp(
    _ words: inout [DictionaryCounts.Word], _ target: () throws -> ByteSource,
    _ reference: () throws -> ByteSource, _ memory: Int, _ workers: Workers
  ) throws -> (target: [Int], reference: [Int]) {
    var first = try NGramCountsReader(try target())
    var second = try NGramCountsReader(try reference())
    try Self.requireOneScript(second.header.script, of: second.name, like: first)
    keepMatchable(&words, order: min(first.header.order, second.header.order))
    let atoms = try JointAtoms(&first, &second, memory: memory)
    var listed = ListedGrams(words, atoms)
    let length = max(1, listed.longest)
    var stream = GramPairStream(
      try GramSource(first, ranks: atoms.firstRanks, length: length),
      try GramSource(second, ranks: atoms.secondRanks, length: length))
    (targetTotal, referenceTotal) = try stream.visit(workers, atoms: atoms.texts.count) {
      listed.take($0, $1, $2, $3)
    }
    return (listed.firstCounts, listed.secondCounts)
  }

  private mutating func keepMatchable(_ words: inout [DictionaryCounts.Word], order: Int) {
    let all = words.count
    words.removeAll { $0.atoms.isEmpty || $0.atoms.count > order }
    unmatched = all - words.count
  }
}

extension ContrastCandidates {
  /// Which of some n-grams mostly are part of a longer one, in the corpus they are typical for.
  ///
  /// A longer candidate holds the n-gram at its beginning or end; if it holds it in the middle, so does
  /// one between them, which is as frequent at least.
  ///
  /// - Parameter share: The part of the occurrences that the longer one has.
  func absorbed(_ indices: [Int], isTypicalForTarget: [Bool], share: Double) -> [Bool] {
    var absorbed = Array(repeating: false, count: indices.count)
    guard atoms != nil else { return absorbed }
    var places = [GramKey: Int](minimumCapacity: indices.count)
    for (place, index) in indices.enumerated() { places[keys[index]] = place }
    for (index, key) in keys.enumerated() {
      let length = key.length
      if length == 1 { continue }
      for part in [key.prefix(length - 1), key.withoutFirst] {
        guard let place = places[part], !absorbed[place] else { continue }
        let (whole, own) = (counts[index], counts[indices[place]])
        absorbed[place] =
          isTypicalForTarget[place]
          ? Double(whole.target) >= share * Double(own.target)
          : Double(whole.reference) >= share * Double(own.reference)
      }
    }
    return absorbed
  }
}
