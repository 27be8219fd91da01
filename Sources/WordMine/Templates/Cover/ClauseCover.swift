/// Finds the cheapest cover of a clause by words and nested templates.
///
/// With S(i,j) the cost of the tokens in i ..< j,
///
///     S(i,i) = 0
///     S(i,j) = min( cost(wᵢ) + S(i+1,j),
///                   min over instances of a template from i to before e ≤ j of
///                     cost(template) + Σ over its slots (cost(length) + S(slot)) + S(e,j) )
///
/// Only spans that fit in a slot and those to the end of the clause are needed, so with G the
/// longest slot, the table has G + 2 columns, and the search takes O(tokens · G · open nodes).
///
/// Reference: the code is a two-part one as in Rissanen 1978, *Modeling by Shortest Data Description*.
struct ClauseCover {
  /// A template at a position.
  struct Use {
    var template: Int32
    /// The first literal, and the position after the last one, in the clause.
    var start: Int32
    var end: Int32
    /// The number of words in each slot.
    var lengths: SlotLengths
  }

  private struct State {
    var node: Int32
    /// The position of the last literal.
    var last: Int32
    var lengths: SlotLengths
    var slots: UInt32
    var cost: Double
  }

  /// The most states to examine per start; hardly any text needs that many.
  static let stateLimit = 4096

  /// The number of positions with more states than that, so that templates may be missed.
  private(set) var cuts = 0

  private let trie: TemplateTrie
  private let code: CoverCode
  private let slotLength: Int
  private let width: Int
  /// S(i, i + k) for k up to the longest slot, and the use that each begins with; −1 for a word.
  private var inside: [Double] = []
  private var insideChoice: [Int32] = []
  /// S(i, n), and what it begins with.
  private var rest: [Double] = []
  private var restChoice: [Int32] = []
  private var instances: [Use] = []
  private var costs: [Double] = []
  private var states: [State] = []
  private var open: [(Int, Int)] = []

  init(_ trie: TemplateTrie, _ code: CoverCode, slotLength: Int) {
    self.trie = trie
    self.code = code
    self.slotLength = slotLength
    width = slotLength + 1
  }

  /// Covers a clause.
  ///
  /// - Parameters:
  ///   - clause: The tokens of the clause, edges included.
  ///   - uses: Receives the templates of the cover, outer ones before those in their slots.
  /// - Returns: The cost in nats.
  mutating func cover(_ clause: Span<UInt32>, uses: inout [Use]) -> Double {
    let count = clause.count
    prepare(count)
    var start = count
    while start > 0 {
      start -= 1
      setWord(start, code.words[Int(clause[start])], count)
      let first = instances.count
      search(clause, from: start)
      for index in first..<instances.count { relax(start, index, count) }
    }
    collect(count, into: &uses)
    return rest[0]
  }

  private mutating func prepare(_ count: Int) {
    let cells = (count + 1) * width
    if inside.count < cells {
      inside = Array(repeating: 0, count: 2 * cells)
      insideChoice = Array(repeating: -1, count: 2 * cells)
      rest = Array(repeating: 0, count: 2 * (count + 1))
      restChoice = Array(repeating: -1, count: 2 * (count + 1))
    }
    instances.removeAll(keepingCapacity: true)
    costs.removeAll(keepingCapacity: true)
    inside[count * width] = 0
    rest[count] = 0
  }

  /// Initializes the spans that begin at `start` with its token as a word.
  @inline(__always) private mutating func setWord(_ start: Int, _ cost: Double, _ count: Int) {
    let row = start &* width
    rest[start] = cost + rest[start + 1]
    restChoice[start] = -1
    inside[row] = 0
    for length in stride(from: 1, through: min(slotLength, count - start), by: 1) {
      inside[row + length] = cost + inside[row + width + length - 1]
      insideChoice[row + length] = -1
    }
  }

  /// Applies an instance to the spans that it makes cheaper.
  @inline(__always) private mutating func relax(_ start: Int, _ index: Int, _ count: Int) {
    let end = Int(instances[index].end)
    let cost = costs[index]
    if cost + rest[end] < rest[start] {
      rest[start] = cost + rest[end]
      restChoice[start] = Int32(truncatingIfNeeded: index)
    }
    let (row, length) = (start &* width, end - start)
    for span in stride(from: length, through: min(slotLength, count - start), by: 1) {
      let other = cost + inside[end &* width + span - length]
      if other < inside[row + span] {
        inside[row + span] = other
        insideChoice[row + span] = Int32(truncatingIfNeeded: index)
      }
    }
  }

  /// Finds all instances that begin at `start`.
  @inline(__always) private mutating func search(_ clause: Span<UInt32>, from start: Int) {
    let node = trie.roots[Int(clause[start])]
    if node == 0 { return }
    states.append(
      State(
        node: Int32(truncatingIfNeeded: node), last: Int32(truncatingIfNeeded: start),
        lengths: SlotLengths(), slots: 0, cost: 0))
    var looked = 0
    while let state = states.popLast() {
      if looked == Self.stateLimit {
        cuts += 1
        break
      }
      looked += 1
      let (node, next) = (Int(state.node), Int(state.last) + 1)
      let template = trie.templates[node]
      if template >= 0 { add(template, state, start) }
      let ways = trie.ways[node]
      if next >= clause.count || ways == 0 { continue }
      if ways & TemplateTrie.direct != 0, let child = trie.child(node, clause[next] &<< 1) {
        push(child, next, state.lengths, state.slots, state.cost)
      }
      if ways & TemplateTrie.slotted == 0 { continue }
      for length in stride(from: 1, through: min(slotLength, clause.count - 1 - next), by: 1) {
        guard let child = trie.child(node, clause[next + length] &<< 1 | 1) else { continue }
        push(
          child, next + length, state.lengths.adding(length, at: state.slots), state.slots + 1,
          state.cost + inside[next &* width + length])
      }
    }
    states.removeAll(keepingCapacity: true)
  }

  @inline(__always) private mutating func push(
    _ node: Int, _ last: Int, _ lengths: SlotLengths, _ slots: UInt32, _ cost: Double
  ) {
    states.append(
      State(
        node: Int32(truncatingIfNeeded: node), last: Int32(truncatingIfNeeded: last),
        lengths: lengths, slots: slots, cost: cost))
  }

  @inline(__always) private mutating func add(_ template: Int32, _ state: State, _ start: Int) {
    var cost = state.cost + code.templates[Int(template)]
    let first = trie.layout.slots(of: Int(template)).lowerBound
    state.lengths.visit { slot, length in
      cost += code.lengths[(first + slot) &* slotLength + length - 1]
    }
    instances.append(
      Use(
        template: template, start: Int32(truncatingIfNeeded: start), end: state.last + 1,
        lengths: state.lengths))
    costs.append(cost)
  }

  /// Collects the chosen uses from left to right.
  private mutating func collect(_ count: Int, into uses: inout [Use]) {
    open.append((0, count))
    while let (begin, end) = open.popLast() {
      var place = begin
      while place < end {
        let choice =
          end == count ? restChoice[place] : insideChoice[place &* width + end - place]
        guard choice >= 0 else {
          place += 1
          continue
        }
        let use = instances[Int(choice)]
        uses.append(use)
        place = Int(use.end)
        openSlots(of: use)
      }
    }
  }

  private mutating func openSlots(of use: Use) {
    trie.layout.visitSlots(of: Int(use.template), use.lengths) { _, offset, length in
      open.append((Int(use.start) + offset, Int(use.start) + offset + length))
    }
  }
}
