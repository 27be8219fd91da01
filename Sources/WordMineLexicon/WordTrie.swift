import WordMineBase

/// A trie of words, with one scalar per step.
///
/// The first step is an array look-up by scalar. Each further step is a look-up in an
/// open-addressing table by node and scalar, with about one cache miss. Most nodes are leaves,
/// which can be recognized without a look-up.
///
/// Takes 16 bytes per slot, at most half of which are filled: 16 MiB for 350,000 words.
struct WordTrie: Sendable {
  /// The end of a prefix, and the cost of the word that ends there.
  struct Node: BitwiseCopyable, Sendable {
    /// Identifies the node in the keys of its children; 0 if it has none.
    fileprivate(set) var number: UInt32
    /// `notAWord` if no word ends here.
    fileprivate(set) var cost: UInt32

    static let notAWord = UInt32.max
    static let root = Node(number: 1, cost: notAWord)
    fileprivate static let leaf = Node(number: 0, cost: notAWord)
  }

  /// The nodes of the scalars in the Basic Multilingual Plane.
  private var firstNodes = Array(repeating: Node.leaf, count: 0x10000)
  private var nodes = HashTable<UInt64, Node>(expecting: 512)
  private var lastNumber = Node.root.number

  /// Adds a non-empty word; a repeated word gets the last cost.
  mutating func insert(_ word: [UInt32], cost: UInt32) {
    var parent = Node.root.number
    for (index, scalar) in word.enumerated() {
      var node = child(of: parent, scalar)
      if index == word.count - 1 {
        node.cost = cost
      } else if node.number == 0 {
        lastNumber += 1
        node.number = lastNumber
      }
      set(node, under: parent, scalar)
      parent = node.number
    }
  }

  private mutating func set(_ node: Node, under parent: UInt32, _ scalar: UInt32) {
    if parent == Node.root.number, scalar < 0x10000 {
      firstNodes[Int(scalar)] = node
      return
    }
    nodes.set(Self.key(parent, scalar), node)
  }

  /// Calls `body` with the end and the cost of each word that begins at `start`, shortest first.
  ///
  /// Words end only where an atom ends.
  @inline(__always) func forEachWord(
    in lattice: Lattice, from start: Int, _ body: (Int, UInt32) -> Void
  ) {
    var (node, place) = (Node.root, start)
    while node.number != 0, place < lattice.count {
      node = child(of: node.number, lattice.scalars[place])
      place &+= 1
      if node.cost != Node.notAWord, lattice.isBorder[place] { body(place, node.cost) }
    }
  }

  /// What follows a node with a scalar; `nil` if no word goes on that way.
  func next(_ node: Node, _ scalar: UInt32) -> Node? {
    guard node.number != 0 else { return nil }
    let child = child(of: node.number, scalar)
    return child.number == 0 && child.cost == Node.notAWord ? nil : child
  }

  /// The child of a node for a scalar; `leaf` if no word continues that way.
  @inline(__always) private func child(of number: UInt32, _ scalar: UInt32) -> Node {
    if number == Node.root.number, scalar < 0x10000 { return firstNodes[Int(scalar)] }
    return nodes[Self.key(number, scalar)] ?? Node.leaf
  }

  @inline(__always) private static func key(_ number: UInt32, _ scalar: UInt32) -> UInt64 {
    UInt64(number) &<< 32 | UInt64(scalar)
  }
}
