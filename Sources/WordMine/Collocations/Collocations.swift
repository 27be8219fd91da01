import Glibc
import WordMineBase
import WordMineText

/// The collocations of a corpus, ordered by a measure, by default `link`. The storage is compact
/// enough for millions of them.
public struct Collocations: Sendable {
  /// The part of a collocation that cannot be computed from its counts.
  struct Record: Sendable {
    var first: UInt32
    var second: UInt32
    /// The sum of the link probabilities.
    var link: Double
  }

  /// The model that judges links in other text.
  public let model: LinkModel
  /// The records, in the order of the words' counts.
  private let records: [Record]
  /// The counts of each record, by distance.
  private let counts: [UInt32]
  /// The record at each place in the list.
  private var order: [Int]
  /// The measure of the order.
  private var measure = Collocation.Measure.link

  init(model: LinkModel, records: [Record], counts: [UInt32]) {
    (self.model, self.records, self.counts) = (model, records, counts)
    order = []
    order = sorted(records.indices, by: measure)
  }

  /// The collocations sorted by a measure, greatest first; ties are broken by the text of the
  /// words, in code point order.
  ///
  /// - Complexity: O(collocations · log).
  public func sorted(by measure: Collocation.Measure) -> Collocations {
    guard measure != self.measure else { return self }
    var other = self
    other.measure = measure
    other.order = sorted(records.indices, by: measure)
    return other
  }

  private func sorted(
    _ indices: some Sequence<Int>, by measure: Collocation.Measure
  ) -> [Int] {
    // The link is known without computing the other figures.
    let keyed = indices.map { index in
      (value: measure == .link ? link(index) : measure.value(of: pair(index)), index: index)
    }
    return keyed.sorted {
      $0.value != $1.value ? $0.value > $1.value : precedes($0.index, $1.index)
    }.map(\.index)
  }

  private func precedes(_ one: Int, _ other: Int) -> Bool {
    let (one, other) = (records[one], records[other])
    let forms = model.words.forms
    if one.first != other.first {
      return forms[Int(one.first) - 1].lexicographicallyPrecedes(forms[Int(other.first) - 1])
    }
    return forms[Int(one.second) - 1].lexicographicallyPrecedes(forms[Int(other.second) - 1])
  }

  private func distances(_ index: Int) -> ArraySlice<UInt32> {
    counts[index * model.window..<(index + 1) * model.window]
  }

  private func pair(_ index: Int) -> Collocation {
    let (record, words) = (records[index], model.words)
    var pair = Collocation(
      first: words.text(of: record.first), second: words.text(of: record.second),
      distances: distances(index).map(Int.init),
      .init(
        first: words.counts[Int(record.first)], second: words.counts[Int(record.second)],
        units: words.totalCount))
    pair.link = link(index)
    let ratios = (1...model.window).map { model.ratio(record.first, record.second, $0) }
    pair.logRatio = Bits.from(nats: log(ratios.reduce(0, +)))
    pair.direction = direction(record)
    return pair
  }

  /// The mean probability of the link, times log₂ (1 + n).
  private func link(_ index: Int) -> Double {
    let total = Double(Swift.max(1, distances(index).reduce(0, +)))
    return Bits.from(nats: records[index].link / total * log(1 + total))
  }

  private func direction(_ record: Record) -> Double {
    let forwards = model.counts.pairs(record.first, record.second)
    let backwards = model.counts.pairs(record.second, record.first)
    return Bits.from(nats: log((Double(forwards) + 0.5) / (Double(backwards) + 0.5)))
  }
}

extension Collocations: RandomAccessCollection, TableConvertible {
  public var startIndex: Int { 0 }
  public var endIndex: Int { order.count }

  public subscript(place: Int) -> Collocation { pair(order[place]) }

  public var table: Table<Collocation> { .collocations(window: model.window) }
}

extension Collocations {
  /// A word that belongs to another word.
  public struct Neighbour: Sendable, Equatable {
    public var word: String
    /// Whether it follows the other word.
    public var isAfter: Bool
    /// The collocation of the two words; its peak is the distance.
    public var pair: Collocation
  }

  /// The words that belong to a word: those before it, then those after it, by distance, then by a
  /// measure, greatest first.
  ///
  /// - Parameters:
  ///   - word: The word in its normalized form.
  ///   - limit: The most words per side and distance.
  /// - Complexity: O(collocations).
  public func neighbours(
    of word: String, by measure: Collocation.Measure = .link, limit: Int = .max
  ) -> [Neighbour] {
    let id = model.words.id(ofForm: Array(word.utf8)[...])
    guard model.words.isWord(id) else { return [] }
    let found = records.indices.filter { records[$0].first == id || records[$0].second == id }
    var groups: [[Int]: [Neighbour]] = [:]
    for index in sorted(found, by: measure) {
      let pair = pair(index)
      let isAfter = records[index].first == id
      groups[[isAfter ? 1 : 0, pair.peak], default: []].append(
        Neighbour(word: isAfter ? pair.second : pair.first, isAfter: isAfter, pair: pair))
    }
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .flatMap { $0.value.prefix(Swift.max(0, limit)) }
  }

  /// How much more often than by chance a pair occurs at a distance.
  package struct DistanceRatio: Sendable {
    var first: String
    var second: String
    /// The distance; `nil` stands for all distances at which the pair does not occur.
    var distance: Int?
    /// log₂ r_ab,d, or its mean over these distances.
    var logRatio: Double
  }

  /// The ratios of a collocation: one for each distance at which it occurs, and one for all others.
  package func distanceRatios(at place: Int) -> [DistanceRatio] {
    let (record, pair) = (records[order[place]], pair(order[place]))
    var (ratios, others): ([DistanceRatio], [Double]) = ([], [])
    for (index, count) in pair.distances.enumerated() {
      let ratio = Bits.from(nats: log(model.ratio(record.first, record.second, index + 1)))
      if count == 0 {
        others.append(ratio)
      } else {
        ratios.append(
          DistanceRatio(
            first: pair.first, second: pair.second, distance: index + 1, logRatio: ratio))
      }
    }
    guard !others.isEmpty else { return ratios }
    let mean = others.reduce(0, +) / Double(others.count)
    return ratios
      + [DistanceRatio(first: pair.first, second: pair.second, distance: nil, logRatio: mean)]
  }
}
