import WordMineBase
import WordMineLexicon

/// Cuts clauses into the words of a unigram model: the segmentation of the highest probability.
///
/// Of two equals, it is the one with the longer last word, and so on towards the front. An atom that
/// is no word may stand alone.
struct UnigramDecoder: Sendable {
  private(set) var model: UnigramModel
  private var trie: WordTrie

  /// - Parameter expected: The approximate number of words, if more are added.
  /// - Complexity: O(atoms of all words).
  init(_ model: UnigramModel, expecting expected: Int = 0) {
    self.model = model
    trie = WordTrie(expecting: max(model.count, expected))
    for number in 0..<model.count { trie.insert(model[number], value: UInt32(number)) }
  }

  /// Adds a word of a dictionary, before all others; it must not be in the model.
  mutating func appendKnown(_ word: ArraySlice<UInt32>, cost: UInt32) {
    trie.insert(word, value: UInt32(model.count))
    model.appendKnown(word, cost: cost)
  }

  /// Adds a word; it must not be in the model.
  mutating func append(_ word: ArraySlice<UInt32>, cost: UInt32) {
    trie.insert(word, value: UInt32(model.count))
    model.append(word, cost: cost)
  }

  mutating func setCost(_ cost: UInt32, of number: Int) { model.setCost(cost, of: number) }

  /// The number of a word; `nil` if the model does not have it.
  func number(of word: ArraySlice<UInt32>) -> Int? { trie.value(of: word).map(Int.init) }

  /// Whether a string is a word of a dictionary.
  func isKnown(_ word: ArraySlice<UInt32>) -> Bool {
    number(of: word).map { $0 < model.knownCount } ?? false
  }

  /// The number of the word at a place; `nil` for an atom that is no word.
  @inline(__always) func number(
    of place: Range<Int>, in ids: SharedArray<UInt32>.View
  ) -> Int? {
    var found: UInt32?
    trie.forEachWord(
      in: place, of: { ids[$0] }, { end, number in if end == place.upperBound { found = number } })
    return found.map(Int.init)
  }

  /// Calls `body` with the end and the number of each word that begins where a range does.
  @inline(__always) func forEachWord(
    in range: Range<Int>, of ids: SharedArray<UInt32>.View, _ body: (Int, Int) -> Void
  ) {
    trie.forEachWord(in: range, of: { ids[$0] }, { body($0, Int($1)) })
  }

  /// Sets `cuts` to 1 where a word begins and to 0 elsewhere.
  ///
  /// - Parameters:
  ///   - ids: The atoms, 0 at borders.
  ///   - range: Whole clauses.
  /// - Complexity: O(atoms · longest word).
  func decode(
    _ ids: SharedArray<UInt32>.View, _ range: Range<Int>, into cuts: SharedArray<UInt8>.View
  ) {
    var paths = BestPaths()
    var start = range.lowerBound
    while start < range.upperBound {
      cuts[start] = 0
      if ids[start] == 0 {
        start += 1
        continue
      }
      var end = start + 1
      while end < range.upperBound, ids[end] != 0 { end += 1 }
      findPaths(ids, start..<end, &paths)
      for place in start..<end { cuts[place] = 0 }
      cuts[start] = 1
      paths.trace(end - start) { if $0 < end - start { cuts[start + $0] = 1 } }
      start = end
    }
  }

  private func findPaths(
    _ ids: SharedArray<UInt32>.View, _ clause: Range<Int>, _ paths: inout BestPaths
  ) {
    let costs = model.costs.span
    paths.reset(clause.count)
    for place in clause {
      let start = place - clause.lowerBound
      var isWord = false
      forEachWord(in: place..<clause.upperBound, of: ids) { end, number in
        isWord = isWord || end == place + 1
        paths.add(from: start, to: end - clause.lowerBound, cost: Int(costs[number]))
      }
      if !isWord { paths.add(from: start, to: start + 1, cost: Int(model.unlistedCost)) }
    }
  }

  /// The cost of the best way to make a string of words; `nil` if they cannot make it.
  ///
  /// - Parameters:
  ///   - unlisted: Whether atoms that are no words may stand alone.
  ///   - paths: Replaced by the best paths to each place of the string.
  ///   - mayUse: Whether a word may be used, by its number and its length.
  func split(
    _ word: ArraySlice<UInt32>, unlisted: Bool = false, _ paths: inout BestPaths,
    _ mayUse: (Int, Int) -> Bool
  ) -> Int? {
    paths.reset(word.count)
    let base = word.startIndex
    for place in word.indices where paths.reaches(place - base) {
      let start = place - base
      var isWord = false
      trie.forEachWord(
        in: place..<word.endIndex, of: { word[$0] },
        { end, number in
          guard mayUse(Int(number), end - place) else { return }
          isWord = isWord || end == place + 1
          paths.add(from: start, to: end - base, cost: Int(model.costs[Int(number)]))
        })
      if unlisted, !isWord { paths.add(from: start, to: start + 1, cost: Int(model.unlistedCost)) }
    }
    guard paths.reaches(word.count) else { return nil }
    return paths.cost(to: word.count)
  }
}
