import WordMineText

/// How explanations are written.
public enum ExplanationFormat: String, CaseIterable, Sendable {
  /// Lines to read, with an empty line between two explanations.
  case text
  /// One JSON object per line.
  case jsonl
}

/// Why a string is a word, or is not.
public protocol Explanation: Sendable {
  /// Whether anything is known about the string.
  var isKnown: Bool { get }
  /// The explanation in lines to read; information in bits.
  var lines: [String] { get }
  /// The explanation as a JSON object; information in bits.
  var json: String { get }
}

extension Collection where Element: Explanation {
  /// Writes all explanations.
  ///
  /// - Throws: `SystemError` if the system fails.
  public func write(to sink: ByteSink, as format: ExplanationFormat) throws(SystemError) {
    var isFirst = true
    for explanation in self {
      switch format {
      case .text:
        let lines = isFirst ? explanation.lines : [""] + explanation.lines
        try sink.write(lines.joined(separator: "\n") + "\n")
      case .jsonl: try sink.write(explanation.json + "\n")
      }
      isFirst = false
    }
  }
}

extension WordExplanation: Explanation {
  /// Whether the string occurs.
  public var isKnown: Bool { count > 0 }

  public var lines: [String] { ExplanationText(self).lines }

  public var json: String {
    JSON.text(
      .object([
        "word": .text(text), "count": .integer(count), "splits": Cell(splits),
        "cohesion": Cell(weakest?.cohesion),
        "before": isKnown ? Cell(left) : .missing, "after": isKnown ? Cell(right) : .missing,
        "gain": Cell(gain), "uses": uses.map { Cell($0) } ?? .missing,
        "term": term.map { Cell($0) } ?? .missing,
        "contexts": .list(
          contexts.map {
            .object(["before": .text($0.before), "word": .text($0.word), "after": .text($0.after)])
          }, separator: ""),
      ]))
  }
}

extension ModelExplanation: Explanation {
  public var lines: [String] { ExplanationText(self).lines }

  public var json: String {
    let model: [String: Cell] = [
      "uses": Cell(uses), "rank": Cell(rank), "words": .integer(words),
      "preceders": Cell(sampled?.preceders), "followers": Cell(sampled?.followers),
      "words_before": sampled.map { Cell($0.before) } ?? .missing,
      "words_after": sampled.map { Cell($0.after) } ?? .missing,
      "segmentation": .list(segmentation.map { .text($0) }, separator: ""),
    ]
    return JSON.text(
      .object([
        "word": .text(text), "count": Cell(count), "splits": Cell(splits),
        "cohesion": Cell(splits.map(\.cohesion).min()),
        "before": Self.neighbours(left, leftNeighbours),
        "after": Self.neighbours(right, rightNeighbours), "gain": Cell(gain),
        "model": .object(model),
      ]))
  }

  private static func neighbours(
    _ range: EntropyRange?, _ frequent: [WordExplanation.Counted]
  ) -> Cell {
    guard let range else { return .missing }
    return .object([
      "least_entropy": .number(range.lower), "greatest_entropy": Cell(range.upper),
      "frequent": Cell(frequent),
    ])
  }
}

extension Cell {
  fileprivate init(_ strings: [WordExplanation.Counted]) {
    self = .list(
      strings.map { .object(["text": .text($0.text), "count": .integer($0.count)]) },
      separator: "")
  }

  fileprivate init(_ splits: [WordExplanation.Split]) {
    self = .list(
      splits.map {
        .object([
          "left": .text($0.left.text), "left_count": .integer($0.left.count),
          "right": .text($0.right.text), "right_count": .integer($0.right.count),
          "cohesion": .number($0.cohesion),
        ])
      }, separator: "")
  }

  fileprivate init(_ neighbours: WordExplanation.Neighbours) {
    self = .object([
      "different": .integer(neighbours.different), "edges": .integer(neighbours.edges),
      "entropy": .number(neighbours.entropy), "frequent": Cell(neighbours.frequent),
    ])
  }

  fileprivate init(_ uses: WordExplanation.Uses) {
    self = .object([
      "word": .integer(uses.word), "broken": .integer(uses.broken),
      "swallowed": .integer(uses.swallowed), "breaks": Cell(uses.breaks),
      "longer": Cell(uses.longer),
    ])
  }

  fileprivate init(_ term: WordExplanation.Term) {
    self = .object([
      "score": .number(term.score), "uses": .integer(term.count),
      "termhood": .number(term.termhood.value), "use": .number(term.termhood.use),
      "cohesion": .number(term.termhood.cohesion), "freedom": .number(term.termhood.freedom),
      "surprise": .number(term.termhood.surprise), "rarity": .number(term.termhood.rarity),
      "parts": .list(term.termhood.parts.map { .text($0) }, separator: " "),
    ])
  }
}

/// An explanation in lines.
private struct ExplanationText {
  private(set) var lines: [String]

