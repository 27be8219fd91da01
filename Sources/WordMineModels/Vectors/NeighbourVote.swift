import WordMineBase
import WordMineNumerics

/// How well the nearest neighbours of a vector predict its label.
public struct NeighbourVote: Equatable, Sendable {
  /// The share of queries for which the neighbours' vote is the right label.
  public let accuracy: Double
  /// The share of the neighbours found that have the label of the query.
  public let precision: Double

  /// Searches for the neighbours of queries; reports the stage `searching`.
  ///
  /// - Parameters:
  ///   - known: The vectors to search: [n, d].
  ///   - labels: The labels of `known`.
  ///   - queries: The vectors to predict: [queries, d].
  ///   - queryLabels: The labels of `queries`.
  ///   - neighbours: The number of neighbours that vote. If labels have equal votes, the nearest
  ///     neighbour decides. All are neighbours where there are no more.
  /// - Throws: `InvalidValue` if the numbers of labels and vectors differ, for vectors of different
  ///   dimensions, or that are not finite, or without neighbours; `Interrupted` between blocks of queries.
  /// - Complexity: O(queries · n · d).
  public init(
    known: Matrix<Float>, labels: [Int], queries: Matrix<Float>, queryLabels: [Int],
    neighbours: Int = 10, workers: Workers = Workers()
  ) throws {
    try InvalidValue.checkEqual(labels.count, "labels", known.rows, "vectors")
    try InvalidValue.checkEqual(queryLabels.count, "labels", queries.rows, "queries")
    try InvalidValue.check("neighbours", neighbours, atLeast: 1)
    let matches = try NearestNeighbours(known).query(queries, count: neighbours, workers: workers)
    var (right, same, found) = (0, 0, 0)
    for (match, label) in zip(matches, queryLabels) {
      let votes = match.map { labels[$0.row] }
      found += votes.count
      same += votes.count { $0 == label }
      if Self.winner(votes) == label { right += 1 }
    }
    accuracy = Double(right) / Double(max(1, queryLabels.count))
    precision = Double(same) / Double(max(1, found))
  }

  private static func winner(_ votes: [Int]) -> Int? {
    var counts: [Int: Int] = [:]
    for vote in votes { counts[vote, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return votes.first { counts[$0] == most }
  }
}
