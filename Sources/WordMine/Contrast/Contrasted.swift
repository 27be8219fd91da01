import WordMineBase

/// What two corpora are compared by: a word or a template, with its counts in both.
protocol Contrasted {
  var text: String { get }
  var target: Int { get }
  var reference: Int { get }
  var logLikelihood: Double { get }
  var logRatio: Double { get }
}

extension CorpusContrast.Direction {
  /// Whether something is typical for the corpus that is asked for.
  func includes(logRatio: Double) -> Bool {
    switch self {
    case .target: logRatio > 0
    case .reference: logRatio < 0
    case .both: logRatio != 0
    }
  }
}

extension CorpusContrast.Order {
  func sorted<Item: Contrasted>(_ items: [Item]) -> [Item] {
    items.sorted {
      let (one, other) = (key($0), key($1))
      if one != other { return one > other }
      if $0.logLikelihood != $1.logLikelihood { return $0.logLikelihood > $1.logLikelihood }
      return $0.text.utf8Precedes($1.text)
    }
  }

  private func key(_ item: some Contrasted) -> Double {
    switch self {
    case .logLikelihood: item.logLikelihood
    case .logRatio: abs(item.logRatio)
    case .count: Double(item.logRatio > 0 ? item.target : item.reference)
    }
  }
}