  init(_ word: WordExplanation) {
    lines = [word.text]
    guard word.count > 0 else {
      add("count", word.atoms.isEmpty ? Self.noClause : "does not occur")
      return
    }
    add("count", Self.times(word.count))
    addSplits(word.splits, weakest: word.weakest)
    add("before", word.left)
    add("after", word.right)
    if let gain = word.gain { add("gain", Self.bits(gain) + " bits in the whole text") }
    if let uses = word.uses {
      add(
        "segmented",
        "a word \(Self.times(uses.word)), broken \(Self.times(uses.broken)), "
          + "part of a longer word \(Self.times(uses.swallowed))")
      if !uses.breaks.isEmpty { add("broken", Self.list(uses.breaks)) }
      if !uses.longer.isEmpty { add("longer", Self.list(uses.longer)) }
    }
    if let term = word.term { add(term) }
    for (index, context) in word.contexts.enumerated() {
      add(index == 0 ? "contexts" : "", "\(context.before)[\(context.word)]\(context.after)")
    }
  }

  init(_ word: ModelExplanation) {
    lines = [word.text]
    guard !word.atoms.isEmpty else {
      add("count", Self.noClause)
      return
    }
    if let count = word.count {
      add("count", Self.times(count))
    } else if word.atoms.count > 3 {
      add("count", "not held: the model has strings of up to three atoms")
    } else {
      add("count", "not held: once at most, or never")
    }
    addSplits(word.splits, weakest: word.splits.min { $0.cohesion < $1.cohesion })
    addNeighbours("before", word.left, word.leftNeighbours)
    addNeighbours("after", word.right, word.rightNeighbours)
    if let gain = word.gain { add("gain", Self.bits(gain) + " bits in the whole text") }
    if let uses = word.uses, let rank = word.rank {
      add("dictionary", "used \(Self.times(uses)), number \(rank) of \(word.words)")
    } else {
      add("dictionary", "not among its \(word.words) words")
    }
    if let sampled = word.sampled { addSampled(sampled) }
    add("alone", word.segmentation.joined(separator: "|"))
  }

  private static let noClause = "not one clause: no word has blanks or punctuation"

  private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

  private static func bits(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

  private static func list(_ strings: [WordExplanation.Counted]) -> String {
    strings.map { "\($0.text) \($0.count)" }.joined(separator: ", ")
  }

  private mutating func add(_ name: String, _ value: String) {
    lines.append("  " + name + String(repeating: " ", count: 14 - name.utf8.count) + value)
  }

  private mutating func add(_ term: WordExplanation.Term) {
    let termhood = term.termhood
    add(
      "term",
      "score \(Self.bits(term.score)) = use \(Self.bits(termhood.use))"
        + " × cohesion \(Self.bits(termhood.cohesion)) × freedom \(Self.bits(termhood.freedom))"
        + " × surprise \(Self.bits(termhood.surprise)) × ln(1 + \(term.count) uses)")
    add(
      "parts",
      "\(termhood.parts.joined(separator: " ")); the commonest has \(Self.bits(termhood.rarity)) bits"
    )
  }

  private mutating func addSplits(
    _ splits: [WordExplanation.Split], weakest: WordExplanation.Split?
  ) {
    for (index, split) in splits.enumerated() {
      let mark = splits.count > 1 && split == weakest ? ", the weakest place" : ""
      let (left, right) = (split.left, split.right)
      add(
        index == 0 ? "cohesion" : "",
        "\(left.text) \(left.count) + \(right.text) \(right.count): "
          + "\(Self.bits(split.cohesion)) bits\(mark)")
    }
  }

  private mutating func add(_ name: String, _ neighbours: WordExplanation.Neighbours) {
    var parts = ["\(neighbours.different) different, \(Self.bits(neighbours.entropy)) bits"]
    if !neighbours.frequent.isEmpty { parts[0] += ": " + Self.list(neighbours.frequent) }
    if neighbours.edges > 0 {
      let edge = name == "before" ? "a clause begins" : "a clause ends"
      parts.append("\(edge) \(Self.times(neighbours.edges))")
    }
    add(name, parts.joined(separator: "; "))
  }

  private mutating func addNeighbours(
    _ name: String, _ range: ModelExplanation.EntropyRange?,
    _ neighbours: [WordExplanation.Counted]
  ) {
    guard let range else { return }
    let upper = range.upper.map { " to " + Self.bits($0) } ?? " or more"
    let named = neighbours.isEmpty ? "" : ": " + Self.list(neighbours)
    add(name, "\(Self.bits(range.lower))\(upper) bits, corrected\(named)")
  }

  private mutating func addSampled(_ sampled: ModelExplanation.Sampled) {
    add(
      "word model",
      "after \(sampled.preceders) different words; \(sampled.followers) different words after it")
    if !sampled.before.isEmpty { add("words before", Self.list(sampled.before)) }
    if !sampled.after.isEmpty { add("words after", Self.list(sampled.after)) }
  }
}
