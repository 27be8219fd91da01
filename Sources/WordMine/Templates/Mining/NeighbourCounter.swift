/// Counts the neighbours of the occurrences of an anchor, by the number of words in between.
///
/// Each occurrence of a word is counted once per anchor, for the anchor's nearest occurrence.
struct NeighbourCounter {
  /// A neighbour of the anchor.
  struct Neighbour {
    var literal: UInt32
    /// How often the neighbour occurs 0, 1, … words away.
    var counts: ArraySlice<UInt32>
  }

  private let slotLength: Int
  private let width: Int
  private let clauseStart: UInt32
  private let clauseEnd: UInt32
  /// Symbols from this id on are too rare to be literals, except for the edges.
  private let limit: UInt32
  private var counts: [UInt32]
  private var isTouched: [Bool]
  private var touched: [UInt32] = []

  init(_ text: TemplateText, slotLength: Int, limit: Int) {
    self.slotLength = slotLength
    width = slotLength + 1
    (clauseStart, clauseEnd) = (text.clauseStart, text.clauseEnd)
    self.limit = UInt32(limit)
    counts = Array(repeating: 0, count: (limit + 2) * width)
    isTouched = Array(repeating: false, count: limit + 2)
  }

  /// Counts the neighbours after an occurrence.
  ///
  /// - Parameters:
  ///   - end: The position after its last token.
  ///   - next: The same position of the next occurrence.
  @inline(__always) mutating func countBehind(
    _ tokens: Span<UInt32>, _ end: Int, next: Int
  ) {
    if tokens[end - 1] == clauseEnd { return }
    for gap in 0...slotLength {
      let place = end + gap
      if gap > 0, place > next { return }
      add(tokens[place], gap)
      if tokens[place] == clauseEnd { return }
    }
  }

  /// Counts the neighbours before an occurrence.
  ///
  /// - Parameters:
  ///   - start: The position of its first token.
  ///   - previous: The same position of the previous occurrence.
  @inline(__always) mutating func countBefore(
    _ tokens: Span<UInt32>, _ start: Int, previous: Int
  ) {
    if tokens[start] == clauseStart { return }
    for gap in 0...slotLength {
      let place = start - 1 - gap
      if gap > 0, place < previous - 1 { return }
      add(tokens[place], gap)
      if tokens[place] == clauseStart { return }
    }
  }

  /// Counts the templates whose uses begin after an occurrence.
  ///
  /// - Parameters:
  ///   - begins: For each position, 1 + the template whose use begins there, or 0.
  @inline(__always) mutating func countUsesBehind(
    _ tokens: Span<UInt32>, _ begins: Span<UInt32>, _ end: Int, next: Int
  ) {
    if tokens[end - 1] == clauseEnd { return }
    for gap in 0...slotLength {
      let place = end + gap
      if gap > 0, place > next { return }
      if begins[place] > 0 { add(begins[place] - 1, gap) }
      if tokens[place] == clauseEnd { return }
    }
  }

  @inline(__always) private mutating func add(_ token: UInt32, _ gap: Int) {
    let index: UInt32
    if token < limit {
      index = token
    } else {
      guard token >= clauseStart else { return }
      index = limit + (token - clauseStart)
    }
    if !isTouched[Int(index)] {
      isTouched[Int(index)] = true
      touched.append(index)
    }
    counts[Int(index) * width + gap] += 1
  }

  /// Calls `body` with each neighbour, and resets the counts.
  mutating func finish(_ body: (Neighbour) -> Void) {
    for index in touched {
      let row = Int(index) * width
      let literal = index < limit ? index : clauseStart + (index - limit)
      body(Neighbour(literal: literal, counts: counts[row..<row + width]))
    }
    for index in touched {
      isTouched[Int(index)] = false
      for gap in 0..<width { counts[Int(index) * width + gap] = 0 }
    }
    touched.removeAll(keepingCapacity: true)
  }
}
