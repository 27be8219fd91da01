import WordMineText

/// Segments text into the words of a lexicon.
///
/// With counts, the segmentation is that of the highest unigram probability; of two equals, the one
/// with the longer last word, and so on towards the front. A word without a count among words with
/// counts is just likelier than the likeliest way to make it of others. Without any counts, the
/// segmentation is the longest match from the left. An atom that no word covers becomes a word of its
/// own. Words are compared scalar by scalar, and neither begin nor end inside a run of letters and digits.
///
/// Any number of threads may share one, each with a workspace of its own.
package struct LexiconSegmenter: Sendable {
  /// Whether words hold signs or blanks, which end clauses: then a whole line has to be segmented at once.
  package let hasSigns: Bool
  private var trie = WordTrie()
  private let hasCounts: Bool
  /// What an atom costs that no word covers.
  let unknownCost: Int
  private let table = CharacterTable.standard

  /// Memory for clauses, used again from one to the next.
  package struct Workspace: Sendable {
    fileprivate var lattice = Lattice()
    fileprivate var paths = BestPaths()

    package init() {}
  }

  /// - Complexity: O(scalars of the lexicon).
  package init(_ lexicon: Lexicon) {
    let costs = UnigramCosts(lexicon)
    hasCounts = lexicon.hasCounts
    unknownCost = Int(costs.cost(ofCount: nil))
    var (trie, hasSigns) = (WordTrie(), false)
    var uncounted: [[UInt8]] = []
    lexicon.forEach({ [table, hasCounts] word, count in
      guard !word.isEmpty else { return }
      hasSigns = hasSigns || table.endsClause(in: word.span)
      if hasCounts, count == nil {
        uncounted.append(Array(word))
      } else {
        trie.insert(Self.scalars(word), value: costs.cost(ofCount: count))
      }
    })
    (self.trie, self.hasSigns) = (trie, hasSigns)
    // The shorter ones first: longer ones must be likelier than these, too.
    var workspace = Workspace()
    for word in uncounted.sorted(by: { $0.count < $1.count }) {
      let cost = UInt32(suggestedCost(of: word.span, &workspace))
      self.trie.insert(Self.scalars(word[...]), value: cost)
    }
  }

  private static func scalars(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt32> {
    String(decoding: word, as: UTF8.self).unicodeScalars.map(\.value)[...]
  }

  /// A little less than the cheapest path over a word, at most the cost of an unknown atom.
  private func suggestedCost(of word: Span<UInt8>, _ workspace: inout Workspace) -> Int {
    workspace.lattice.read(word, table)
    findPaths(&workspace)
    let cheapest = workspace.paths.cost(to: workspace.lattice.count)
    return min(max(0, cheapest - UnigramCosts.margin), unknownCost)
  }

  /// Whether a text is a word.
  package func contains(_ text: Span<UInt8>) -> Bool { cost(of: text) != nil }

  /// What a word costs; `nil` if it is none.
  func cost(of text: Span<UInt8>) -> Int? {
    var node = WordTrie.Node.root
    var position = 0
    while position < text.count {
      let (scalar, length) = UTF8Scanner.next(in: text, at: position)
      guard let scalar, let next = trie.next(node, scalar) else { return nil }
      node = next
      position += length
    }
    return node.value == WordTrie.Node.notAWord ? nil : Int(node.value)
  }

  /// Segments one clause: text without blanks and punctuation, which otherwise become atoms too.
  ///
  /// - Parameters:
  ///   - clause: UTF-8; each invalid sequence is a separate atom.
  ///   - borders: Byte offsets, ascending, at which words may also begin and end.
  ///   - workspace: Memory that is used again.
  ///   - ends: Replaced by the byte offsets at which the words end.
  /// - Complexity: O(scalars · longest word).
  package func segment(
    _ clause: Span<UInt8>, borders: [Int] = [], with workspace: inout Workspace,
    into ends: inout [Int]
  ) {
    ends.removeAll(keepingCapacity: true)
    guard !clause.isEmpty else { return }
    workspace.lattice.read(clause, table)
    workspace.lattice.addBorders(borders)
    if hasCounts {
      segmentByCost(&workspace, into: &ends)
    } else {
      segmentByLength(workspace.lattice, into: &ends)
    }
  }

  private func segmentByLength(_ lattice: Lattice, into ends: inout [Int]) {
    var start = 0
    while start < lattice.count {
      var end = lattice.endOfAtom(from: start)
      trie.forEachWord(in: lattice, from: start) { place, _ in end = place }
      ends.append(lattice.offsets[end])
      start = end
    }
  }

  private func segmentByCost(_ workspace: inout Workspace, into ends: inout [Int]) {
    findPaths(&workspace)
    let lattice = workspace.lattice
    workspace.paths.trace(lattice.count) { ends.append(lattice.offsets[$0]) }
    ends.reverse()
  }

  private func findPaths(_ workspace: inout Workspace) {
    let lattice = workspace.lattice
    workspace.paths.reset(lattice.count)
    var start = 0
    while start < lattice.count {
      let next = lattice.endOfAtom(from: start)
      var isKnown = false
      trie.forEachWord(in: lattice, from: start) { end, cost in
        isKnown = isKnown || end == next
        workspace.paths.add(from: start, to: end, cost: Int(cost))
      }
      if !isKnown { workspace.paths.add(from: start, to: next, cost: unknownCost) }
      start = next
    }
  }
}

extension CharacterTable {
  /// Whether a word holds what ends a clause, or may: a joiner is taken for a sign unless it stands
  /// between letters or digits.
  fileprivate func endsClause(in word: Span<UInt8>) -> Bool {
    var (position, last) = (0, CharacterClass.border)
    while position < word.count {
      let (scalar, length) = UTF8Scanner.next(in: word, at: position)
      let kind = scalar.map(characterClass(of:)) ?? .invalid
      switch kind {
      case .border, .blank, .invalid: return true
      case .joiner where last != .run: return true
      case .mark: break
      default:
        if last == .joiner, kind != .run { return true }
        last = kind
      }
      position += length
    }
    return last == .joiner
  }
}
