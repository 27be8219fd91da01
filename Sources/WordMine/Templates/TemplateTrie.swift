import WordMineBase

/// Templates by their literals: what the miner, the matcher and the parsers walk through.
///
/// An edge is a key of `TemplateShape`: a literal that follows at once, or behind a slot. How many
/// words a slot takes is for the walker to say.
struct TemplateTrie: Sendable {
  static let root = 0

  private var edges: IDTable
  /// The template that ends at a node; −1 where none does.
  private(set) var templates: [Int32] = [-1]
  /// How a node continues: 1 at once, 2 behind a slot.
  private(set) var ways: [UInt8] = [0]
  /// The node behind a first literal that no slot precedes; 0 for none.
  private(set) var roots: [UInt32]
  /// The ways in which a literal follows others, by the literal: most words of a text follow none.
  private var waysBefore: [UInt8]

  /// Where the slots of each template stand.
  let layout: SlotLayout

  static let direct: UInt8 = 1
  static let slotted: UInt8 = 2

  /// - Parameters:
  ///   - shapes: Numbered in this order; of equal ones the last counts.
  ///   - symbols: Literals are below that.
  init(_ shapes: [TemplateShape], symbols: Int) {
    edges = IDTable(expecting: 2 * shapes.count)
    roots = Array(repeating: 0, count: symbols)
    waysBefore = Array(repeating: 0, count: symbols)
    layout = SlotLayout(shapes)
    for (index, shape) in shapes.enumerated() { insert(shape, Int32(index)) }
  }

  private mutating func insert(_ shape: TemplateShape, _ template: Int32) {
    var node = Self.root
    for key in shape.keys {
      ways[node] |= Self.way(key)
      waysBefore[Int(key &>> 1)] |= Self.way(key)
      let next = Int(edges.insert(Self.edge(node, key))) + 1
      if next == templates.count {
        templates.append(-1)
        ways.append(0)
        if node == Self.root, key & 1 == 0 { roots[Int(key &>> 1)] = UInt32(next) }
      }
      node = next
    }
    templates[node] = template
  }

  @inline(__always) private static func edge(_ node: Int, _ key: UInt32) -> UInt64 {
    UInt64(truncatingIfNeeded: node) &<< 32 | UInt64(key)
  }

  @inline(__always) private static func way(_ key: UInt32) -> UInt8 {
    key & 1 == 0 ? direct : slotted
  }

  /// The node behind an edge; `nil` if there is none.
  @inline(__always) func child(_ node: Int, _ key: UInt32) -> Int? {
    if waysBefore[Int(key &>> 1)] & Self.way(key) == 0 { return nil }
    return edges.id(of: Self.edge(node, key)).map { Int($0) + 1 }
  }
}
