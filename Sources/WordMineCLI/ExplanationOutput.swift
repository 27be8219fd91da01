import FoundationEssentials
import WordMine
import WordMineText

/// Writes explanations, one after the other.
struct ExplanationOutput {
  private let sink: ByteSink
  private let format: ExplanationFormat
  private var isFirst = true

  init(_ sink: ByteSink, _ format: ExplanationFormat) { (self.sink, self.format) = (sink, format) }

  /// - Returns: How many of the words occur.
  mutating func write(_ explanations: [WordExplanation]) throws -> Int {
    for explanation in explanations {
      switch format {
      case .text: try write(ExplanationText(explanation).lines)
      case .jsonl: try sink.write(try JSONText.line(ExplanationJSON(explanation)) + "\n")
      }
    }
    return explanations.count { $0.count > 0 }
  }

  /// - Returns: How many of the words are known.
  mutating func write(_ explanations: [ModelExplanation]) throws -> Int {
    for explanation in explanations {
      switch format {
      case .text: try write(ExplanationText(explanation).lines)
      case .jsonl: try sink.write(try JSONText.line(ExplanationJSON(explanation)) + "\n")
      }
    }
    return explanations.count { $0.isKnown }
  }

  private mutating func write(_ lines: [String]) throws {
    if !isFirst { try sink.write("\n") }
    isFirst = false
    try sink.write(lines.joined(separator: "\n") + "\n")
  }
}

/// An explanation to read; information in bits.
struct ExplanationText {
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

  static func bits(_ nats: Double) -> String { Figure.hundredths(Bits.from(nats: nats)) }

  private static func list(_ strings: [WordExplanation.Counted]) -> String {
    strings.map { "\($0.text) \($0.count)" }.joined(separator: ", ")
  }

  private mutating func add(_ name: String, _ value: String) {
    lines.append("  " + name + String(repeating: " ", count: 14 - name.utf8.count) + value)
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
