import Glibc

/// A template that may be worth its place.
struct TemplateCandidate: Sendable {
  var shape: TemplateShape
  /// Its occurrences, each by itself.
  var count: Int
  /// The lengths of its slots.
  var lengths: [Int]
}

/// Tells whether two things that stand together would make a template.
///
/// With M the occurrences, the gain
///
///     M (cost(a) + cost(b) − cost(template) − 1 − H(length)),
///
/// in which costs are −ln of shares of the items, must be greater than the template's entry.
struct CandidateTest: Sendable {
  let text: TemplateText
  let costs: TemplateCosts
  /// The items of the text.
  let items: Double
  let slotLength: Int

  private static let leastCount = 3

  /// Adds the templates that an anchor makes with a neighbour, at once and behind a slot.
  ///
  /// - Parameters:
  ///   - cost: Of the anchor and the neighbour apart.
  ///   - make: The template, with or without a slot between them, and the lengths of all its slots, given
  ///     those of that one.
  func add(
    _ neighbour: NeighbourCounter.Neighbour, cost: Double,
    to candidates: inout [TemplateCandidate],
    make: (_ slot: Bool, _ lengths: [Int]) -> (TemplateShape, [Int])
  ) {
    let adjacent = Int(neighbour.counts[neighbour.counts.startIndex])
    let lengths = neighbour.counts.dropFirst()
    let apart = lengths.reduce(0) { $0 + Int($1) }
    // Most neighbours end here: no gain is greater than the cost of both without a nat a use.
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
