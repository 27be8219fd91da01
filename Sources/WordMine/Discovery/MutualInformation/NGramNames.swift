import WordMineBase
import WordMineText

/// The numbered n-grams of a text, with their counts.
///
/// An n-gram of order *k* is a pair of n-grams of order *k* − 1, which begin at its first and
/// second atoms. Each order is therefore counted exactly from the numbers of the order below, in
/// one pass with 64-bit keys, whatever the order. Rare n-grams have no number; neither do longer
/// ones that contain them, which are at least as rare.
///
/// N-grams contain no border and no class atom.
struct NGramNames: Sendable {
  /// The length of the longest n-grams.
  let order: Int
  let text: AtomSequence
  private var levels: [NGramLevel] = []

  /// - Parameters:
  ///   - minimumCount: The least count of an n-gram with a number.
  ///   - workers: Only the interrupt and the progress are used.
  /// - Throws: `Interrupted`.
  /// - Complexity: O(order · atoms) time; 4 · order bytes per atom, and about 32 per n-gram.
  init(
    _ text: AtomSequence, order: Int, minimumCount: Int, workers: Workers = Workers()
  ) throws {
    self.order = order
    self.text = text
    let phases = workers.split("counting n-grams", into: order - 1)
    for length in stride(from: 2, through: order, by: 1) {
      var level = try NGramLevel(positions: text.ids.count)
      if length == 2 {
        let ids = text.ids
        try level.count(text.range, on: phases[length - 2]) {
          ids[$0] > UInt32(AtomAlphabet.latinClass) ? UInt32(ids[$0]) : 0
        }
      } else {
        let shorter = levels[length - 3].names.view
        try level.count(text.range, on: phases[length - 2]) { shorter[$0] }
      }
      level.drop(below: minimumCount, text.range)
      levels.append(level)
    }
  }

  /// The number of numbered n-grams of an order; numbers begin at 1.
  func size(order: Int) -> Int { levels[order - 2].counts.count - 1 }

  /// The number of the n-gram at a place; 0 if it has none.
  @inline(__always) func name(_ place: Range<Int>) -> Int {
    Int(levels[place.count - 2].names.view[place.lowerBound])
  }

  /// A place of the n-gram with a number.
  func place(_ name: Int, order: Int) -> Range<Int> {
    let start = Int(levels[order - 2].places[name])
    return start..<start + order
  }

  /// The count of the n-gram at a place; 0 if it has no number.
  func count(_ place: Range<Int>) -> Int {
    if place.count == 1 { return text.atoms.counts[Int(text.ids[place.lowerBound])] }
    return Int(levels[place.count - 2].counts[name(place)])
  }
}
