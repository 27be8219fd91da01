import WordMineBase
import WordMineText

/// Finds the pairs of words that belong together, next to each other or not.
///
///     let found = try CollocationMiner().mine(corpus)
///     for index in found.order(by: \.link).prefix(20) { print(found[index].first, found[index].second) }
///
/// Classes of words are found first; then pairs are counted by distance; then every clause is linked in
/// all ways at once, and each pair gets the mean probability of its link.
package struct CollocationMiner: Sendable {
  /// Which pairs are listed.
  package struct Configuration: Sendable {
    /// The greatest distance in words, 1 to `longestWindow`.
    package var window = 6
    /// Pairs that occur less often are left out; a pair that occurs once is none.
    package var minimumCount = 3
    package var workers = Workers()

    package init() {}
  }

  /// The greatest window.
  package static let longestWindow = 20

  package var configuration: Configuration

  package init(_ configuration: Configuration = Configuration()) {
    precondition(
      (1...Self.longestWindow).contains(configuration.window), "window \(configuration.window)")
    self.configuration = configuration
  }

  /// - Complexity: O(words · window), and O(length³) for each clause, of which none has more than 40
  ///   words; about 25 bytes a word.
  package func mine(_ corpus: consuming SentenceCorpus) throws -> Collocations {
    // The corpus ends here, for what follows needs the room.
    let text = ClauseText(corpus)
    var learner = LinkLearner()
    (learner.window, learner.workers) = (configuration.window, configuration.workers)
    let model = try learner.learn(text)
    let sums = try LinkSums(text, model, workers: configuration.workers)
    return collect(model, sums)
  }

  private func collect(_ model: LinkModel, _ sums: LinkSums) -> Collocations {
    let (window, pairs) = (model.window, model.counts.pairs)
    var records: [Collocations.Record] = []
    var counts: [UInt32] = []
    for first in 0..<pairs.rowCount {
      model.counts.visitPairs(first) { second, entries in
        let total = entries.reduce(0) { $0 + Int(sums.counts.view[$1]) }
        guard total >= configuration.minimumCount else { return }
        let link = entries.reduce(0.0) { $0 + sums.link($1) }
        records.append(.init(first: UInt32(first), second: second, link: link))
        var row = [UInt32](repeating: 0, count: window)
        for entry in entries { row[Int(pairs.keys[entry]) % window] = sums.counts.view[entry] }
        counts += row
      }
    }
    return Collocations(model: model, records: records, counts: counts)
  }
}
