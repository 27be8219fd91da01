import Glibc
import WordMineBase
import WordMineText

/// Finds the fixed patterns of a corpus: words with slots between them.
///
/// A template is kept if it shortens the code of the corpus: what its uses save in the best cover
/// of all clauses by words and nested templates must exceed the cost of its entry in the inventory.
/// Mining begins with pairs of words, adjacent or with a slot between them; in each further round,
/// templates grow by a literal; if the comma is a word, they are also joined. See `ClauseCover` for
/// the cover and `CoverCode` for the code.
///
///     let found = try TemplateMiner().run(on: corpus)
///     for template in found.prefix(10) { print(template.text, template.gain!) }
///     try found.write(to: "templates.jsonl")
///
/// Slots are what people look for, but most of the savings come from phrases without slots.
public struct TemplateMiner: Sendable {
  /// What counts as a template, and which to list.
  public struct Configuration: Sendable {
    /// What a slot may cross.
    public var scope = TemplateScope.sentence
    /// The most words in a slot, up to 15; 0: phrases only; `nil`: 8 in sentences, 6 in clauses.
    public var slotLength: Int?
    /// The least count of a literal; `nil` for 5, or more from ten million words on.
    public var minimumCount: Int?
    /// The number of rounds: pairs in the first; in each later one, templates grow. At most 1000.
    public var rounds = 3
    /// In a corpus of more words than this, templates are learned from a sample of its sentences
    /// and then counted in all of it.
    public var sampleWords = 16_000_000
    /// The random seed of the sample.
    public var seed: UInt64 = 0
    /// Which templates to list, and in which order.
    public var view = View.gain
    /// The most templates to list; `nil` for all.
    public var limit: Int?
    /// The most fillers to keep per slot.
    public var fillers = 10
    /// The most example clauses to keep per template.
    public var examples = 3

    public init() {}

    func validate() throws(InvalidValue) {
      try InvalidValue.check("slotLength", slotLength ?? 0, in: 0...SlotLengths.longest)
      try InvalidValue.check("minimumCount", minimumCount ?? 1, atLeast: 1)
      try InvalidValue.check("rounds", rounds, in: 1...1000)
      try InvalidValue.check("sampleWords", sampleWords, atLeast: 0)
      try InvalidValue.check("limit", limit ?? 0, atLeast: 0)
      try InvalidValue.check("fillers", fillers, atLeast: 0)
      try InvalidValue.check("examples", examples, atLeast: 0)
    }
  }

  /// What to list.
  public enum View: String, CaseIterable, Sendable {
    /// All templates, by gain: what compresses most.
    case gain
    /// Templates with slots, by gain · H/(H + 3), where H is the entropy of the fillers in bits, or
    /// the lowest of several slots: what people look for.
    case frames
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Finds the templates of a corpus.
  ///
  /// - Parameter workers: The threads; the result does not depend on their number.
  /// - Throws: `InvalidValue`, `Interrupted`.
  /// - Complexity: O(words · longest slot · rounds); about 25 bytes per word.
  public func run(
    on corpus: SentenceCorpus, workers: Workers = Workers()
  ) throws -> MinedTemplates {
    try configuration.validate()
    let text = TemplateText(corpus, configuration.scope)
    var result: InventoryLearner.Result
    var sampled: Int?
    if text.wordCount > configuration.sampleWords {
      let sample = sample(corpus, of: text.wordCount)
      sampled = sample.wordCount
      result = try learner(sample, workers).learn()
      result = try learner(text, workers.split("counting templates", into: 1)[0]).count(result)
    } else {
      result = try learner(text, workers).learn()
    }
    try workers.report("listing templates", 0)
    return try list(result, text, corpus.vocabulary, sampled, workers)
  }

  /// A random sample of sentences, selected by their numbers and the seed.
  private func sample(_ corpus: SentenceCorpus, of words: Int) -> TemplateText {
    let share = Double(configuration.sampleWords) / Double(words)
    let seed = Hash.mix(configuration.seed)
    return TemplateText(corpus, configuration.scope) {
      Hash.unit(seed ^ UInt64($0)) < share
    }
  }

  private func learner(_ text: TemplateText, _ workers: Workers) -> InventoryLearner {
    InventoryLearner(
      text: text, slotLength: configuration.slotLength ?? configuration.scope.slotLength,
      minimumCount: configuration.minimumCount ?? max(5, text.wordCount / 2_000_000),
      rounds: configuration.rounds, joins: configuration.scope == .sentence,
      workers: workers)
  }

