import Foundation
import Testing
import WordMineBase
import WordMineText

@testable import WordMine

/// One clause of the sample on its way from bytes to words, as `ARCHITECTURE.md` tells it.
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
    text = AtomSequence(atoms, AtomAlphabet(atoms, folding: Normalizer(.asIs)))
    let (turns, index) = (CrossFitFolds(text), AtomIndex(text))
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
    var stages = try learner.boundaries(text, turns, right: right, left: left)
    granularity = stages.correction
    means = (
      sums.0.meansAndDeviations(correction: granularity),
      sums.1.meansAndDeviations(correction: granularity)
    )
    var copy = stages
    let taken = copy.takeStrings()
    strings = try #require(taken)
    stageA = stages.entropyCuts
    let first = values(stages.logits)
    let words = try learner.words(text, turns, &stages, keepsModel: true)
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

  /// The score of the first word of two atoms or more in the segmentation of stage A.
  private var score: String {
    var start = place.lowerBound
    var end = start + 1
    while true {
      end = start + 1
      while end < place.upperBound, stageA.view[end] == 0 { end += 1 }
      if end - start > 1 || end == place.upperBound { break }
      start = end
    }
    let length = end - start
    let right = Double(strings.right[start, length]) / 1024
    let left = Double(strings.left[end - 1, length]) / 1024
    func mean(_ side: ([Double], [Double])) -> (Double, Double) {
      (side.0[length - 1], side.1[length - 1])
    }
    let (r, l) = (mean(means.right), mean(means.left))
    let value = Double(length) * ((right - r.0) / r.1 + (left - l.0) / l.1)
    func minus(_ value: Double) -> String {
      value < 0 ? "+ \(number(-value))" : "− \(number(value))"
    }
    return """
          \(string(start..<end)): \(length) · ((\(number(right)) \(minus(r.0)))/\(number(r.1)) \
      + (\(number(left)) \(minus(l.0)))/\(number(l.1))) = \(number(value))
      """
  }

  /// The beginning and the end of the word at a place.
  private func word(_ position: Int) -> Range<Int> {
    var (start, end) = (position, position + 1)
    while start > place.lowerBound, cuts[start] == 0 { start -= 1 }
    while end < place.upperBound, cuts[end] == 0 { end += 1 }
    return start..<end
  }

  /// P(w | v) with all that gives it.
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

  var section: String {
    let ways = ways
    let joined = ways.joined.reduce(1) { $0 * $1.value }
    let apart = ways.apart.reduce(ways.factor) { $0 * $1.value }
    let isCut = cuts[gapPlace] != 0
    func product(_ steps: [Step]) -> String {
      steps.map { small($0.value) }.joined(separator: " × ")
    }
    let gap = string(gapPlace - 1..<gapPlace) + "│" + string(gapPlace..<gapPlace + 1)
    return """
      ## One clause, from bytes to words

      The clause \(Self.clause) of `corpora/sample/tea.txt`, with the numbers of `wordmine corpora/sample/tea.txt`.
      `WalkThroughTests` works them out and keeps this section true.

      **Bytes → ids.** `Tokenizer` turns each character into a 16-bit unit, `AtomAlphabet` numbers the folded forms in the
      order of their text. The first atoms, with their occurrences:

      | atom | bytes | unit | id | count |
      | --- | --- | --- | --- | --- |
      \(atomRows.joined(separator: "\n"))

      **Stage A.** Where words end, what follows is hard to foretell: the branching entropy H of a string rises above that of
      the string one atom shorter. V is this rise in nats: to the right (→) for the strings of 1, 2 and 3 atoms that begin at
      an atom, to the left (←) for those that end there. (Of one atom, H is compared with H₀ = \
      \(number(strings.right.atomEntropy)), the entropy of all
      atoms; H is corrected with m = \(number(granularity)), which `Granularity` chose for this text.)

      | atom | V→1 | V→2 | V→3 | V←1 | V←2 | V←3 | A cuts before | z of B | at the gate |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
      \(gapRows.joined(separator: "\n"))

      A word of q atoms scores q · (z(V→) + z(V←)), each V less the mean of all strings of its length, in standard deviations:

      \(score)

      The way with the greatest sum is \(words { stageA.view[$0] != 0 }): the column *A cuts before*.

      **Stage B.** A's cuts are noisy, but over a whole text they teach which statistics go with a cut. Logistic regression over
      15 features of a gap gives its logit z, from weights that were learnt on the other half of the text. Beyond the gate,
      |z| > \(number(Double(gate), 0)), a gap is a cut or a joint for good; the others are open. B alone would say \
      \(words { logits.first[$0] > 0 }).

      **Stage C.** The word model knows words, not only gaps: P(w | v) = (max(c(v,w) − 0.7, 0) + (1 + 0.7 t(v)) P(w)) / (c(v) + 1) and
      P(w) = (max(u(w) − 0.5, 0) + (10 + 0.5 T) P₀(w)) / (U + 10), with the counts of `WordModel`: c of pairs and of the word
      before, t and u of different words after v and before w, U = \(model.tables) and T = \(model.types) of all. \
      P₀ spells the word. Sampling
      goes over the open gaps again and again, and B learns anew from it; in the end the gap \(gap) has \
      z = \(number(Double(logits.last[gapPlace]))), which is
      worth exp(1.5 z) = \(number(ways.factor)) to a cut. There are two ways:

      | w after v | c(v,w) | c(v) | t(v) | u(w) | P₀(w) | P(w) | P(w given v) |
      | --- | --- | --- | --- | --- | --- | --- | --- |
      \((ways.joined + ways.apart).map(\.row).joined(separator: "\n"))

      Joined, the weight is \(product(ways.joined))\(ways.joined.count > 1 ? " = \(small(joined))" : "");
      apart, it is \(product(ways.apart)) × \(number(ways.factor)) = \(small(apart)).
      So the gap is a \(isCut ? "cut" : "joint"), against B. (The counts are those of the last sweep, \
      this clause included. A pair
      that only one place of the text could hold is not counted, so its c(v,w) is 0.)

      **Words.** \(words { cuts[$0] != 0 }) — these are what `DictionaryBuilder` counts and `Segmentation` keeps, a bit an atom.

      """
  }
}

@Suite struct WalkThroughTests {
  private static let file = Sample.directory.deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("ARCHITECTURE.md")
  private static let marks = ("<!-- walk-through -->\n", "<!-- end of walk-through -->")

  /// `UPDATE_GOLDEN=1` writes the section anew.
  @Test func standsInTheArchitecture() throws {
    let walk = try WalkThrough()
    try #require(walk.isFit, "choose another clause: \(walk.candidates.joined(separator: "\n"))")
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    let start = try #require(text.range(of: Self.marks.0))
    let end = try #require(text.range(of: Self.marks.1))
    let place = start.upperBound..<end.lowerBound
    #expect(walk.section.split(separator: "\n", omittingEmptySubsequences: false).count <= 80)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      let changed = text.replacingCharacters(in: place, with: walk.section)
      try Data(changed.utf8).write(to: Self.file)
      return
    }
    #expect(text[place] == walk.section)
  }
}
