import WordMineText

/// The n-grams of a text, numbered, with their counts.
///
/// An n-gram of order *k* is the pair of the two of order *k* − 1 that begin at its first and its
/// second atom. So each order is counted from the numbers of the order below, exactly, in one pass with
/// keys of 64 bits, whatever the order. What occurs too seldom has no number; neither has anything
/// longer that holds it, which occurs no more often.
///
/// N-grams hold no border and no class atom.
struct NGramNames: Sendable {
  /// The longest n-gram.
  let order: Int
  let text: AtomSequence
  private var levels: [NGramLevel] = []

  /// - Parameter minimumCount: What occurs less often gets no number.
  /// - Complexity: O(order · atoms) time; 4 · order bytes an atom, and about 32 an n-gram.
  init(_ text: AtomSequence, order: Int, minimumCount: Int) {
    self.order = order
    self.text = text
    for length in stride(from: 2, through: order, by: 1) {
      var level = NGramLevel(positions: text.ids.count)
      if length == 2 {
        let ids = text.ids
        level.count(text.range) { ids[$0] > UInt32(AtomAlphabet.latinClass) ? UInt32(ids[$0]) : 0 }
      } else {
        let shorter = levels[length - 3].names.view
        level.count(text.range) { shorter[$0] }
      }
      level.drop(below: minimumCount, text.range)
      levels.append(level)
    }
  }

  /// How many n-grams of an order have a number; they begin at 1.
  func size(order: Int) -> Int { levels[order - 2].counts.count - 1 }

  /// The number of the n-gram at a place; 0 if it has none.
  @inline(__always) func name(_ place: Range<Int>) -> Int {
    Int(levels[place.count - 2].names.view[place.lowerBound])
  }

  /// A place of the n-gram of that number.
  func place(_ name: Int, order: Int) -> Range<Int> {
    let start = Int(levels[order - 2].places[name])
    return start..<start + order
  }

  /// How often the n-gram at a place occurs; 0 if it has no number.
  func count(_ place: Range<Int>) -> Int {
    if place.count == 1 { return text.atoms.counts[Int(text.ids[place.lowerBound])] }
    return Int(levels[place.count - 2].counts[name(place)])
  }
}