  private func list(
    _ result: InventoryLearner.Result, _ text: TemplateText, _ vocabulary: WordVocabulary,
    _ sampled: Int?, _ workers: Workers
  ) throws -> MinedTemplates {
    let statistics = TemplateStatistics(
      text, vocabulary, result, fillers: configuration.fillers, examples: configuration.examples)
    let order = try ranked(result, statistics, workers)
    let listed = order.prefix(configuration.limit ?? .max)
    let templates = try parallelMap(listed.count, on: workers) {
      statistics.template(listed[$0])
    }
    var mined = MinedTemplates(
      templates, slotLength: result.inventory.slotLength, scope: configuration.scope)
    (mined.words, mined.clauses) = (text.wordCount, text.clauseCount)
    (mined.found, mined.sampledWords) = (result.inventory.count, sampled)
    mined.cutSearches = result.cuts
    let symbols = text.counts()
    let empty = TemplateInventory(slotLength: result.inventory.slotLength)
    mined.bitsBefore = CoverCode(empty, symbols: symbols).total(empty) / log(2)
    mined.bitsAfter = result.code.total(result.inventory) / log(2)
    mined.inventoryBits =
      result.inventory.shapes.indices.reduce(0) {
        $0
          + result.costs.entry(
            result.inventory.shapes[$1], count: result.inventory.counts[$1])
      } / log(2)
    return mined
  }

  private func ranked(
    _ result: InventoryLearner.Result, _ statistics: TemplateStatistics,
    _ workers: Workers
  ) throws -> [Int] {
    let inventory = result.inventory
    let view = configuration.view
    let scores = try parallelMap(inventory.count, on: workers) { index in
      let gain = TemplateCosts.gain(inventory, index, result.code)
      if view == .gain { return gain }
      let openness = statistics.openness(index)
      return gain * openness / (openness + 3)
    }
    let listed = inventory.shapes.indices.filter {
      view == .gain || inventory.shapes[$0].slotCount > 0
    }
    return listed.sorted { one, other in
      if scores[one] != scores[other] { return scores[one] > scores[other] }
      return statistics.key(one).lexicographicallyPrecedes(statistics.key(other))
    }
  }
}

/// The templates found in a corpus, best first.
public struct MinedTemplates: Sendable {
  private let templates: [Template]
  /// The number of templates found, listed or not.
  public internal(set) var found = 0
  /// The number of words in the text.
  public internal(set) var words = 0
  /// The number of clauses in the text.
  public internal(set) var clauses = 0
  /// The number of words in the sample that the templates were learned from; `nil`: all.
  public internal(set) var sampledWords: Int?
  /// The number of positions at which the search had too many open paths to follow; 0 except for
  /// texts that endlessly repeat a few words.
  public internal(set) var cutSearches = 0
  /// The code length of the text in bits, with words alone.
  public internal(set) var bitsBefore = 0.0
  /// The code length of the text in bits, with the templates.
  public internal(set) var bitsAfter = 0.0
  /// The code length of the inventory in bits.
  public internal(set) var inventoryBits = 0.0
  /// The most words in a slot.
  private(set) var slotLength: Int
  /// What a slot may cross.
  private let scope: TemplateScope

  init(_ templates: [Template], slotLength: Int, scope: TemplateScope = .sentence) {
    (self.templates, self.slotLength, self.scope) = (templates, slotLength, scope)
  }

  /// Writes the templates.
  ///
  /// - Parameter name: The name of the output in error messages.
  /// - Throws: `SystemError` if writing fails, `InputError` for a template that the format cannot
  ///   represent.
  public func write(
    to sink: ByteSink, as format: TemplateFormat, name: String = "<stdout>"
  ) throws {
    let lines = format.lineFormat(slotLength: Swift.max(1, slotLength), scope: scope)
    var writer = try RecordWriter(sink, as: lines, name: name)
    for template in templates { try writer.write(template) }
  }

  /// Writes the templates to a file, which appears only once it is complete.
  ///
  /// - Parameter format: `nil` to choose it by the file name; TSV if the name does not tell.
  /// - Throws: The same as `write(to:as:name:)`.
  public func write(to path: String, as format: TemplateFormat? = nil) throws {
    let sink = try ByteSink.file(path)
    try write(to: sink, as: format ?? TemplateFormat(path: path) ?? .tsv, name: path)
    try sink.close()
  }
}

extension MinedTemplates: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { templates.count }
  public subscript(place: Int) -> Template { templates[place] }
}
