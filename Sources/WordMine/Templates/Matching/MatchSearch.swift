/// Finds the templates that begin at a place of a clause, each in its shortest way.
struct MatchSearch {
  /// A template where it was found; places count from the edge before the clause.
  struct Found {
    var shape: Int
    var start: Int
    var end: Int
    var lengths: SlotLengths
  }

  private struct State {
    var node: Int
    var last: Int
    var lengths: SlotLengths
    var slots: UInt32
  }

  private let trie: TemplateTrie
  private let slotLength: Int
  private var tokens: [UInt32] = []
  private var states: [State] = []
  private var seen: [(node: Int, last: Int)] = []
  /// What the last search found, by the numbers of the templates.
  private(set) var found: [Found] = []

  init(_ trie: TemplateTrie, slotLength: Int) {
    self.trie = trie
    self.slotLength = slotLength
  }

  mutating func begin(_ words: ArraySlice<UInt32>, _ literals: LiteralVocabulary) {
    tokens.removeAll(keepingCapacity: true)
    tokens.append(literals.clauseStart)
    tokens += words
    tokens.append(literals.clauseEnd)
  }

  /// Finds the templates whose first literal stands at `start`.
  ///
  /// Ways are tried with shorter slots first, and what follows a node does not depend on the way to
  /// it; so each node is entered once a place, and the first way is the shortest.
  mutating func find(from start: Int) {
    if !found.isEmpty { found.removeAll(keepingCapacity: true) }
    let node = Int(trie.roots[Int(tokens[start])])
    if node == 0 { return }
    if !seen.isEmpty { seen.removeAll(keepingCapacity: true) }
    states.append(State(node: node, last: start, lengths: SlotLengths(), slots: 0))
    while let state = states.popLast() {
      // Up to one slot, no two ways lead to one node at one place.
      if state.slots > 1 {
        if seen.contains(where: { $0 == (state.node, state.last) }) { continue }
        seen.append((state.node, state.last))
      }
      let template = Int(trie.templates[state.node])
      if template >= 0, !found.contains(where: { $0.shape == template }) {
        found.append(
          Found(shape: template, start: start, end: state.last + 1, lengths: state.lengths))
      }
      follow(state)
    }
    if found.count > 1 { found.sort { $0.shape < $1.shape } }
  }

  @inline(__always) private mutating func follow(_ state: State) {
    let next = state.last + 1
    let ways = trie.ways[state.node]
    if ways == 0 || next >= tokens.count { return }
    if ways & TemplateTrie.slotted != 0 {
      for length in stride(from: min(slotLength, tokens.count - 1 - next), to: 0, by: -1) {
        guard let child = trie.child(state.node, tokens[next + length] &<< 1 | 1) else { continue }
        states.append(
          State(
            node: child, last: next + length,
            lengths: state.lengths.adding(length, at: state.slots), slots: state.slots + 1))
      }
    }
    if ways & TemplateTrie.direct != 0, let child = trie.child(state.node, tokens[next] &<< 1) {
      states.append(State(node: child, last: next, lengths: state.lengths, slots: state.slots))
    }
  }
}
