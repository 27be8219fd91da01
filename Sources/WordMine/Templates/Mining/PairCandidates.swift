import WordMineBase
import WordMineText

/// Finds pairs of words, or of words and edges, that may be templates.
///
/// The text is its own index: positions are grouped by word, so the neighbours of one word are
/// counted at a time, and no table of pairs is needed.
struct PairCandidates: Sendable {
  let text: TemplateText
  let test: CandidateTest
  /// −ln p of each symbol.
  let costs: [Double]
  /// Words from this id on are too rare.
  let limit: Int
  let workers: Workers

  /// - Returns: The candidates in the order of their shapes.
  /// - Complexity: O(tokens · G) steps, where G is the longest slot; 4 bytes per token, and 4 (G +
  ///   1) bytes per frequent word and thread.
  func find() throws -> [TemplateCandidate] {
    let places = SymbolPlaces(text)
    let symbols = Array(0..<limit) + [Int(text.clauseStart)]
    let blocks = (symbols.count + Self.blockSize - 1) / Self.blockSize
    let found = try parallelMap(
      blocks, on: workers, stage: "templates",
      worker: { NeighbourCounter(text, slotLength: test.slotLength, limit: limit) },
      { counter, block in
        var candidates: [TemplateCandidate] = []
        let first = block * Self.blockSize
        for symbol in symbols[first..<min(symbols.count, first + Self.blockSize)] {
          find(symbol, places, &counter, &candidates)
        }
        return candidates
      })
    return found.flatMap(\.self).sorted { $0.shape < $1.shape }
  }

  private static let blockSize = 16

  private func find(
    _ symbol: Int, _ places: SymbolPlaces, _ counter: inout NeighbourCounter,
    _ candidates: inout [TemplateCandidate]
  ) {
    let tokens = text.tokens.span
    let all = places.places(of: symbol)
    for index in all {
      let next = index + 1 < all.upperBound ? places[index + 1] + 1 : .max
      counter.countBehind(tokens, places[index] + 1, next: next)
    }
    counter.finish { neighbour in
      test.add(
        neighbour, cost: costs[symbol] + costs[Int(neighbour.literal)], to: &candidates
      ) { (TemplateShape(UInt32(symbol), neighbour.literal, slot: $0), $1) }
    }
  }
}

/// The positions of each symbol in a text, in ascending order.
private struct SymbolPlaces: Sendable {
  private let ends: [UInt32]
  private let places: [UInt32]

  init(_ text: TemplateText) {
    var ends = [UInt32](repeating: 0, count: text.symbolCount + 1)
    for token in text.tokens { ends[Int(token) + 1] += 1 }
    for symbol in 0..<text.symbolCount { ends[symbol + 1] += ends[symbol] }
    var places = [UInt32](repeating: 0, count: text.tokens.count)
    for (place, token) in text.tokens.enumerated() {
      places[Int(ends[Int(token)])] = UInt32(place)
      ends[Int(token)] += 1
    }
    ends.removeLast()
    (self.ends, self.places) = (ends, places)
  }

  func places(of symbol: Int) -> Range<Int> {
    (symbol == 0 ? 0 : Int(ends[symbol - 1]))..<Int(ends[symbol])
  }

  subscript(index: Int) -> Int { Int(places[index]) }
}
