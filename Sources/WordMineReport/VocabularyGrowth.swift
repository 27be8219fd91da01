/// How many different words there were after so many words, at equal distances.
struct VocabularyGrowth: Sendable {
  private var step = 1
  private var words = 0
  private(set) var types = 0
  private var passed: [(words: Int, types: Int)] = []
  private static let most = 80

  /// - Parameter isNew: Whether the next word did not occur before.
  @inline(__always) mutating func add(isNew: Bool) {
    words += 1
    if isNew { types += 1 }
    if words % step == 0 { keep() }
  }

  private mutating func keep() {
    if passed.count == Self.most {
      passed = passed.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
      step *= 2
      guard words % step == 0 else { return }
    }
    passed.append((words, types))
  }

  /// At least half of 80 points in a text of so many words; the last one is its end.
  var points: [(words: Int, types: Int)] {
    words % step == 0 ? passed : passed + [(words, types)]
  }
}
