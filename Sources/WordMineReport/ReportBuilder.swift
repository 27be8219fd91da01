import WordMine
import WordMineBase
import WordMineLexicon
import WordMineText

/// Makes a report of a corpus: its words, terms, lines, neighbours, templates and sentence trees.
///
/// The corpus is read once. Its words are discovered; then the text, which was kept, is gone through once more for
/// where and beside what they occur; templates are learned, and some sentences parsed.
public struct ReportBuilder: Sendable {
  /// What is in the report.
  public struct Configuration: Sendable {
    /// How the words are found.
    public var discovery = WordDiscovery.Configuration()
    /// The column of the categories of the texts.
    public var category: Column?
    /// The most words.
    public var words = 8000
    /// How many of them, from the first, have lines and neighbours.
    public var detailedWords = 400
    /// The most lines of a word.
    public var linesPerWord = 20
    /// The most templates.
    public var templates = 300

    public init() {}

    func check() throws(InvalidValue) {
      try InvalidValue.check("words", words, atLeast: 1)
      try InvalidValue.check("detailedWords", detailedWords, atLeast: 0)
      try InvalidValue.check("linesPerWord", linesPerWord, atLeast: 0)
      try InvalidValue.check("templates", templates, atLeast: 0)
    }
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Makes the report.
  ///
  /// - Parameters:
  ///   - prior: What guides discovery; its lexicon need not be the known words.
  ///   - known: Words that are not new.
  ///   - reference: General language, or another corpus, that the words are compared with.
  ///   - periods: Counts files in chronological order, for the time line.
  /// - Throws: As `WordDiscovery.run`, `InvalidValue` also for more than sixty categories; `InputError` for a
  ///   damaged reference or period.
  /// - Complexity: That of discovery and of mining templates, and O(words) for the rest.
  public func run(
    on corpus: Corpus, after prior: Prior = Prior(), known: Lexicon? = nil,
    against reference: ContrastSide? = nil, periods: [String] = [], workers: Workers = Workers()
  ) throws -> Report {
    try configuration.check()
    guard let first = corpus.inputs.first else { throw InvalidValue("a corpus without inputs") }
    let memory = MemoryPlan(
      limit: configuration.discovery.memory, directory: configuration.discovery.temporaryDirectory)
    var source = CorpusWords(corpus, foundBy: .discovery(), memory: memory, workers: workers)
    source.label = configuration.category
    let result = try source.discover(configuration.discovery, after: prior)
    var words = ReportedWords(result, limit: configuration.words, known: known)
    var gathered = try gather(&words, source, result)
    if let known { words.add(known, counted(gathered.usage), limit: configuration.words) }
    let referenceTotal = try reference.map { try compare(&words, result, with: $0, workers) }
    let mined = try templates(&gathered, workers)
    return Report(
      title: title(first.name, of: corpus.inputs.count), reading: result.reading,
      referenceTotal: referenceTotal,
      corpus: CorpusFigures(result, gathered.usage), words: words,
      details: details(of: words, gathered.usage, mined.templates), templates: mined.templates,
      sentences: mined.sentences, categories: categories(gathered.usage, found: words.found),
      trend: try trend(periods, workers), omissions: gathered.omissions)
  }

  private func title(_ first: String, of count: Int) -> String {
    first.afterLastSlash + (count > 1 ? " + \(count - 1)" : "")
  }

  // MARK: Usage

  /// What another reading of the text brings.
  private struct Gathered {
    var usage: UsageReader
    /// The sentences for templates; `nil` if they do not fit in memory.
    var sentences: SentenceCorpusBuilder?
    var omissions: [String] = []
  }

  private func gather(
    _ words: inout ReportedWords, _ source: CorpusWords, _ result: WordDiscovery.Result
  ) throws -> Gathered {
    let finder = UsageFinder(words.words, script: configuration.discovery.script)
    let names = source.corpus.inputs.map(\.name)
    let short = names.map(\.afterLastSlash)
    var gathered = Gathered(
      usage: UsageReader(
        words.words, detailed: configuration.detailedWords,
        linesPerWord: configuration.linesPerWord,
        names: Set(short).count == names.count ? short : names, total: result.summary.words,
        pairs: max(1 << 16, source.memory.limit / 8 / NeighbourTable.bytesPerPair)),
      sentences: SentenceCorpusBuilder())
    try source.read(result) {
      UsageBlock($0, $1, finder)
    } _: { part in
      try gathered.usage.add(part)
      try gathered.sentences?.append(part.words)
      if gathered.sentences?.memory ?? 0 > source.memory.limit / 4 {
        gathered.sentences = nil
        gathered.omissions = ["templates", "sentences"]
      }
    }
    for word in words.words.indices {
      words.words[word].dispersion = gathered.usage.dispersion[word]
    }
    return gathered
  }

