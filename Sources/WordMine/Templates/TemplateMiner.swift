import Glibc
import WordMineBase
import WordMineText

/// Finds the fixed ways of saying things in a corpus: words with slots between them.
///
/// A template earns its place when the corpus can be told in fewer bits with it: what its uses save in
/// the best cover of all clauses by words and nested templates must exceed what its entry in the
/// inventory takes. It begins with pairs of words, side by side or with a slot between them; then, in
/// each round, templates grow by a literal; where the comma is a word they join, too. See `ClauseCover` for the cover, `CoverCode` for the code.
///
///     let mined = try TemplateMiner().mine(corpus)
///     for template in mined.templates.prefix(10) { print(template.text, template.gain!) }
///
/// Slots are for people: most of the bits come from phrases without any.
package struct TemplateMiner: Sendable {
  /// What counts as a template.
  package struct Configuration: Sendable {
    /// What a slot may cross.
    package var frames = TemplateScope.sentence
    /// The most words of a slot, up to 15; 0 for phrases alone, `nil` for 8 in sentences, 6 in clauses.
    package var slotLength: Int?
    /// The occurrences that a literal needs; `nil` for 5, and more from ten million words on.
    package var minimumCount: Int?
    /// Pairs in the first round; in each further one, templates grow.
    package var rounds = 3
    /// A corpus of more words is learnt from a sample of its sentences, then counted as a whole.
    package var sampleWords = 16_000_000
    /// The seed of the sample.
    package var seed: UInt64 = 0
    package var view = View.gain
    /// Only the first ones are made; `nil` for all.
    package var limit: Int?
    /// The most fillers of a slot, and the most clauses, that are kept.
    package var fillers = 10
    package var examples = 3
    package var workers = Workers()

    package init() {}
  }

  /// What the list is for.
  package enum View: String, CaseIterable, Sendable {
    /// What compresses: all templates, by their gain.
    case gain
    /// What people look for: templates with slots, by gain · H/(H + 3), with H the entropy of the
    /// fillers in bits, that of the narrowest slot if there are several.
    case frames
  }

  package var configuration: Configuration

  /// - Precondition: `slotLength` is 0 to 15, `rounds` at least 1.
  package init(_ configuration: Configuration = Configuration()) {
    let slotLength = configuration.slotLength ?? 0
    precondition(0...SlotLengths.longest ~= slotLength, "slots of \(slotLength) words")
    precondition(configuration.rounds > 0, "\(configuration.rounds) rounds")
    self.configuration = configuration
  }

  /// - Parameter progress: Told what is done.
  /// - Complexity: O(words · longest slot · rounds); about 25 bytes a word.
  package func mine(
    _ corpus: SentenceCorpus, progress: (String) -> Void = { _ in }
  ) throws -> MinedTemplates {
    let text = TemplateText(corpus, configuration.frames)
    var result: InventoryLearner.Result
    var sampled: Int?
    if text.wordCount > configuration.sampleWords {
      let sample = sample(corpus, of: text.wordCount)
      sampled = sample.wordCount
      result = try learner(sample).learn(progress: progress)
      progress("counting templates")
      result = try learner(text).count(result)
    } else {
      result = try learner(text).learn(progress: progress)
    }
    progress("listing templates")
    return try list(result, text, corpus.vocabulary, sampled)
  }

  /// Sentences that their numbers and the seed draw.
  private func sample(_ corpus: SentenceCorpus, of words: Int) -> TemplateText {
    let share = Double(configuration.sampleWords) / Double(words)
    let seed = Hash.mix(configuration.seed)
    return TemplateText(corpus, configuration.frames) {
      Hash.unit(seed ^ UInt64($0)) < share
    }
  }

  private func learner(_ text: TemplateText) -> InventoryLearner {
    InventoryLearner(
      text: text, slotLength: configuration.slotLength ?? configuration.frames.slotLength,
      minimumCount: configuration.minimumCount ?? max(5, text.wordCount / 2_000_000),
      rounds: configuration.rounds, joins: configuration.frames == .sentence,
      workers: configuration.workers)
  }

  private func list(
    _ result: InventoryLearner.Result, _ text: TemplateText, _ vocabulary: WordVocabulary,
    _ sampled: Int?
  ) throws -> MinedTemplates {
    let statistics = TemplateStatistics(
      text, vocabulary, result, fillers: configuration.fillers, examples: configuration.examples)
    let order = try ranked(result, statistics, vocabulary)
    let listed = order.prefix(configuration.limit ?? .max)
    let templates = try parallelMap(listed.count, on: configuration.workers) {
      statistics.template(listed[$0])
    }
    var mined = MinedTemplates(templates: templates)
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
    _ vocabulary: WordVocabulary
  ) throws -> [Int] {
    let inventory = result.inventory
    let view = configuration.view
    let scores = try parallelMap(inventory.count, on: configuration.workers) { index in
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

/// What a corpus was found to repeat.
package struct MinedTemplates: Sendable {
  /// The listed templates, best first.
  package var templates: [Template]
  /// All templates that were found.
  package var found = 0
  /// The words and clauses of the text.
  package var words = 0
  package var clauses = 0
  /// The words that the templates were learnt from, if they are not all.
  package var sampledWords: Int?
  /// Places of the text at which so many ways were open that not all were looked at; 0 but for text of
  /// few, endlessly repeated words.
  package var cutSearches = 0
  /// The length of the text in bits: with words alone, and with the templates.
  package var bitsBefore = 0.0
  package var bitsAfter = 0.0
  /// The length of the inventory in bits.
  package var inventoryBits = 0.0
}
