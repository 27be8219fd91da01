import WordMineBase
import WordMineText

/// The clauses of a text, with long ones split into pieces that can be segmented separately.
enum ClausePieces {
  private static let longest = 2048
  /// The number of gaps at the end of a piece of which the most likely cut is chosen.
  private static let choice = 32

  /// Calls `body` with each piece, in order.
  ///
  /// - Parameter ids: The atoms, 0 at borders.
  static func visit(
    _ ids: SharedArray<UInt32>.View, _ range: Range<Int>, _ logits: SharedArray<Float>.View,
    _ body: (Range<Int>) -> Void
  ) {
    var start = range.lowerBound
    while start < range.upperBound {
      if ids[start] == 0 {
        start += 1
        continue
      }
      var end = start + 1
      while end < range.upperBound, ids[end] != 0, end - start < longest { end += 1 }
      if end < range.upperBound, ids[end] != 0 {
        for position in end - choice..<end where logits[position] > logits[end] { end = position }
      }
      body(start..<end)
      start = end
    }
  }
}

/// A piece of a clause, with its sure gaps and its open ones.
struct GatedPiece {
  /// Both ends, and the gaps that are not sure joints.
  private(set) var nodes: [Int] = []
  /// Whether each node is an end or a sure cut.
  private(set) var isSure: [Bool] = []

  /// - Parameter longestJoint: A longer row of sure joints is opened, because the word would be too long.
  mutating func set(
    _ piece: Range<Int>, _ logits: SharedArray<Float>.View, gate: Float, longestJoint: Int
  ) {
    nodes.removeAll(keepingCapacity: true)
    isSure.removeAll(keepingCapacity: true)
    nodes.append(piece.lowerBound)
    isSure.append(true)
    for position in piece.dropFirst() where logits[position] >= -gate {
      append(position, isSure: logits[position] > gate, longestJoint)
    }
    append(piece.upperBound, isSure: true, longestJoint)
  }

  /// Whether a node and the next are both sure, with nothing open between them.
  func isFixed(_ node: Int) -> Bool { isSure[node] && isSure[node + 1] }

  private mutating func append(_ position: Int, isSure sure: Bool, _ longestJoint: Int) {
    let last = nodes[nodes.count - 1]
    if position - last - 1 > longestJoint {
      for open in last + 1..<position {
        nodes.append(open)
        isSure.append(false)
      }
    }
    nodes.append(position)
    isSure.append(sure)
  }
}
