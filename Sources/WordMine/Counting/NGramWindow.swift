/// Up to eight atoms that follow each other in one clause.
///
/// Counting works on windows: each position of a text begins one, of the order's length, or shorter
/// where the clause ends. The windows that begin with an n-gram are its occurrences, so the windows
/// and their counts hold the counts of all orders.
package struct NGramWindow: Equatable, Sendable {
  /// The longest window.
  package static let longest = 8

  /// The ranks of the atoms; zeros after the last.
  package var atoms: InlineArray<8, UInt32>
  package var count: Int

  init() {
    atoms = InlineArray(repeating: 0)
    count = 0
  }

  /// The number of atoms.
  package var length: Int {
    for index in 0..<Self.longest where atoms[index] == 0 { return index }
    return Self.longest
  }

  /// How many atoms at the front are the same in both.
  func sharedPrefix(_ other: NGramWindow) -> Int {
    for index in 0..<Self.longest {
      if atoms[index] != other.atoms[index] || atoms[index] == 0 { return index }
    }
    return Self.longest
  }

  package static func == (one: NGramWindow, other: NGramWindow) -> Bool {
    for index in 0..<longest where one.atoms[index] != other.atoms[index] { return false }
    return one.count == other.count
  }
}
