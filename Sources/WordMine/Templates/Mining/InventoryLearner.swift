import WordMineBase

/// Learns the templates that minimize the code length of a text: candidates, covers, extensions.
struct InventoryLearner: Sendable {
  let text: TemplateText
  /// The most words in a slot.
  let slotLength: Int
  /// The least number of occurrences of a literal.
  let minimumCount: Int
  /// The number of rounds: pairs in the first; in each later one, templates grow by a literal.
  let rounds: Int
  /// Whether templates are also joined.
  let joins: Bool
  let workers: Workers

  /// The number of covers per round.
  private static let passes = 3
  private static let leastUses = 3

  /// The learned templates, and the cover with their counts.
  struct Result: Sendable {
    var inventory: TemplateInventory
    var uses: TemplateUses
    var code: CoverCode
    var costs: TemplateCosts
    /// The number of positions where the last cover cut the search short: see `ClauseCover`.
    var cuts = 0
  }

  /// - Complexity: O(tokens · G · rounds), where G is the longest slot.
  func learn() throws -> Result {
    let symbols = text.counts()
    let inventory = TemplateInventory(slotLength: slotLength)
    var result = Result(
      inventory: inventory, uses: TemplateUses([], of: 0, kept: []),
      code: CoverCode(inventory, symbols: symbols), costs: TemplateCosts(symbols: symbols))
    var phases = workers.split("templates", into: rounds * (1 + Self.passes))[...]
    for round in 0..<rounds {
      add(try candidates(round, result, symbols, phases.removeFirst()), to: &result)
      for pass in 0..<Self.passes {
        result.code = CoverCode(result.inventory, symbols: symbols)
        try cover(&result, symbols, keepsUses: pass == Self.passes - 1, phases.removeFirst())
      }
    }
    return result
  }

  /// Counts the learned templates in this text, and keeps those that are worthwhile.
  func count(_ learned: Result) throws -> Result {
    let symbols = text.counts()
    var result = learned
    result.costs = TemplateCosts(symbols: symbols)
    try cover(&result, symbols, keepsUses: true, workers)
    return result
  }

  private func add(_ candidates: [TemplateCandidate], to result: inout Result) {
    for candidate in candidates {
      result.inventory.append(
        candidate.shape, count: candidate.count, lengths: candidate.lengths)
    }
  }

  /// Covers the text, updates the counts, and drops templates that are not worthwhile: their
  /// literals become words again.
  private func cover(_ result: inout Result, _ symbols: [Int], keepsUses: Bool, _ workers: Workers)
    throws
  {
    let found = try CorpusCover(text: text, workers: workers).cover(
      result.inventory, result.code, keepsUses: keepsUses)
    result.cuts = found.cuts
    let inventory = result.inventory.recounted(found.counts, lengths: found.lengths)
    var kept = Array(inventory.shapes.indices)
    result.inventory = inventory
    result.code = CoverCode(inventory, symbols: symbols)
    // Dropping templates makes words cheaper, so others may no longer be worthwhile. At the end of
    // a round, all must be; earlier, the next cover will check them anyway.
    repeat {
      let worthwhile = result.inventory.shapes.indices.filter { isWorthwhile($0, result) }
      if worthwhile.count == kept.count { break }
      kept = worthwhile.map { kept[$0] }
      result.inventory = inventory.picking(kept)
      result.code = CoverCode(result.inventory, symbols: symbols)
    } while keepsUses
    if keepsUses { result.uses = TemplateUses(found.uses, of: inventory.count, kept: kept) }
  }

  private func isWorthwhile(_ index: Int, _ result: Result) -> Bool {
    let count = result.inventory.counts[index]
    guard count >= Self.leastUses else { return false }
    return TemplateCosts.gain(result.inventory, index, result.code)
      > result.costs.entry(result.inventory.shapes[index], count: count)
  }

  private func candidates(
    _ round: Int, _ result: Result, _ symbols: [Int], _ workers: Workers
  ) throws -> [TemplateCandidate] {
    let limit = symbols.prefix(text.vocabularySize).lastIndex { $0 >= minimumCount } ?? -1
    let test = CandidateTest(
      text: text, costs: result.costs, items: Double(items(result.inventory)),
      slotLength: slotLength)
    if round == 0 {
      return try PairCandidates(
        text: text, test: test, costs: result.code.words, limit: limit + 1, workers: workers
      ).find()
    }
    return try ExtensionCandidates(
      text: text, inventory: result.inventory, uses: result.uses, code: result.code, test: test,
      limit: limit + 1, joins: joins, workers: workers
    ).find()
  }

  /// The number of items in a cover: words, ends of clauses and templates.
  private func items(_ inventory: TemplateInventory) -> Int {
    zip(inventory.shapes, inventory.counts).reduce(text.wordCount + text.clauseCount) {
      $0 - $1.1 * ($1.0.count - 1)
    }
  }
}
