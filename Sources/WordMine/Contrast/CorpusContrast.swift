import WordMineText

/// Finds the words that are typical for one corpus against another.
///
/// Where both corpora are counts files, the candidates are their n-grams that occur often enough in
/// either, and the files are merged as sorted streams: only candidates are kept. Where one is a
/// dictionary, its words are the candidates, and where a list is given, its words. Each candidate is
/// tested with G² (see `Keyness`), and kept if its false discovery rate is small. Of n-grams, those are
/// left out that mostly are part of a longer candidate.
///
///     let contrast = try CorpusContrast().contrast(
///       .counts { try ByteSource(path: "june.counts") }, .counts { try ByteSource(path: "may.counts") })
///     for word in contrast.words { print(word.text, word.logRatio) }
package struct CorpusContrast: Sendable {
  /// What is compared, and what is listed.
  package struct Configuration: Sendable {
    /// The atoms of an n-gram that is a candidate; words of dictionaries have any length.
    package var minimumLength = 2
    package var maximumLength = 4
    /// The occurrences that a candidate needs in one of the corpora.
    package var minimumCount = 5
    /// The share of false discoveries that is allowed; 1 keeps all.
    package var falseDiscoveryRate = 0.01
    package var direction = Direction.target
    package var order = Order.logLikelihood
    /// An n-gram is left out if a longer candidate holds this part of its occurrences, in the corpus it
    /// is typical for.
    package var absorbedShare = 0.9
    /// More candidates are an error, before memory is used up.
    package var maximumCandidates = Int.max

    package init() {}
  }

  /// For which corpus the listed words are typical.
  package enum Direction: String, CaseIterable, Sendable {
    case target
    case reference
    case both
  }

  /// What the list is sorted by, greatest first: G², the absolute log ratio, or the count in the corpus
  /// that the word is typical for. Ties go by G², then by code point.
  package enum Order: String, CaseIterable, Sendable {
    case logLikelihood = "g2"
    case logRatio = "log-ratio"
    case count
  }

  package var configuration: Configuration

  /// - Precondition: Lengths are 1 to 8.
  package init(_ configuration: Configuration = Configuration()) {
    precondition(
      1...NGramWindow.longest ~= configuration.minimumLength
        && configuration.minimumLength...NGramWindow.longest ~= configuration.maximumLength,
      "lengths \(configuration.minimumLength) to \(configuration.maximumLength)")
    self.configuration = configuration
  }

  /// - Parameter list: If given, the candidates are its words; its counts do not matter.
  /// - Throws: `InputError` if a file is damaged, or was counted otherwise than the other;
  ///   `TooManyCandidates`.
  /// - Complexity: O(windows + candidates · log) time; memory for atoms and candidates.
  package func contrast(
    _ target: ContrastSide, _ reference: ContrastSide, among list: DictionaryCounts? = nil
  ) throws -> ContrastResult {
    let candidates: ContrastCandidates
    switch (target, reference, list) {
    case (.counts(let target), .counts(let reference), nil):
      candidates = try ContrastCandidates(grams: target, reference, configuration)
    default:
      candidates = try ContrastCandidates(words: target, reference, among: list, configuration)
    }
    return listed(candidates)
  }

  /// The candidates that are different enough, in their order.
  private func listed(_ candidates: ContrastCandidates) -> ContrastResult {
    let totals = (candidates.targetTotal, candidates.referenceTotal)
    // What is above the rate by itself is so among others, and cannot help them to be below.
    let least = Keyness.leastLogLikelihood(configuration.falseDiscoveryRate)
    var figures: [(index: Int, g2: Double, p: Double)] = []
    for (index, counts) in candidates.counts.enumerated() {
      let g2 = Keyness.logLikelihood(counts.target, of: totals.0, counts.reference, of: totals.1)
      if g2 >= least { figures.append((index, g2, Keyness.significance(g2))) }
    }
    let rates = Keyness.falseDiscoveryRates(figures.map(\.p), tests: candidates.counts.count)
    var kept: [ContrastResult.Word] = []
    var indices: [Int] = []
    for ((index, g2, p), rate) in zip(figures, rates) where rate <= configuration.falseDiscoveryRate
    {
      let (target, reference) = candidates.counts[index]
      let logRatio = Keyness.logRatio(target, of: totals.0, reference, of: totals.1)
      guard configuration.direction.includes(logRatio: logRatio) else { continue }
      indices.append(index)
      kept.append(
        ContrastResult.Word(
          text: "", target: target, reference: reference, logLikelihood: g2, logRatio: logRatio,
          significance: p, falseDiscoveryRate: rate))
    }
    let absorbed = candidates.absorbed(
      indices, isTypicalForTarget: kept.map { $0.logRatio > 0 }, share: configuration.absorbedShare)
    var words: [ContrastResult.Word] = []
    for (place, index) in indices.enumerated() where !absorbed[place] {
      kept[place].text = candidates.text(index)
      words.append(kept[place])
    }
    return ContrastResult(
      words: configuration.order.sorted(words), targetTotal: totals.0, referenceTotal: totals.1,
      candidates: candidates.counts.count, unmatched: candidates.unmatched)
  }
}

/// One of two corpora that are compared.
package enum ContrastSide {
  /// A counts file, opened by the closure.
  case counts(() throws -> ByteSource)
  case dictionary(DictionaryCounts)
}

/// There are more candidates than memory was allowed for.
package struct TooManyCandidates: Error, CustomStringConvertible {
  package var limit: Int

  package var description: String {
    "more than \(limit) n-grams occur often enough; require more occurrences, or allow more memory"
  }
}

/// What tells two corpora apart.
package struct ContrastResult: Sendable {
  /// The listed words, first those that the order asks for.
  package var words: [Word]
  /// The atoms of a text, or the sum of the counts of a dictionary.
  package var targetTotal: Int
  package var referenceTotal: Int
  /// How many words were tested.
  package var candidates: Int
  /// Words that could not be looked up: longer than what was counted, or not one clause.
  package var unmatched: Int

  /// A word that is more frequent in one corpus.
  package struct Word: Equatable, Sendable, Contrasted {
    /// In folded form.
    package var text: String
    /// Occurrences.
    package var target: Int
    package var reference: Int
    /// G²; no unit.
    package var logLikelihood: Double
    /// In bits; positive where the word is typical for the target.
    package var logRatio: Double
    /// p.
    package var significance: Double
    /// q.
    package var falseDiscoveryRate: Double
  }
}
