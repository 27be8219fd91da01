import WordMineText

/// A clause as scalars, with the borders between atoms, where words may begin or end.
///
/// An atom is a run of letters and digits, with single `.` or `-` allowed between two of them, or
/// any other character; marks belong to the preceding atom.
struct Lattice: Sendable {
  /// The scalars; an invalid sequence is represented by a value above all scalars.
  private(set) var scalars: [UInt32] = []
  /// The byte offset of each scalar, and of the end.
  private(set) var offsets: [Int] = []
  /// Whether an atom begins at each scalar; true for the end.
  private(set) var isBorder: [Bool] = []

  private enum State {
    case run
    /// A run followed by one joiner.
    case joiner
    case other
  }

  private static let invalid = UInt32.max

  /// The number of scalars.
  var count: Int { scalars.count }

  /// Replaces the contents with a clause.
  mutating func read(_ clause: Span<UInt8>, _ table: CharacterTable) {
    removeAll()
    var state = State.other
    var position = 0
    while position < clause.count {
      let (scalar, length) = UTF8Scanner.next(in: clause, at: position)
      scalars.append(scalar ?? Self.invalid)
      offsets.append(position)
      addBorder(scalar.map { table.characterClass(of: $0) } ?? .invalid, &state)
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

  private mutating func addBorder(_ kind: CharacterClass, _ state: inout State) {
    switch kind {
    case .run:
      if state == .joiner { isBorder[isBorder.count - 1] = false }
      isBorder.append(state == .other)
      state = .run
    case .mark:
      isBorder.append(false)
      if state == .joiner { state = .other }
    case .joiner:
      isBorder.append(true)
      state = state == .run ? .joiner : .other
    default:
      isBorder.append(true)
      state = .other
    }
  }

  /// The end of the atom that begins at `start`.
  @inline(__always) func endOfAtom(from start: Int) -> Int {
    var end = start &+ 1
    while !isBorder[end] { end &+= 1 }
    return end
  }
}
