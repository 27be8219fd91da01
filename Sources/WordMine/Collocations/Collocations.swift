import Glibc

/// The collocations of a corpus: compact, so that there may be millions.
package struct Collocations: Sendable {
  /// One pair, without what can be worked out.
  struct Record: Sendable {
    var first: UInt32
    var second: UInt32
    /// The sum of the probabilities of the link.
    var link: Double
  }

  /// What links of other text can be judged with.
  package let model: LinkModel
  let records: [Record]
  /// The counts of each record by distance.
  private let counts: [UInt32]

  init(model: LinkModel, records: [Record], counts: [UInt32]) {
    self.model = model
    self.records = records
    self.counts = counts
  }

  package var count: Int { records.count }

  /// A collocation, in the order of the words' counts.
  package subscript(index: Int) -> Collocation {
    let record = records[index]
    let window = model.window
    let counts = counts[index * window..<(index + 1) * window].map(Int.init)
    let ratios = (1...window).map { model.ratio(record.first, record.second, $0) }
    return Collocation(
      first: model.words.text(of: record.first), second: model.words.text(of: record.second),
      counts: counts, firstCount: model.words.counts[Int(record.first)],
      secondCount: model.words.counts[Int(record.second)], units: model.words.totalCount,
      link: link(index), logRatio: log(ratios.reduce(0, +)),
      direction: direction(record))
  }

  /// ln r_ab,d by distance from 1.
  package func logRatios(_ index: Int) -> [Double] {
    (1...model.window).map {
      log(model.ratio(records[index].first, records[index].second, $0))
    }
  }

  private func direction(_ record: Record) -> Double {
    let forwards = model.counts.pairs(record.first, record.second)
    let backwards = model.counts.pairs(record.second, record.first)
    return log((Double(forwards) + 0.5) / (Double(backwards) + 0.5))
  }

  /// The indices in the order of a value, greatest first; equals by the text of the words, in
  /// code-point order.
  ///
  /// - Parameter included: Which collocations are wanted.
  /// - Complexity: O(collocations · log).
  package func order(
    where included: (Collocation) -> Bool = { _ in true }, by value: (Collocation) -> Double
  ) -> [Int] {
    let keyed = records.indices.compactMap { index -> (value: Double, index: Int)? in
      let pair = self[index]
      return included(pair) ? (value(pair), index) : nil
    }
    return sorted(keyed)
  }

  /// The indices, greatest link first: as `order(by: \.link)`, without working out anything else.
  package func orderByLink() -> [Int] { sorted(records.indices.map { (link($0), $0) }) }

  private func sorted(_ keyed: [(value: Double, index: Int)]) -> [Int] {
    keyed.sorted {
      $0.value != $1.value ? $0.value > $1.value : precedes($0.index, $1.index)
    }.map(\.index)
  }

  /// The mean probability of the link, times ln(1 + n).
  private func link(_ index: Int) -> Double {
    let range = index * model.window..<(index + 1) * model.window
    let total = Double(max(1, counts[range].reduce(0, +)))
    return records[index].link / total * log(1 + total)
  }

  private func precedes(_ one: Int, _ other: Int) -> Bool {
    let (one, other) = (records[one], records[other])
    let forms = model.words.forms
    if one.first != other.first {
      return forms[Int(one.first) - 1].lexicographicallyPrecedes(forms[Int(other.first) - 1])
    }
    return forms[Int(one.second) - 1].lexicographicallyPrecedes(forms[Int(other.second) - 1])
  }
}
