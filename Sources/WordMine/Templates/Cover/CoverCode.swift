import Glibc

/// The code of a cover: the cost of each word, template and slot length, in nats.
///
/// With c the counts in the cover, words and templates share one distribution,
///
///     q(x) = (c(x) + ½) / Σ (c + ½),
///
/// except that templates that begin with `^` have another one over the clauses, in which a clause
/// without such a template counts as one more item. The lengths of a slot have
/// q(l) = (c(l) + 0.2) / Σ (c + 0.2).
struct CoverCode: Sendable {
  /// −ln q of each symbol. For `^`, the cost of a clause without a template that begins with `^`.
  private(set) var words: [Double]
  /// −ln q of each template.
  let templates: [Double]
  /// −ln q of each slot and length.
  let lengths: [Double]
  /// The counts of symbols outside templates.
  let wordCounts: [Int]

  /// - Parameters:
  ///   - symbols: The counts of all symbols in the text, `^` and `$` last.
  init(_ inventory: TemplateInventory, symbols: [Int]) {
    wordCounts = Self.remaining(inventory, symbols)
    let start = symbols.count - 2
    let initial = inventory.shapes.map { $0.literal(0) == UInt32(start) }
    var (total, clauses) = (0.0, Double(wordCounts[start]) + 0.5)
    for (symbol, count) in wordCounts.enumerated() where symbol != start && symbols[symbol] > 0 {
      total += Double(count) + 0.5
    }
    for (count, isInitial) in zip(inventory.counts, initial) {
      if isInitial { clauses += Double(count) + 0.5 } else { total += Double(count) + 0.5 }
    }
    words = wordCounts.map { log(total / (Double($0) + 0.5)) }
    words[start] = log(clauses / (Double(wordCounts[start]) + 0.5))
    templates = zip(inventory.counts, initial).map { count, isInitial in
      log((isInitial ? clauses : total) / (Double(count) + 0.5))
    }
    lengths = Self.lengthCosts(inventory)
  }

  /// Creates a code from known costs, without counts.
  init(words: [Double], templates: [Double], lengths: [Double]) {
    (self.words, self.templates, self.lengths, wordCounts) = (words, templates, lengths, [])
  }

  /// The counts of symbols that are left after templates took their literals.
  private static func remaining(_ inventory: TemplateInventory, _ symbols: [Int]) -> [Int] {
    var left = symbols
    for (shape, count) in zip(inventory.shapes, inventory.counts) {
      for literal in shape.literals { left[Int(literal)] -= count }
    }
    // Candidates are counted independently, so together they may take more than there is.
    for symbol in left.indices where left[symbol] < 0 { left[symbol] = 0 }
    return left
  }

  private static func lengthCosts(_ inventory: TemplateInventory) -> [Double] {
    let width = inventory.slotLength
    var costs = [Double](repeating: 0, count: inventory.lengths.count)
    for slot in 0..<inventory.slotCount {
      let range = slot * width..<(slot + 1) * width
      let total = inventory.lengths[range].reduce(0.2 * Double(width)) { $0 + Double($1) }
      for index in range { costs[index] = log(total / (Double(inventory.lengths[index]) + 0.2)) }
    }
    return costs
  }

  /// The cost of coding the literals of a template as words.
  func literals(_ shape: TemplateShape) -> Double {
    shape.literals.reduce(0) { $0 + words[Int($1)] }
  }

  /// The total cost of a cover with the counts of the inventory.
  func total(_ inventory: TemplateInventory) -> Double {
    Self.sum(wordCounts, words) + Self.sum(inventory.counts, templates)
      + Self.sum(inventory.lengths, lengths)
  }

  private static func sum(_ counts: [Int], _ costs: [Double]) -> Double {
    zip(counts, costs).reduce(0) { $1.0 == 0 ? $0 : $0 + Double($1.0) * $1.1 }
  }
}
