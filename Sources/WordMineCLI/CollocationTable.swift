import ArgumentParser
import WordMine
import WordMineText

/// The figures of a collocation, as users see them: information in bits.
enum CollocationColumn: String, CaseIterable, ExpressibleByArgument {
  case n
  case peak
  case spread
  case pmi
  case npmi
  case g2
  case logDice = "log_dice"
  case t
  case gain
  case link
  case logRatio = "log2_r"
  case direction

  func value(_ pair: Collocation) -> Double {
    switch self {
    case .n: Double(pair.count)
    case .peak: Double(pair.peak)
    case .spread: Bits.from(nats: pair.spread)
    case .pmi: Bits.from(nats: pair.pointwiseInformation)
    case .npmi: pair.normalizedInformation
    case .g2: pair.logLikelihood
    case .logDice: pair.logDice
    case .t: pair.tScore
    case .gain: Bits.from(nats: pair.gain)
    case .link: Bits.from(nats: pair.link)
    case .logRatio: Bits.from(nats: pair.logRatio)
    case .direction: Bits.from(nats: pair.direction)
    }
  }
}

/// How collocations are written.
enum CollocationFormat: String, ExpressibleByArgument {
  case tsv
  case jsonl
  /// What `a` and `b` are worth at each distance.
  case links

  /// The format that was asked for, or that the file's name asks for; else a TSV.
  static func chosen(_ format: CollocationFormat?, for path: String?) -> CollocationFormat {
    format ?? (TableFormat.chosen(nil, for: path) == .jsonl ? .jsonl : .tsv)
  }
}

/// Writes what `collocate` found.
struct CollocationTable {
  let collocations: Collocations
  let format: CollocationFormat

  func write(_ order: some Sequence<Int>, to sink: ByteSink) throws {
    if let header { try sink.write(header) }
    for index in order { try sink.write(lines(index)) }
  }

  private var window: Int { collocations.model.window }

  private var header: String? {
    switch format {
    case .jsonl: return nil
    case .links: return "#a\tb\tdistance\tlog2_r\n"
    case .tsv:
      let distances = (1...window).map { "n_\($0)" }
      let columns = CollocationColumn.allCases.dropFirst().map(\.rawValue)
      return "#" + (["a", "b", "n"] + distances + columns).joined(separator: "\t") + "\n"
    }
  }

  private func lines(_ index: Int) -> String {
    let pair = collocations[index]
    switch format {
    case .tsv:
      let values = CollocationColumn.allCases.dropFirst().map { $0.value(pair).shortText }
      let counts = [pair.count] + pair.counts
      return ([pair.first, pair.second] + counts.map(String.init) + values)
        .joined(separator: "\t") + "\n"
    case .jsonl: return json(pair)
    case .links: return links(pair, collocations.logRatios(index))
    }
  }

  private func json(_ pair: Collocation) -> String {
    let figures = CollocationColumn.allCases.map {
      "\"\($0.rawValue)\":\($0.value(pair).shortText)"
    }
    let counts = pair.counts.map(String.init).joined(separator: ",")
    return "{\"a\":\(JSONText.quoted(pair.first)),\"b\":\(JSONText.quoted(pair.second)),"
      + "\"distances\":[\(counts)]," + figures.joined(separator: ",") + "}\n"
  }

  /// The distances at which the pair occurs, and one line for all others.
  private func links(_ pair: Collocation, _ logRatios: [Double]) -> String {
    var lines = ""
    var others: [Double] = []
    for (index, ratio) in logRatios.enumerated() {
      let bits = Bits.from(nats: ratio)
      if pair.counts[index] == 0 {
        others.append(bits)
      } else {
        lines += "\(pair.first)\t\(pair.second)\t\(index + 1)\t\(bits.shortText)\n"
      }
    }
    guard !others.isEmpty else { return lines }
    let mean = others.reduce(0, +) / Double(others.count)
    return lines + "\(pair.first)\t\(pair.second)\t*\t\(mean.shortText)\n"
  }
}

/// One word with its collocates, by side and distance.
struct WordProfile {
  let collocations: Collocations
  let column: CollocationColumn
  /// How many collocates of each side and distance are shown.
  let limit: Int

  /// The key of a group of collocates.
  private struct Place: Hashable {
    var isAfter: Bool
    var distance: Int
  }

  /// - Returns: Whether the word has collocates.
  func write(_ word: String, to sink: ByteSink) throws -> Bool {
    var groups: [Place: [Collocation]] = [:]
    let order = collocations.order(
      where: { $0.first == word || $0.second == word }, by: column.value)
    for index in order {
      let pair = collocations[index]
      groups[Place(isAfter: pair.first == word, distance: pair.peak), default: []].append(pair)
    }
    if groups.isEmpty { return false }
    try sink.write("#side\tdistance\tword\tn\tn_here\t\(Self.columns.joined(separator: "\t"))\n")
    for isAfter in [false, true] {
      for distance in 1...collocations.model.window {
        let group = groups[Place(isAfter: isAfter, distance: distance)] ?? []
        for pair in group.prefix(limit) { try sink.write(Self.line(pair, isAfter)) }
      }
    }
    return true
  }

  private static let shown: [CollocationColumn] = [.link, .logDice, .gain, .spread]
  private static let columns = shown.map(\.rawValue)

  private static func line(_ pair: Collocation, _ isAfter: Bool) -> String {
    let fields = [
      isAfter ? "after" : "before", String(pair.peak), isAfter ? pair.second : pair.first,
      String(pair.count), String(pair.counts[pair.peak - 1]),
    ]
    return (fields + shown.map { $0.value(pair).shortText }).joined(separator: "\t") + "\n"
  }
}