  private func details(
    of words: ReportedWords, _ usage: UsageReader, _ templates: [Template]
  ) -> [WordDetails] {
    let detailed = usage.lines.count
    let total = usage.words
    let alike = usage.neighbours.alike(
      counts: usage.counts, ownCounts: words.words.prefix(detailed).map(\.count), total: total,
      limit: WordDetails.mostAlike)
    let places = TemplatePlaces(templates)
    return (0..<detailed).map { word in
      func neighbours(_ side: NeighbourTable.Side) -> [WordDetails.Neighbour] {
        usage.neighbours.neighbours(
          of: word, side, count: words.words[word].count, counts: usage.counts, total: total,
          limit: WordDetails.mostNeighbours
        ).map {
          WordDetails.Neighbour(
            text: String(decoding: usage.vocabulary[Int($0.id)], as: UTF8.self),
            distance: $0.distance,
            count: $0.count)
        }
      }
      return WordDetails(
        lines: usage.lines[word], before: neighbours(.before), after: neighbours(.after),
        alike: alike[word], templates: places[words.words[word].text])
    }
  }

  /// All words of the text with their counts, folded as the known words are.
  private func counted(_ usage: UsageReader) -> [(text: String, count: Int)] {
    var folder = WordFolder(configuration.discovery.script)
    var counts: [String: Int] = [:]
    for (id, count) in usage.counts.enumerated() where count > 0 {
      counts[folder.fold(String(decoding: usage.vocabulary[id], as: UTF8.self)).text, default: 0] +=
        count
    }
    return counts.map { ($0.key, $0.value) }
  }

  private func categories(_ usage: UsageReader, found: Int) -> [Category] {
    let size = usage.categories.reduce(0) { $0 + $1.size }
    let uses = (0..<found).map { word in usage.categories.reduce(0) { $0 + $1.uses[word] } }
    return usage.categories.map { category in
      let words = (0..<found).compactMap {
        word -> (word: Int, logRatio: Double, logLikelihood: Double)? in
        let own = category.uses[word]
        // Phrases are uses beside those of their words, so there may be more uses than words.
        let (others, rest) = (uses[word] - own, size - category.size)
        let figures = ContrastFigures(
          (min(own, category.size), min(others, rest)), of: (category.size, rest))
        guard own >= Category.fewest, figures.logRatio > 0 else { return nil }
        return (word, figures.logRatio, figures.logLikelihood)
      }
      return Category(
        name: category.name, size: category.size,
        words: Array(
          words.sorted {
            $0.logLikelihood != $1.logLikelihood
              ? $0.logLikelihood > $1.logLikelihood : $0.word < $1.word
          }.prefix(Category.mostWords)))
    }
  }

  // MARK: Comparison

  /// - Returns: The characters of the reference.
  private func compare(
    _ words: inout ReportedWords, _ result: WordDiscovery.Result, with reference: ContrastSide,
    _ workers: Workers
  ) throws -> Int {
    var keyness = TermKeyness()
    (keyness.script, keyness.memory) = (
      configuration.discovery.script, configuration.discovery.memory
    )
    let found = words.words.prefix(words.found).compactMap(\.found)
    let (counts, total) = try keyness.references(found, against: reference, workers: workers)
    guard total > 0 else { return 0 }
    for (place, word) in found.enumerated() {
      let count = counts[word.folded] ?? 0
      let own = min(max(1, word.rawCount), result.summary.atoms)
      let figures = ContrastFigures((own, min(count, total)), of: (result.summary.atoms, total))
      words.words[place].reference = (count, figures.logRatio)
    }
    return total
  }

  private func trend(_ periods: [String], _ workers: Workers) throws -> (
    names: [String], words: [TrendingWord]
  ) {
    if periods.isEmpty { return ([], []) }
    var trends = WordTrends.Configuration()
    trends.contrast.memory = configuration.discovery.memory
    return (
      periods,
      Array(try WordTrends(trends).run(on: periods, workers: workers).prefix(Report.mostTrends))
    )
  }

  // MARK: Templates and trees

  private func templates(
    _ gathered: inout Gathered, _ workers: Workers
  ) throws -> (templates: [Template], sentences: [SentenceTree]) {
    guard let builder = gathered.sentences else { return ([], []) }
    gathered.sentences = nil
    let corpus = builder.finish()
    var mining = TemplateMiner.Configuration()
    mining.view = .frames
    mining.limit = configuration.templates
    let templates = Array(try TemplateMiner(mining).run(on: corpus, workers: workers))
    guard !corpus.words.isEmpty else { return (templates, []) }
    let links = try CollocationMiner().run(on: corpus, workers: workers)
    let parser = SentenceParser(links.model)
    return (templates, gathered.usage.sentences.items.map(parser.parse))
  }
}

extension String {
  /// The name of a file without those of its directories.
  fileprivate var afterLastSlash: String { split(separator: "/").last.map(String.init) ?? self }
}

extension Category {
  /// Rarer words say little of a category.
  fileprivate static let fewest = 3
  fileprivate static let mostWords = 60
}

extension CorpusFigures {
  fileprivate init(_ result: WordDiscovery.Result, _ usage: UsageReader) {
    let reading = result.reading
    (characters, lines, invalidBytes) = (reading.characters, reading.lines, reading.invalidBytes)
    (words, types) = (usage.words, usage.growth.types)
    for encoding in reading.encodings { encodings[encoding.rawValue, default: 0] += 1 }
    bits = (result.summary.bitsPerAtomBefore, result.summary.bitsPerAtomAfter)
    growth = usage.growth.points
  }
}
