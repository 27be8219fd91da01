import Foundation
import Testing
import WordMineBase
import WordMineText

@testable import WordMine

/// One clause of the sample on its way from bytes to words: the numbers of `docs/discovery.md`.
private struct WalkThrough {
  /// The clause, and the place in it of the gap that is worked out.
  static let clause = "对方早就换了号码"
  static let gap = 7

  private let text: AtomSequence
  private let place: Range<Int>
  private let means: (right: ([Double], [Double]), left: ([Double], [Double]))
  private let strings: NeighbourEntropies
  private let stageA: SharedArray<UInt8>
  private let granularity: Double
  /// Before and after sampling.
  private let logits: (first: [Float], last: [Float])
  private let gate: Float
  private let cuts: [UInt8]
  private let model: BigramModel
  private let spelling: NaiveSpelling

  /// Goes through the stages as `InMemoryDiscovery` does.
  init() throws {
    let atoms = RandomText.atoms([try Sample.text("tea.txt")])
    text = try AtomSequence(atoms, AtomAlphabet(atoms, folding: Normalizer(.asIs)))
    let (folds, index) = (CrossFitFolds(text), try AtomIndex(text))
    let (right, left) = try (
      UncorrectedEntropies(
        text, index: index, direction: .right, collectedCount: 2, workers: Workers()),
      UncorrectedEntropies(
        text, index: index, direction: .left, collectedCount: 2, workers: Workers())
    )
    let sums = (right.sums, left.sums)
    var configuration = WordDiscovery.Configuration()
    configuration.effort = .utmost
    let learner = ModelLearner(configuration, Workers())
    var stages = try learner.boundaries(text, folds, right: right, left: left)
    granularity = stages.granularity
    means = (
      sums.0.meansAndDeviations(granularity: granularity),
      sums.1.meansAndDeviations(granularity: granularity)
    )
    var copy = stages
    let taken = copy.takeStrings()
    strings = try #require(taken)
    stageA = stages.entropyCuts
    let first = values(stages.logits)
    let words = try learner.words(text, &stages, keepsModel: true)
    logits = (first, values(stages.logits))
    model = try #require(words.model)
    (gate, cuts) = (model.gate, values(words.cuts))
    spelling = NaiveSpelling(
      model.words.map { ($0.atoms, $0.preceders) }, longest: 4, atoms: text.atoms.count)
    let clause = text.clauses.first { [text] in
      text.folded($0.start..<$0.start + $0.ids.count) == Self.clause
    }
    let (start, ids) = try #require(clause, "the clause is not in the sample")
    place = start..<start + ids.count
  }

  private func string(_ range: Range<Int>) -> String { text.folded(range) }

  /// The words of some cuts, with a sign between.
  private func words(_ isCut: (Int) -> Bool) -> String {
    place.map { ($0 > place.lowerBound && isCut($0) ? "│" : "") + string($0..<$0 + 1) }.joined()
  }

  // MARK: Numbers

  private func number(_ value: Double, _ digits: Int = 2) -> String {
    String(format: "%.\(digits)f", value).replacingOccurrences(of: "-", with: "−")
  }

  /// With two significant digits.
  private func small(_ value: Double) -> String {
    value >= 0.1
      ? number(value)
      : String(format: "%.1e", value)
        .replacingOccurrences(of: "e-0", with: "·10^−").replacingOccurrences(
          of: "e-", with: "·10^−")
  }

  private func variation(
    _ strings: StringVariations, _ position: Int, _ length: Int, _ isInside: Bool
  ) -> String {
    isInside ? number(Double(strings[position, length]) / 1024) : ""
  }

  private var gapPlace: Int { place.lowerBound + Self.gap }

  // MARK: Stages

  private var atomRows: [String] {
    place.prefix(3).map { position in
      let atom = string(position..<position + 1)
      let bytes = atom.utf8.map { String($0, radix: 16) }.joined(separator: " ")
      let unit = String(atom.utf16.first!, radix: 16)
      let id = Int(text.ids[position])
      return "| \(atom) | `\(bytes)` | `\(unit)` | \(id) | \(text.atoms.counts[id]) |"
    }
  }

  private func verdict(_ position: Int) -> String {
    let logit = logits.first[position]
    return logit > gate ? "cut" : logit < -gate ? "joint" : "open"
  }

