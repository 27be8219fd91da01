/// The literals of a template as ids, and which of them have a slot before them.
///
/// A shape begins and ends with a literal: outer slots are not part of it. The edges of a clause
/// are literals too, at the beginning or the end.
struct TemplateShape: Hashable, Comparable, Sendable {
  /// For each literal twice its id, plus 1 if a slot precedes it.
  let keys: [UInt32]

  init(keys: [UInt32]) { self.keys = keys }

  init(_ first: UInt32, _ second: UInt32, slot: Bool) {
    keys = [Self.key(first), Self.key(second, slot: slot)]
  }

  static func key(_ literal: UInt32, slot: Bool = false) -> UInt32 {
    literal &<< 1 | (slot ? 1 : 0)
  }

  var count: Int { keys.count }

  func literal(_ index: Int) -> UInt32 { keys[index] &>> 1 }

  var literals: some Sequence<UInt32> { keys.lazy.map { $0 &>> 1 } }

  /// Whether a slot precedes a literal.
  func hasSlot(before index: Int) -> Bool { keys[index] & 1 != 0 }

  var slotCount: Int { keys.count { $0 & 1 != 0 } }

  func appending(_ literal: UInt32, slot: Bool) -> TemplateShape {
    TemplateShape(keys: keys + [Self.key(literal, slot: slot)])
  }

  func prepending(_ literal: UInt32, slot: Bool) -> TemplateShape {
    TemplateShape(keys: [Self.key(literal), keys[0] | (slot ? 1 : 0)] + keys.dropFirst())
  }

  func appending(_ other: TemplateShape, slot: Bool) -> TemplateShape {
    TemplateShape(keys: keys + [other.keys[0] | (slot ? 1 : 0)] + other.keys.dropFirst())
  }

  static func < (one: TemplateShape, other: TemplateShape) -> Bool {
    one.keys.lexicographicallyPrecedes(other.keys)
  }
}
