/// Counts the words beside the occurrences of an anchor: at once, and behind each number of words.
///
/// An occurrence of a word counts once an anchor, for the nearest of its occurrences.
struct NeighbourCounter {
  /// A word beside the anchor.
  struct Neighbour {
    var literal: UInt32
    /// How often it stands 0, 1, … words away.
    var counts: ArraySlice<UInt32>
  }

  private let slotLength: Int
  private let width: Int
  private let clauseStart: UInt32
  private let clauseEnd: UInt32
  /// Symbols from here on are too rare for literals; edges are none of them.
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

  /// Counts behind an occurrence.
  ///
  /// - Parameters:
  ///   - end: Behind its last token.
  ///   - next: The same of the next occurrence.
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

  /// Counts before an occurrence.
  ///
  /// - Parameters:
  ///   - start: Its first token.
  ///   - previous: The same of the occurrence before.
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

  /// Counts the templates whose uses begin behind an occurrence.
  ///
  /// - Parameters:
  ///   - begins: For each place 1 more than the template whose use begins there; 0 for none.
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

  /// Calls `body` with what was counted, and starts anew.
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
