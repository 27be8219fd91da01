import WordMineText

/// The strong n-grams of a text, inside which it is never cut.
struct StrongNGrams: Sendable {
  let names: NGramNames
  /// Whether an n-gram is strong, by order − 2 and number.
  private let isStrong: [[Bool]]

  /// - Parameter isStrong: Decides for an n-gram, given one place; called once for each n-gram.
  init(_ names: NGramNames, where isStrong: (Range<Int>) -> Bool) {
    self.names = names
    self.isStrong = stride(from: 2, through: names.order, by: 1).map { order in
      (0...names.size(order: order)).map { $0 > 0 && isStrong(names.place($0, order: order)) }
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
