import WordMineText

/// A clause as scalars, with the borders between atoms, where words may begin or end.
///
/// An atom is a run as the tokenizer finds it, or any other character; marks belong to the preceding atom.
struct Lattice: Sendable {
  /// The scalars; an invalid sequence is represented by a value above all scalars.
  private(set) var scalars: [UInt32] = []
  /// The byte offset of each scalar, and of the end.
  private(set) var offsets: [Int] = []
  /// Whether an atom begins at each scalar; true for the end.
  private(set) var isBorder: [Bool] = []

  private static let invalid = UInt32.max

  /// The number of scalars.
  var count: Int { scalars.count }

  /// Replaces the contents with a clause.
  mutating func read(_ clause: Span<UInt8>, _ table: CharacterTable) {
    removeAll()
    let tokenizer = Tokenizer(table)
    var (position, endOfRun) = (0, 0)
    while position < clause.count {
      let (scalar, length) = UTF8Scanner.next(in: clause, at: position)
      scalars.append(scalar ?? Self.invalid)
      offsets.append(position)
      let kind = scalar.map { table.characterClass(of: $0) } ?? .invalid
      isBorder.append(position >= endOfRun && kind != .mark)
      if position >= endOfRun, kind == .run {
        endOfRun = tokenizer.endOfRun(clause, position).end
      }
      position += length
    }
    offsets.append(position)
    isBorder.append(true)
    isBorder[0] = true
  }

  /// Adds borders at byte offsets, which ascend.
  mutating func addBorders(_ borders: [Int]) {
    var place = 0
    for border in borders {
      while place < count, offsets[place] < border { place += 1 }
      if offsets[place] == border { isBorder[place] = true }
    }
  }

  private mutating func removeAll() {
    scalars.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    isBorder.removeAll(keepingCapacity: true)
  }

  /// The end of the atom that begins at `start`.
  @inline(__always) func endOfAtom(from start: Int) -> Int {
    var end = start &+ 1
    while !isBorder[end] { end &+= 1 }
    return end
  }
}
