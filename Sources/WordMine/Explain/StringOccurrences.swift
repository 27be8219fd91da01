import WordMineBase

/// Where some strings occur in a text, and how often others do.
struct StringOccurrences {
  /// An occurrence: its place in the ranks, and the number of its first atom in the text.
  struct Place {
    var position: Int
    var atom: Int
  }

  private struct Pattern {
    var atoms: [UInt32]
    var keepsPlaces: Bool
  }

  private var patterns: [Pattern] = []
  private var numbers: [[UInt32]: Int] = [:]
  private(set) var counts: [Int] = []
  private(set) var places: [[Place]] = []

  /// - Parameter keepsPlaces: Whether the places are wanted, not only their number.
  mutating func add(_ atoms: [UInt32], keepsPlaces: Bool) {
    if let number = numbers[atoms] {
      patterns[number].keepsPlaces = patterns[number].keepsPlaces || keepsPlaces
      return
    }
    numbers[atoms] = patterns.count
    patterns.append(Pattern(atoms: atoms, keepsPlaces: keepsPlaces))
    counts.append(0)
    places.append([])
  }

  func count(_ atoms: [UInt32]) -> Int { numbers[atoms].map { counts[$0] } ?? 0 }

  func places(_ atoms: [UInt32]) -> [Place] { numbers[atoms].map { places[$0] } ?? [] }

  /// - Parameters:
  ///   - ranks: The atoms, 0 at borders.
  ///   - largest: The largest rank.
  ///   - workers: Only the interrupt and the progress are used.
  /// - Throws: `Interrupted`.
  /// - Complexity: O(atoms), times the strings that begin with the same atom.
  mutating func find(_ ranks: [UInt32], largest: Int, workers: Workers) throws {
    var byFirst = [[Int]](repeating: [], count: largest + 1)
    for (number, pattern) in patterns.enumerated() where !pattern.atoms.isEmpty {
      byFirst[Int(pattern.atoms[0])].append(number)
    }
    let begins = byFirst.map { !$0.isEmpty }
    let (span, beginSpan) = (ranks.span, begins.span)
    var atom = -1
    for position in 0..<span.count where span[position] != 0 {
      atom += 1
      if atom & 0xFFFF == 0 {
        try workers.report("finding words", Double(position) / Double(span.count))
      }
      guard beginSpan[Int(span[position])] else { continue }
      for number in byFirst[Int(span[position])]
      where matches(patterns[number].atoms, ranks, position) {
        counts[number] += 1
        if patterns[number].keepsPlaces {
          places[number].append(Place(position: position, atom: atom))
        }
      }
    }
    try workers.report("finding words", 1)
  }

  private func matches(_ pattern: [UInt32], _ ranks: [UInt32], _ position: Int) -> Bool {
    guard position + pattern.count <= ranks.count else { return false }
    for index in 1..<max(1, pattern.count) where ranks[position + index] != pattern[index] {
      return false
    }
    return true
  }
}
