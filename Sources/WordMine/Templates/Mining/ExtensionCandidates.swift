import WordMineBase
import WordMineText

/// Finds templates that may be worth extending by a literal on the right or on the left, and pairs
/// of templates that may be worth joining.
struct ExtensionCandidates: Sendable {
  let text: TemplateText
  let inventory: TemplateInventory
  let uses: TemplateUses
  let code: CoverCode
  let test: CandidateTest
  /// Words from this id on are too rare.
  let limit: Int
  /// Whether to consider pairs of templates.
  let joins: Bool
  let workers: Workers

  /// The most literals in a template, edges included.
  private static let longest = 6
  private static let blockSize = 64

  private struct Worker {
    var literals: NeighbourCounter
    var templates: NeighbourCounter
  }

  /// - Returns: The distinct new candidates, in the order of their shapes.
  /// - Complexity: O(uses · G) steps, where G is the longest slot; 4 bytes per token.
  func find() throws -> [TemplateCandidate] {
    let blocks = (inventory.count + Self.blockSize - 1) / Self.blockSize
    let begins = begins()
    let found = try parallelMap(
      blocks, on: workers, stage: "templates",
      worker: {
        Worker(
          literals: NeighbourCounter(text, slotLength: test.slotLength, limit: limit),
          templates: NeighbourCounter(
            text, slotLength: test.slotLength, limit: joins ? inventory.count : 0))
      },
      { worker, block in
        var candidates: [TemplateCandidate] = []
        let first = block * Self.blockSize
        for template in first..<min(inventory.count, first + Self.blockSize) {
          extend(template, &worker.literals, &candidates)
          if joins { join(template, begins, &worker.templates, &candidates) }
        }
        return candidates
      })
    return unique(found.flatMap(\.self))
  }

  /// For each position, 1 + the template whose use begins there, or 0.
  private func begins() -> [UInt32] {
    if !joins { return [] }
    var begins = [UInt32](repeating: 0, count: text.tokens.count)
    for template in inventory.shapes.indices {
      for use in uses.uses(of: template) { begins[uses.start(use)] = UInt32(template + 1) }
    }
    return begins
  }

  private func extend(
    _ template: Int, _ counter: inout NeighbourCounter, _ candidates: inout [TemplateCandidate]
  ) {
    let (shape, known) = (inventory.shapes[template], Array(inventory.lengths(of: template)))
    if shape.count >= Self.longest { return }
    let tokens = text.tokens.span
    let range = uses.uses(of: template)
    let cost = code.templates[template]
    for use in range {
      counter.countBehind(tokens, end(use, shape), next: next(use, range, shape))
    }
    counter.finish { neighbour in
      let literal = neighbour.literal
      test.add(neighbour, cost: cost + code.words[Int(literal)], to: &candidates) {
        (shape.appending(literal, slot: $0), known + $1)
      }
    }
    for use in range {
      let previous = use > range.lowerBound ? uses.start(use - 1) : .min + 1
      counter.countBefore(tokens, uses.start(use), previous: previous)
    }
    counter.finish { neighbour in
      let literal = neighbour.literal
      test.add(neighbour, cost: cost + code.words[Int(literal)], to: &candidates) {
        (shape.prepending(literal, slot: $0), $1 + known)
      }
    }
  }

  /// Joins templates, because two that took each other's literals, such as ^ 如果 and ， 那么, cannot
  /// grow by a literal.
  private func join(
    _ template: Int, _ begins: [UInt32], _ counter: inout NeighbourCounter,
    _ candidates: inout [TemplateCandidate]
  ) {
    let (shape, known) = (inventory.shapes[template], Array(inventory.lengths(of: template)))
    let range = uses.uses(of: template)
    for use in range {
      counter.countUsesBehind(
        text.tokens.span, begins.span, end(use, shape), next: next(use, range, shape))
    }
    counter.finish { neighbour in
      let other = Int(neighbour.literal)
      if shape.count + inventory.shapes[other].count > Self.longest { return }
      test.add(
        neighbour, cost: code.templates[template] + code.templates[other], to: &candidates
      ) {
        (
          shape.appending(inventory.shapes[other], slot: $0),
          known + $1 + inventory.lengths(of: other)
        )
      }
    }
  }

  /// The end of the next use.
  private func next(_ use: Int, _ range: Range<Int>, _ shape: TemplateShape) -> Int {
    use + 1 < range.upperBound ? end(use + 1, shape) : .max
  }

  private func end(_ use: Int, _ shape: TemplateShape) -> Int {
    uses.start(use) + shape.count + uses.lengths(use).sum
  }

  /// Of equal shapes, keeps the most frequent: 从 [X] 到 and [X] 到 both grow into 从 [X] 到 [X] 为止.
  private func unique(_ candidates: [TemplateCandidate]) -> [TemplateCandidate] {
    let known = Set(inventory.shapes)
    var result: [TemplateCandidate] = []
    for candidate in candidates.sorted(by: { ($0.shape, $1.count) < ($1.shape, $0.count) }) {
      if known.contains(candidate.shape) || result.last?.shape == candidate.shape { continue }
      result.append(candidate)
    }
    return result
  }
}
