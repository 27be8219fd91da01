import WordMineBase
import WordMineText

/// The numbered words of a lattice; 0 is the beginning of a clause.
struct WordList: Sendable {
  private let text: AtomSequence
  private var table: IDTable
  /// The first occurrence and the length of each word.
  private(set) var places: [(position: UInt32, length: UInt32)] = [(0, 0)]
  private let bits: UInt64

  static var clauseStart: UInt32 { 0 }

  init(_ text: AtomSequence) {
    self.text = text
    bits = UInt64(text.atoms.bits)
    table = IDTable(expecting: text.ids.count / 16)
    _ = table.insert(0)
  }

  var count: Int { places.count }

  /// The memory in use, in bytes.
  var memory: Int { table.memory + 8 * places.capacity }

  /// The number of the word at a place, assigned now if the word is new.
  @inline(__always) mutating func insert(_ position: Int, _ length: Int) -> UInt32 {
    let number = table.insert(key(position, length))
    if number == places.count { places.append((UInt32(position), UInt32(length))) }
    return number
  }

  /// The number of the word at a place; `nil` if it is not in the list.
  func find(_ span: Range<Int>) -> Int? {
    table.id(of: key(span.lowerBound, span.count)).map(Int.init)
  }

  @inline(__always) private func key(_ position: Int, _ length: Int) -> UInt64 {
    var key = WordKey.empty
    for index in position..<position + length {
      key = WordKey.extend(key, by: UInt64(text.ids[index]), bits: bits)
    }
    return key
  }

  /// The ids of a word.
  func atoms(_ number: Int) -> [UInt32] { span(number).map { UInt32(text.ids[$0]) } }

  func atom(_ number: Int, _ index: Int) -> UInt32 {
    text.ids[Int(places[number].position) + index]
  }

  func span(_ number: Int) -> Range<Int> {
    let (position, length) = places[number]
    return Int(position)..<Int(position + length)
  }
}
