import WordMineBase

/// A trie of words over symbols that are numbers, such as scalars or atoms, with one symbol per step.
///
/// The first step is an array look-up by symbol. Each further step is a look-up in an
/// open-addressing table by node and symbol, with about one cache miss. Most nodes are leaves,
/// which can be recognized without a look-up.
///
/// Takes 16 bytes per slot, at most half of which are filled: 16 MiB for 350,000 words.
@usableFromInline package struct WordTrie: Sendable {
  /// The end of a prefix, and the value of the word that ends there.
  @usableFromInline package struct Node: BitwiseCopyable, Sendable {
    /// Identifies the node in the keys of its children; 0 if it has none.
    @usableFromInline var number: UInt32
    /// `notAWord` if no word ends here.
    @usableFromInline package var value: UInt32

    @inlinable init(number: UInt32, value: UInt32) { (self.number, self.value) = (number, value) }

    @inlinable package static var notAWord: UInt32 { UInt32.max }
    @inlinable package static var root: Node { Node(number: 1, value: notAWord) }
    @inlinable static var leaf: Node { Node(number: 0, value: notAWord) }
  }

  /// The nodes of the symbols below 2¹⁶, such as the Basic Multilingual Plane.
  @usableFromInline var firstNodes = Array(repeating: Node.leaf, count: 0x10000)
  @usableFromInline var nodes: HashTable<UInt64, Node>
  private var lastNumber = Node.root.number

  /// - Parameter expected: The approximate number of words.
  package init(expecting expected: Int = 512) { nodes = HashTable(expecting: expected) }

  /// Adds a non-empty word; a repeated word gets the last value.
  package mutating func insert(_ word: ArraySlice<UInt32>, value: UInt32) {
    var parent = Node.root.number
    for index in word.indices {
      var node = child(of: parent, word[index])
      if index == word.endIndex - 1 {
        node.value = value
      } else if node.number == 0 {
        lastNumber += 1
        node.number = lastNumber
      } else {
        parent = node.number
        continue
      }
      set(node, under: parent, word[index])
      parent = node.number
    }
  }

  private mutating func set(_ node: Node, under parent: UInt32, _ symbol: UInt32) {
    if parent == Node.root.number, symbol < 0x10000 {
      firstNodes[Int(symbol)] = node
      return
    }
    nodes.set(Self.key(parent, symbol), node)
  }

  /// Calls `body` with the end and the value of each word that begins where a range does, shortest
  /// first.
  ///
  /// - Parameter symbol: The symbol at a place of the range.
  @inlinable @inline(__always) package func forEachWord(
    in range: Range<Int>, of symbol: (Int) -> UInt32, _ body: (Int, UInt32) -> Void
  ) {
    var (node, place) = (Node.root, range.lowerBound)
    while node.number != 0, place < range.upperBound {
      node = child(of: node.number, symbol(place))
      place &+= 1
      if node.value != Node.notAWord { body(place, node.value) }
    }
  }

  /// Calls `body` with the end and the value of each word of a lattice that begins at `start`,
  /// shortest first.
  ///
  /// Words end only where an atom ends.
  @inline(__always) func forEachWord(
    in lattice: Lattice, from start: Int, _ body: (Int, UInt32) -> Void
  ) {
    forEachWord(
      in: start..<lattice.count, of: { lattice.scalars[$0] },
      { end, value in if lattice.isBorder[end] { body(end, value) } })
  }

  /// The value of a word; `nil` if it is not in the trie.
  package func value(of word: ArraySlice<UInt32>) -> UInt32? {
    var node = Node.root
    for symbol in word {
      if node.number == 0 { return nil }
      node = child(of: node.number, symbol)
    }
    return node.value == Node.notAWord ? nil : node.value
  }

  /// What follows a node with a symbol; `nil` if no word goes on that way.
  func next(_ node: Node, _ symbol: UInt32) -> Node? {
    guard node.number != 0 else { return nil }
    let child = child(of: node.number, symbol)
    return child.number == 0 && child.value == Node.notAWord ? nil : child
  }

  /// The child of a node for a symbol; `leaf` if no word continues that way.
  @inlinable @inline(__always) func child(of number: UInt32, _ symbol: UInt32) -> Node {
    if number == Node.root.number, symbol < 0x10000 { return firstNodes[Int(symbol)] }
    return nodes[Self.key(number, symbol)] ?? Node.leaf
  }

  @inlinable @inline(__always) static func key(_ number: UInt32, _ symbol: UInt32) -> UInt64 {
    UInt64(number) &<< 32 | UInt64(symbol)
  }
}
