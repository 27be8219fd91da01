import WordMineText

/// Segments text into the words of a lexicon.
///
/// With counts, the segmentation is that of the highest unigram probability; of two equals, the one
/// with the longer last word, and so on towards the front. Without any counts, it is the longest
/// match from the left. An atom that no word covers becomes a word of its own. Words are compared
/// scalar by scalar, and neither begin nor end inside a run of letters and digits.
///
/// Copies share the words; use one copy per thread.
package struct LexiconSegmenter: Sendable {
  private let trie: WordTrie
  private let hasCounts: Bool
  private let unknownCost: Int
  private let table = CharacterTable.standard
  private var lattice = Lattice()
  private var paths = BestPaths()

  /// - Complexity: O(scalars of the lexicon).
  package init(_ lexicon: Lexicon) {
    let costs = UnigramCosts(lexicon)
    var trie = WordTrie()
    lexicon.forEach({ word, count in
      let scalars = String(decoding: word, as: UTF8.self).unicodeScalars.map(\.value)
      if !scalars.isEmpty { trie.insert(scalars, cost: costs.cost(ofCount: count)) }
    })
    self.trie = trie
    hasCounts = lexicon.hasCounts
    unknownCost = Int(costs.cost(ofCount: nil))
  }

  /// Segments one clause: text without blanks and punctuation, which otherwise become atoms too.
  ///
  /// - Parameters:
  ///   - clause: UTF-8; each invalid sequence is a separate atom.
  ///   - ends: Replaced by the byte offsets at which the words end.
  /// - Complexity: O(scalars · longest word).
  package mutating func segment(_ clause: Span<UInt8>, into ends: inout [Int]) {
    ends.removeAll(keepingCapacity: true)
    guard !clause.isEmpty else { return }
    lattice.read(clause, table)
    if hasCounts { segmentByCost(into: &ends) } else { segmentByLength(into: &ends) }
  }

  private func segmentByLength(into ends: inout [Int]) {
    var start = 0
    while start < lattice.count {
      var end = lattice.endOfAtom(from: start)
      trie.forEachWord(in: lattice, from: start) { place, _ in end = place }
      ends.append(lattice.offsets[end])
      start = end
    }
  }

  private mutating func segmentByCost(into ends: inout [Int]) {
    paths.reset(lattice.count)
    var start = 0
    while start < lattice.count {
      let next = lattice.endOfAtom(from: start)
      var isKnown = false
      trie.forEachWord(in: lattice, from: start) { end, cost in
        isKnown = isKnown || end == next
        paths.add(from: start, to: end, cost: Int(cost))
      }
      if !isKnown { paths.add(from: start, to: next, cost: unknownCost) }
      start = next
    }
    paths.trace(lattice.count) { ends.append(lattice.offsets[$0]) }
    ends.reverse()
  }
}
