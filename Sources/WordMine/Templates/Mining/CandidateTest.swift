import Glibc

/// A template that may be worth adding to the inventory.
struct TemplateCandidate: Sendable {
  var shape: TemplateShape
  /// The number of occurrences, regardless of other templates.
  var count: Int
  /// The length counts of its slots.
  var lengths: [Int]
}

/// Decides whether two neighbours would form a worthwhile template.
///
/// With M the number of occurrences, the gain
///
///     M (cost(a) + cost(b) − cost(template) − 1 − H(length)),
///
/// where costs are −ln of shares of the items, must be greater than the template's entry.
struct CandidateTest: Sendable {
  let text: TemplateText
  let costs: TemplateCosts
  /// The number of items in the text.
  let items: Double
  let slotLength: Int

  private static let leastCount = 3

  /// Adds the templates that an anchor forms with a neighbour, with and without a slot between.
  ///
  /// - Parameters:
  ///   - cost: The cost of the anchor and the neighbour as separate items.
  ///   - make: Creates the template, with or without a slot between them, and the length counts of
  ///     all its slots, given those of that slot.
  func add(
    _ neighbour: NeighbourCounter.Neighbour, cost: Double,
    to candidates: inout [TemplateCandidate],
    make: (_ slot: Bool, _ lengths: [Int]) -> (TemplateShape, [Int])
  ) {
    let adjacent = Int(neighbour.counts[neighbour.counts.startIndex])
    let lengths = neighbour.counts.dropFirst()
    let apart = lengths.reduce(0) { $0 + Int($1) }
    // Rejects most neighbours: the gain per use is at most this cost minus one nat.
    if cost <= 1 { return }
    if adjacent >= Self.leastCount {
      let (shape, lengths) = make(false, [])
      test(shape, adjacent, lengths, cost: cost, entropy: 0, &candidates)
    }
    if apart >= Self.leastCount {
      let counts = lengths.map { Int($0) }
      let (shape, all) = make(true, counts)
      let entropy = TemplateCosts.entropy(counts, total: apart)
      test(shape, apart, all, cost: cost, entropy: entropy, &candidates)
    }
  }

  private func test(
    _ shape: TemplateShape, _ count: Int, _ lengths: [Int], cost: Double, entropy: Double,
    _ candidates: inout [TemplateCandidate]
  ) {
    guard shape.literals.contains(where: text.isWord) else { return }
    let all = shape.literal(0) == text.clauseStart ? Double(text.clauseCount) : items
    let each = cost - log(all / Double(count)) - 1
    guard Double(count) * each - entropy > costs.entry(shape, count: count) else { return }
    candidates.append(TemplateCandidate(shape: shape, count: count, lengths: lengths))
  }
}
