import WordMineNumerics

/// How well the neighbours of a text tell its label.
public struct NeighbourVote: Equatable, Sendable {
  /// The share of queries whose neighbours vote for the right label.
  public let accuracy: Double
  /// The share of neighbours that have the label of the query.
  public let precision: Double

  /// - Parameters:
  ///   - known: The vectors that are searched, and their labels.
  ///   - queries: The vectors that are asked for, and their labels.
  ///   - neighbours: How many vote. Of labels with equal votes the one of the nearest neighbour wins.
  public init(
    known: Matrix<Float>, labels: [Int], queries: Matrix<Float>, queryLabels: [Int],
    neighbours: Int = 10
  ) {
    let matches = NearestNeighbours(known).query(queries, count: neighbours)
    var (right, same) = (0, 0)
    for (match, label) in zip(matches, queryLabels) {
      let votes = match.map { labels[$0.row] }
      same += votes.count { $0 == label }
      if Self.winner(votes) == label { right += 1 }
    }
    accuracy = Double(right) / Double(max(1, queryLabels.count))
    precision = Double(same) / Double(max(1, queryLabels.count * neighbours))
  }

  private static func winner(_ votes: [Int]) -> Int? {
    var counts: [Int: Int] = [:]
    for vote in votes { counts[vote, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return votes.first { counts[$0] == most }
  }
}
