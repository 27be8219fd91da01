import Testing
import WordMineBase

@testable import WordMine

@Suite struct GapTreeTests {
  /// Looks at every span.
  static func naive(_ strengths: [Double]) -> [GapTree.Node] {
    let count = strengths.count + 1
    var nodes: [GapTree.Node] = []
    for start in 0..<count {
      for end in start + 1...count where end - start > 1 && end - start < count {
        let inside = strengths[start..<end - 1].max()!
        let left = start == 0 ? .infinity : strengths[start - 1]
        let right = end == count ? .infinity : strengths[end - 1]
        guard left > inside, right > inside else { continue }
        let around = min(
          start == 0 ? GapTree.edge : left, end == count ? GapTree.edge : right)
        nodes.append(.init(words: start..<end, prominence: around - inside))
      }
    }
    return nodes
  }

  static func sorted(_ nodes: [GapTree.Node]) -> [GapTree.Node] {
    nodes.sorted {
      ($0.words.lowerBound, $0.words.upperBound) < ($1.words.lowerBound, $1.words.upperBound)
    }
  }

  @Test(arguments: 0...9, 1...20 as ClosedRange<UInt64>)
  func equalsTheNaiveTwin(count: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    // Few values, so that many are equal.
    let strengths = (0..<count).map { _ in Double(Int(generator.uniform() * 5)) - 1 }
    #expect(Self.sorted(GapTree.nodes(strengths)) == Self.naive(strengths))
  }

  @Test func nodesAreLaminar() {
    var generator = SeededGenerator(seed: 7)
    let spans = GapTree.nodes((0..<200).map { _ in generator.uniform() }).map(\.words)
    for one in spans {
      for other in spans {
        let crosses =
          one.lowerBound < other.lowerBound && other.lowerBound < one.upperBound
          && one.upperBound < other.upperBound
        #expect(!crosses)
      }
    }
  }

  @Test func equalGapsShareOneNode() {
    #expect(GapTree.nodes([1, 1, 1]).isEmpty)
    #expect(
      GapTree.nodes([3, 1, 1, 3]) == [.init(words: 1..<4, prominence: 2)])
  }
}