  private var gapRows: [String] {
    place.map { position in
      let right = (1...3).map {
        variation(strings.right, position, $0, position + $0 <= place.upperBound)
      }
      let left = (1...3).map {
        variation(strings.left, position, $0, position + 1 - $0 >= place.lowerBound)
      }
      let isFirst = position == place.lowerBound
      let cells =
        [string(position..<position + 1)] + right + left
        + (isFirst
          ? ["", "", ""]
          : [
            stageA.view[position] != 0 ? "│" : "", number(Double(logits.first[position])),
            verdict(position),
          ])
      return "| " + cells.joined(separator: " | ") + " |"
    }
  }

  /// The numbers by which stage A scores the first word of two atoms, the score last.
  var score: [String] {
    let (start, length) = (place.lowerBound, 2)
    let right = Double(strings.right[start, length]) / 1024
    let left = Double(strings.left[start + 1, length]) / 1024
    func moments(_ side: ([Double], [Double])) -> (mean: Double, deviation: Double) {
      (side.0[length - 1], side.1[length - 1])
    }
    let (r, l) = (moments(means.right), moments(means.left))
    let value =
      Double(length) * ((right - r.mean) / r.deviation + (left - l.mean) / l.deviation)
    return [right, -r.mean, r.deviation, left, -l.mean, l.deviation, value].map { number($0) }
  }

  /// The beginning and the end of the word at a place.
  private func word(_ position: Int) -> Range<Int> {
    var (start, end) = (position, position + 1)
    while start > place.lowerBound, cuts[start] == 0 { start -= 1 }
    while end < place.upperBound, cuts[end] == 0 { end += 1 }
    return start..<end
  }

  /// P(w | v), with what it is computed from.
  private struct Step {
    var row: String
    var value: Double
  }

  private func step(_ word: Range<Int>, after before: Range<Int>?) -> Step {
    func atoms(_ range: Range<Int>) -> [UInt32] { range.map { UInt32(text.ids[$0]) } }
    func number(_ atoms: [UInt32]) -> Int? { model.words.firstIndex { $0.atoms == atoms } }
    let own = number(atoms(word))
    let other = number(before.map(atoms) ?? [])
    let count = own.flatMap { own in
      other.flatMap { other in
        model.pairs.first { Int($0.before) == other && Int($0.word) == own }?.count
      }
    }
    let (c, t) = other.map { (model.words[$0].following, model.words[$0].followers) } ?? (0, 0)
    let u = own.map { model.words[$0].preceders } ?? 0
    let spelled = spelling.probability(atoms(word))
    let (tables, types) = (Double(model.tables), Double(model.types))
    let general = (max(Double(u) - 0.5, 0) + (10 + 0.5 * types) * spelled) / (tables + 10)
    let value =
      (max(Double(count ?? 0) - 0.7, 0) + (1 + 0.7 * Double(t)) * general) / (Double(c) + 1)
    let name = "\(string(word)) after \(before.map(string) ?? "the border")"
    let cells = [
      name, "\(count ?? 0)", "\(c)", "\(t)", "\(u)", small(spelled), small(general), small(value),
    ]
    return Step(row: "| " + cells.joined(separator: " | ") + " |", value: value)
  }

  private struct Ways {
    var joined: [Step]
    var apart: [Step]
    var factor: Double
  }

  private var ways: Ways {
    let gap = gapPlace
    let isCut = cuts[gap] != 0
    let first = isCut ? word(gap - 1) : word(gap).lowerBound..<gap
    let second = isCut ? word(gap) : gap..<word(gap).upperBound
    let whole = first.lowerBound..<second.upperBound
    let before = whole.lowerBound == place.lowerBound ? nil : word(whole.lowerBound - 1)
    let after = whole.upperBound == place.upperBound ? nil : word(whole.upperBound)
    return Ways(
      joined: [step(whole, after: before)] + (after.map { [step($0, after: whole)] } ?? []),
      apart: [step(first, after: before), step(second, after: first)]
        + (after.map { [step($0, after: second)] } ?? []),
      factor: boundaryFactor(logits.last[gap]))
  }

