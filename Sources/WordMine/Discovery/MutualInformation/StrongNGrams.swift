import WordMineBase
import WordMineText

/// The strong n-grams of a text, inside which it is never cut.
struct StrongNGrams: Sendable {
  let names: NGramNames
  /// Whether an n-gram is strong, by order − 2 and number.
  private let isStrong: [[Bool]]

  /// - Parameters:
  ///   - workers: Only the interrupt and the progress are used.
  ///   - isStrong: Decides for an n-gram, given one place; called once for each n-gram.
  /// - Throws: `Interrupted`.
  init(
    _ names: NGramNames, workers: Workers = Workers(), where isStrong: (Range<Int>) -> Bool
  ) throws {
    self.names = names
    var check = InterruptCheck(workers, every: 1 << 12)
    self.isStrong = try stride(from: 2, through: names.order, by: 1).map { order in
      let decisions = try (0...names.size(order: order)).map { name in
        try check.step()
        return name > 0 && isStrong(names.place(name, order: order))
      }
      try workers.report("testing n-grams", Double(order - 1) / Double(names.order - 1))
      return decisions
    }
  }

  /// A place of each strong n-gram, shorter ones first.
  var places: [Range<Int>] {
    stride(from: 2, through: names.order, by: 1).flatMap { order in
      isStrong[order - 2].indices.filter { isStrong[order - 2][$0] }
        .map { names.place($0, order: order) }
    }
  }

  /// Whether the n-gram at a place is strong.
  @inline(__always) func contains(_ place: Range<Int>) -> Bool {
    isStrong[place.count - 2][names.name(place)]
  }

  /// The length of the longest strong n-gram that begins at a position; 1 if there is none.
  @inline(__always) func longest(at position: Int) -> Int {
    var length = names.order
    while length > 1, !contains(position..<position + length) { length -= 1 }
    return length
  }
}
