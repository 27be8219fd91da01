import WordMineBase
import WordMineText

/// A use of a template in a text.
struct TemplateUse: BitwiseCopyable, Sendable {
  var template: UInt32
  /// The position of its first literal.
  var start: UInt32
  var lengths: SlotLengths
}

/// Covers all clauses of a text and counts what the cover uses.
struct CorpusCover: Sendable {
  let text: TemplateText
  let workers: Workers

  /// The counts and costs of a cover.
  struct Result: Sendable {
    var counts: [Int]
    var lengths: [Int]
    /// The cost of the cover in nats.
    var cost = 0.0
    /// The number of positions at which the search was cut short: see `ClauseCover`.
    var cuts = 0
    /// The uses in the order of the clauses, if they were requested.
    var uses: [TemplateUse] = []
  }

  private struct Part: Sendable {
    var counts: [Int]
    var lengths: [Int]
    var costs: [Double] = []
    var cuts = 0
    var uses: [TemplateUse] = []
  }

  /// - Complexity: O(tokens · G) steps, where G is the longest slot, shared by the threads.
  func cover(
    _ inventory: TemplateInventory, _ code: CoverCode, keepsUses: Bool
  ) throws -> Result {
    let trie = TemplateTrie(inventory.shapes, symbols: text.symbolCount)
    let (clauses, threads) = (text.clauseCount, workers.threads)
    let shares = workers.split("templates", into: threads)
    let parts = try parallelMap(threads, on: workers) { part in
      try cover(
        clauses * part / threads..<clauses * (part + 1) / threads, inventory, trie, code,
        keepsUses: keepsUses, shares[part])
    }
    var result = Result(
      counts: Array(repeating: 0, count: inventory.count),
      lengths: Array(repeating: 0, count: inventory.lengths.count))
    for part in parts {
      for (index, count) in part.counts.enumerated() { result.counts[index] += count }
      for (index, count) in part.lengths.enumerated() { result.lengths[index] += count }
      for cost in part.costs { result.cost += cost }
      result.cuts += part.cuts
      if keepsUses { result.uses += part.uses }
    }
    return result
  }

  /// Counts are integers and costs are added by clause, so results do not depend on the parts.
  private func cover(
    _ clauses: Range<Int>, _ inventory: TemplateInventory, _ trie: TemplateTrie,
    _ code: CoverCode, keepsUses: Bool, _ workers: Workers
  ) throws -> Part {
    let slotLength = inventory.slotLength
    var cover = ClauseCover(trie, code, slotLength: slotLength)
    var part = Part(
      counts: Array(repeating: 0, count: inventory.count),
      lengths: Array(repeating: 0, count: inventory.lengths.count))
    var uses: [ClauseCover.Use] = []
    let tokens = text.tokens.span
    part.costs.reserveCapacity(clauses.count)
    var check = InterruptCheck(workers, every: 1 << 8)
    for clause in clauses {
      try check.step("templates", clause - clauses.lowerBound, of: clauses.count)
      let range = text.clause(clause)
      part.costs.append(cover.cover(tokens.extracting(range), uses: &uses))
      for use in uses {
        let template = Int(use.template)
        part.counts[template] += 1
        let first = trie.layout.slots(of: template).lowerBound
        use.lengths.visit { slot, length in
          part.lengths[(first + slot) * slotLength + length - 1] += 1
        }
        guard keepsUses else { continue }
        part.uses.append(
          TemplateUse(
            template: UInt32(template), start: UInt32(range.lowerBound) + UInt32(use.start),
            lengths: use.lengths))
      }
      uses.removeAll(keepingCapacity: true)
    }
    part.cuts = cover.cuts
    try workers.report("templates", 1)
    return part
  }
}

/// The uses of all templates, grouped by template, in the order of the text.
struct TemplateUses: Sendable {
  private let ends: [Int]
  private let starts: [UInt32]
  private let slotLengths: [SlotLengths]

  /// - Parameters:
  ///   - templates: The number of templates in `uses`.
  ///   - kept: The templates to keep, renumbered in this order.
  /// - Complexity: O(uses + templates).
  init(_ uses: [TemplateUse], of templates: Int, kept: [Int]) {
    var numbers = [Int](repeating: -1, count: templates)
    for (number, template) in kept.enumerated() { numbers[template] = number }
    var places = [Int](repeating: 0, count: kept.count + 1)
    for use in uses where numbers[Int(use.template)] >= 0 {
      places[numbers[Int(use.template)] + 1] += 1
    }
    for index in kept.indices { places[index + 1] += places[index] }
    var starts = [UInt32](repeating: 0, count: places[kept.count])
    var lengths = [SlotLengths](repeating: SlotLengths(), count: starts.count)
    for use in uses where numbers[Int(use.template)] >= 0 {
      let place = places[numbers[Int(use.template)]]
      places[numbers[Int(use.template)]] += 1
      (starts[place], lengths[place]) = (use.start, use.lengths)
    }
    places.removeLast()
    (ends, self.starts, slotLengths) = (places, starts, lengths)
  }

  /// The indices of the uses of a template.
  func uses(of template: Int) -> Range<Int> {
    (template == 0 ? 0 : ends[template - 1])..<ends[template]
  }

  /// The position of the first literal of a use.
  func start(_ use: Int) -> Int { Int(starts[use]) }

  func lengths(_ use: Int) -> SlotLengths { slotLengths[use] }
}