  /// Clauses that would do: the word model decides a gap against the boundary model.
  var candidates: [String] {
    text.clauses.filter { (8...12).contains($0.ids.count) }.flatMap { start, ids in
      (1..<ids.count).filter { offset in
        let position = start + offset
        return abs(logits.first[position]) <= gate
          && (cuts[position] != 0) != (logits.last[position] > 0)
          && (cuts[position] != 0) != (logits.first[position] > 0)
      }.map { offset in
        let range = start..<start + ids.count
        let words = range.map { (cuts[$0] != 0 ? " " : "") + string($0..<$0 + 1) }.joined()
        return "\(offset)\(words) \(logits.first[start + offset]) \(logits.last[start + offset])"
      }
    }
  }

  /// Whether the clause still shows what it is to show.
  var isFit: Bool {
    let isCut = cuts[gapPlace] != 0
    let ways = ways
    let weights = (
      joined: ways.joined.reduce(1) { $0 * $1.value },
      apart: ways.apart.reduce(ways.factor) { $0 * $1.value }
    )
    return verdict(gapPlace) == "open" && isCut != (logits.first[gapPlace] > 0)
      && isCut != (logits.last[gapPlace] > 0) && isCut == (weights.apart > weights.joined)
  }

  private var quantities: [String] {
    let ways = ways
    let joined = ways.joined.reduce(1) { $0 * $1.value }
    let apart = ways.apart.reduce(ways.factor) { $0 * $1.value }
    let gap = string(gapPlace - 1..<gapPlace) + "│" + string(gapPlace..<gapPlace + 1)
    return [
      ("entropy of all atoms, nats", number(strings.right.atomEntropy)),
      ("granularity", number(granularity)), ("gate", number(Double(gate), 0)),
      ("cuts of A", words { stageA.view[$0] != 0 }),
      ("cuts of B alone", words { logits.first[$0] > 0 }),
      ("U", "\(model.tables)"), ("T", "\(model.types)"),
      ("z of \(gap) in the end", number(Double(logits.last[gapPlace]))),
      ("factor of the cut", number(ways.factor)), ("weight joined", small(joined)),
      ("weight apart", small(apart)), ("words", words { cuts[$0] != 0 }),
    ].map { "| \($0) | \($1) |" }
  }

  /// The rows of each table of the document, by its header.
  var tables: [(header: String, rows: [String])] {
    let ways = ways
    return [
      ("| atom | bytes | unit | id | count |", atomRows),
      (
        "| atom | V→1 | V→2 | V→3 | V←1 | V←2 | V←3 | A cuts before | z of B | at the gate |",
        gapRows
      ),
      (
        "| w after v | c(v,w) | c(v) | t(v) | u(w) | P₀(w) | P(w) | P(w given v) |",
        (ways.joined + ways.apart).map(\.row)
      ),
      ("| quantity | value |", quantities),
    ]
  }
}

@Suite struct WalkThroughTests {
  private static let file = Sample.directory.deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("docs/discovery.md")
  /// Of the formulas.
  private static let constants: Set<String> = ["0.5", "0.7", "1.5"]

  private static func decimals(_ text: some StringProtocol) -> Set<String> {
    Set(String(text).matches(of: /−?[0-9]+\.[0-9]+(?:·10\^−[0-9]+)?/).map { String($0.output) })
  }

  /// The tables hold what the stages compute, and the prose no other decimals than the tables and the
  /// score. `UPDATE_GOLDEN=1` writes the tables anew.
  @Test func theNumbersOfTheDocumentAreTrue() throws {
    let walk = try WalkThrough()
    try #require(walk.isFit, "choose another clause: \(walk.candidates.joined(separator: "\n"))")
    var lines = try String(contentsOf: Self.file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let isUpdate = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil
    for table in walk.tables {
      let header = try #require(lines.firstIndex(of: table.header), "\(table.header) is missing")
      let start = header + 2
      let end = lines[start...].firstIndex { !$0.hasPrefix("|") } ?? lines.count
      if isUpdate {
        lines.replaceSubrange(start..<end, with: table.rows)
      } else {
        #expect(Array(lines[start..<end]) == table.rows)
      }
    }
    if isUpdate { try Data(lines.joined(separator: "\n").utf8).write(to: Self.file) }
    let prose = Self.decimals(lines.filter { !$0.hasPrefix("|") }.joined(separator: "\n"))
    let computed = Self.decimals(walk.tables.flatMap(\.rows).joined(separator: "\n"))
    #expect(prose.subtracting(computed).subtracting(walk.score).subtracting(Self.constants) == [])
    #expect(Set(walk.score).isSubset(of: prose))
  }
}
