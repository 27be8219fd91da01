import WordMineBase
import WordMineText

/// A corpus as discovery sees it: one id an atom, 0 at each border.
///
/// Digit runs share the id `numberClass`, rare Latin runs the id `latinClass`; what is seen often
/// enough keeps an id of its own. A class stands for many strings, so it is never part of a word.
package struct AtomSequence: Sendable {
  /// The most atoms of the strings whose entropies are measured, and so of the words of a word model.
  package static let longestWord = 4
  /// Zeros before the first and after the last atom, so that neighbours can be read unchecked.
  package static var padding: Int { 8 }

  /// The ids, with `padding` zeros at both ends; borders never stand side by side.
  package let ids: SharedArray<UInt32>.View
  private let storage: SharedArray<UInt32>
  /// The atoms by id; index 0 is the border.
  package let atoms: AtomAlphabet
  /// Atoms that were not written in their usual form, in the order of their positions.
  let variants: [Variant]

  struct Variant: Sendable {
    var position: Int
    var code: UInt32
  }

  /// The positions of the text inside `ids`.
  package var range: Range<Int> { Self.padding..<ids.count - Self.padding }

  /// - Complexity: O(units).
  init(_ text: consuming AtomText, _ atoms: AtomAlphabet) throws(OutOfMemory) {
    let units = text.units.span
    storage = try SharedArray(zeros: units.count + 2 * Self.padding)
    let ids = storage.view
    var count = Self.padding
    var variants: [Variant] = []
    let usual = atoms.isUsual.span
    let basic = atoms.basicIDs.span
    var position = 0
    while position < units.count {
      let unit = units[position]
      if unit != AtomUnits.escape {
        if !usual[Int(unit)] { variants.append(Variant(position: count, code: UInt32(unit))) }
        ids[count] = basic[Int(unit)]
        position += 1
      } else {
        let (code, next) = AtomUnits.next(units, at: position)
        if !atoms.isUsualForm(code) { variants.append(Variant(position: count, code: code)) }
        ids[count] = atoms.id(of: code)
        position = next
      }
      count += 1
    }
    self.ids = ids.slice(0..<count + Self.padding)
    self.atoms = atoms
    self.variants = variants
  }

  /// Some ranges of another text, with a border after each; and where each begins.
  static func selecting(
    _ ranges: [Range<Int>], of text: Self
  ) throws(OutOfMemory) -> (text: Self, places: [Int]) {
    let count = ranges.reduce(0) { $0 + $1.count + 1 }
    let storage = try SharedArray<UInt32>(zeros: count + 2 * padding)
    var places: [Int] = []
    var place = padding
    for range in ranges {
      places.append(place)
      storage.view.slice(place..<place + range.count).copy(from: text.ids.slice(range))
      place += range.count + 1
    }
    return (Self(storage, text.atoms), places)
  }

  private init(_ storage: SharedArray<UInt32>, _ atoms: AtomAlphabet) {
    self.storage = storage
    ids = storage.view
    self.atoms = atoms
    variants = []
  }

  /// - Parameter clauses: The ids of their atoms.
  init(clauses: [[UInt32]], _ atoms: AtomAlphabet) throws(OutOfMemory) {
    let all = Array(clauses.filter { !$0.isEmpty }.joined(separator: [0]))
    storage = try SharedArray(zeros: all.count + 2 * Self.padding)
    ids = storage.view
    for (offset, id) in all.enumerated() { ids[Self.padding + offset] = id }
    self.atoms = atoms
    variants = []
  }
}

extension AtomSequence {
  /// The folded text of a string.
  func folded(_ span: Range<Int>) -> String { span.map { atoms.folded[Int(ids[$0])] }.joined() }

  /// How often each atom can be paired with itself, no occurrence twice.
  func disjointPairs() -> [Int] {
    var pairs = [Int](repeating: 0, count: atoms.count)
    var start = range.lowerBound
    for position in range where ids[position + 1] != ids[position] {
      pairs[Int(ids[position])] += (position + 1 - start) / 2
      start = position + 1
    }
    return pairs
  }

  /// The positions in about `count` pieces that end where clauses end.
  func clauseChunks(_ count: Int) -> [Range<Int>] {
    let size = max(1 << 14, range.count / count)
    var chunks: [Range<Int>] = []
    var start = range.lowerBound
    while start < range.upperBound {
      var end = min(start + size, range.upperBound)
      while end < range.upperBound, ids[end - 1] != 0 { end += 1 }
      chunks.append(start..<end)
      start = end
    }
    return chunks
  }
}
