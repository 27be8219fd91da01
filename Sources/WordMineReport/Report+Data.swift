import WordMine
import WordMineText

extension Report {
  /// What the page shows, as docs/report.md describes it: lists side by side where there are many of a kind.
  var data: Cell {
    .object([
      "format": .text("wordmine report"), "version": .integer(1), "title": .text(title),
      "made": made, "corpus": corpus.data, "words": words.data, "details": detailsData,
      "templates": Cell(templates.map(\.data)),
      "families": Cell(templates.families.map { Cell($0) }),
      "sentences": Cell(sentences.map(\.data)),
      "categories": categories.isEmpty
        ? .missing : Cell(categories.map { $0.data(words: words.words.count) }),
      "trend": trend.words.isEmpty ? .missing : trendData,
      "omissions": Cell(omissions.map { .text($0) }),
    ])
  }

  private var made: Cell {
    .object([
      "version": .text(origin.version), "options": Cell(origin.options.map { .text($0) }),
      "inputs": Cell(
        origin.inputs.map {
          .object(["name": .text($0.name), "bytes": Cell($0.bytes), "checksum": Cell($0.checksum)])
        }),
    ])
  }

  private var detailsData: Cell {
    var cells: [String: Cell] = [:]
    for (word, details) in zip(words.words, details) {
      cells[word.text] = .object([
        "why": word.found.map(\.reasons) ?? .missing,
        "lines": Cell(
          details.lines.map {
            Cell([.text($0.before), .text($0.after), .text($0.source), .integer($0.line)])
          }),
        "before": Cell(details.before.map(\.data)), "after": Cell(details.after.map(\.data)),
        "alike": Cell(
          details.alike.map {
            Cell([.text(words.words[$0.word].text), .number($0.cosine.rounded2)])
          }),
        "templates": Cell(details.templates),
      ])
    }
    return .object(cells)
  }

  private var trendData: Cell {
    .object([
      "periods": Cell(trend.names.map { .text($0) }),
      "words": Cell(
        trend.words.map {
          .object([
            "word": .text($0.text), "change": .text($0.change.rawValue), "counts": Cell($0.counts),
            "rates": Cell($0.rates.map { .number($0.rounded2) }),
          ])
        }),
    ])
  }
}

extension Cell {
  fileprivate init(_ cells: [Cell]) { self = .list(cells, separator: " ") }
}

extension Double {
  /// With the digits that a page shows.
  fileprivate var rounded2: Double { (self * 100).rounded() / 100 }
}

extension CorpusFigures {
  fileprivate var data: Cell {
    .object([
      "characters": .integer(characters), "lines": .integer(lines), "words": .integer(words),
      "types": .integer(types), "invalidBytes": .integer(invalidBytes),
      "encodings": .object(encodings.mapValues { .integer($0) }),
      "bitsPerCharacter": .object([
        "characters": .number(bits.characters.rounded2), "words": .number(bits.words.rounded2),
      ]),
      "growth": .object(["words": Cell(growth.map(\.words)), "types": Cell(growth.map(\.types))]),
    ])
  }
}

extension ReportedWords {
  fileprivate var data: Cell {
    func numbers(_ value: (DiscoveredWord) -> Double?) -> Cell {
      Cell(words.map { Cell($0.found.flatMap(value)?.rounded2) })
    }
    let hasTermhood = words.contains { $0.found?.termhood != nil }
    let isCompared = words.contains { $0.reference != nil }
    return .object([
      "total": .integer(total), "word": Cell(words.map { .text($0.text) }),
      "count": Cell(words.map(\.count)), "raw": Cell(words.map { $0.found?.rawCount ?? $0.count }),
      "contexts": Cell(words.map { Cell($0.found?.contexts) }),
      "cohesion": numbers(\.cohesion), "left": numbers(\.leftEntropy),
      "right": numbers(\.rightEntropy),
      "gain": numbers(\.gain), "score": numbers(\.score),
      "kind": Cell(words.map { $0.found?.kind == .phrase ? 1 : 0 }),
      "new": isNew.map { isNew in
        Cell(words.indices.map { $0 < isNew.count && isNew[$0] ? 1 : 0 })
      } ?? .missing,
      "termhood": hasTermhood ? numbers { $0.termhood?.value } : .missing,
      "dispersion": Cell(words.map { .text(Self.digits($0.dispersion)) }),
      "reference": isCompared ? Cell(words.map { Cell($0.reference?.count) }) : .missing,
      "logRatio": isCompared ? Cell(words.map { Cell($0.reference?.logRatio.rounded2) }) : .missing,
    ])
  }

  /// Each count as a digit of base 36, relative to the greatest; only 0 is 0.
  private static func digits(_ counts: [Int]) -> String {
    let greatest = max(1, counts.max() ?? 1)
    return counts.map { String($0 == 0 ? 0 : 1 + 34 * $0 / greatest, radix: 36) }.joined()
  }
}

extension DiscoveredWord {
  /// Why it is a word, and if a dictionary guided discovery, why it is a term: as `explain` says it.
  fileprivate var reasons: Cell {
    guard let termhood else { return .missing }
    return Cell([
      Cell([.text("use"), .number(termhood.use.rounded2)]),
      Cell([.text("cohesion"), .number(termhood.cohesion.rounded2)]),
      Cell([.text("freedom"), .number(termhood.freedom.rounded2)]),
      Cell([.text("surprise"), .number(termhood.surprise.rounded2)]),
      Cell([.text("termhood"), .number(termhood.value.rounded2)]),
      Cell([.text("parts"), .text(termhood.parts.joined(separator: " "))]),
    ])
  }
}

extension WordDetails.Neighbour {
  fileprivate var data: Cell { Cell([.text(text), .integer(distance), .integer(count)]) }
}

extension Template {
  fileprivate var data: Cell {
    .object([
      "text": .text(text), "count": Cell(count),
      "slots": Cell(
        slots.map { slot in
          .object([
            "fillers": Cell(slot.top.map { Cell([.text($0.text), .integer($0.count)]) }),
            "distinct": Cell(slot.types ?? slot.top.count),
            "lengths": Cell([0] + slot.lengths),
          ])
        }),
      "examples": Cell(examples.map { .text($0) }),
    ])
  }
}

extension SentenceTree {
  fileprivate var data: Cell {
    .object([
      "words": Cell(words.map { .text($0) }),
      "nodes": Cell(spans.map { Cell([$0.words.lowerBound, $0.words.upperBound - 1]) }),
    ])
  }
}

extension Category {
  /// - Parameter count: How many words are reported.
  fileprivate func data(words count: Int) -> Cell {
    .object([
      "name": .text(name), "words": .integer(size),
      "typical": Cell(
        words.filter { $0.word < count }.map {
          Cell([
            .integer($0.word), .number($0.logRatio.rounded2), .number($0.logLikelihood.rounded2),
          ])
        }),
    ])
  }
}
