import WordMineBase

/// A trie of templates by their literals, used by the miner, the matcher and the parser.
///
/// An edge is a key of `TemplateShape`: a literal that follows directly or after a slot. The user
/// of the trie decides how many words a slot takes.
struct TemplateTrie: Sendable {
  static let root = 0

  private var edges: IDTable
  /// The template that ends at each node; −1 if there is none.
  private(set) var templates: [Int32] = [-1]
  /// How each node continues: bit 1 directly, bit 2 after a slot.
  private(set) var ways: [UInt8] = [0]
  /// The child of the root for each literal without a slot before it; 0 if there is none.
  private(set) var roots: [UInt32]
  /// How each literal follows others; most words of a text do not, and are rejected quickly.
  private var waysBefore: [UInt8]

  /// The positions of the slots of each template.
  let layout: SlotLayout

  static let direct: UInt8 = 1
  static let slotted: UInt8 = 2

  /// - Parameters:
  ///   - shapes: The shapes, numbered in this order; of equal ones, the last is kept.
  ///   - symbols: An exclusive upper bound on the literals.
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

  /// The child of a node along an edge; `nil` if there is none.
  @inline(__always) func child(_ node: Int, _ key: UInt32) -> Int? {
    if waysBefore[Int(key &>> 1)] & Self.way(key) == 0 { return nil }
    return edges.id(of: Self.edge(node, key)).map { Int($0) + 1 }
  }
}
