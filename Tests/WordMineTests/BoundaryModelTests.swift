import Foundation
import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct BoundaryModelTests {
  private struct Setting {
    let text: AtomSequence
    let gaps: GapContext
    let statistics: GapFeatureReader
    private let entropies: [BranchingEntropy]

    init(seed: UInt64, lines: Int = 200) throws {
      text = RandomText.text(RandomText.lines(lines, seed: seed))
      let index = try AtomIndex(text)
      entropies = try [BranchingEntropy.Direction.right, .left].map { [text] in
        try UncorrectedEntropies(text, index: index, direction: $0, workers: Workers())
          .applyingCorrection(1, workers: Workers())
      }
      statistics = GapFeatureReader(right: entropies[0], left: entropies[1])
      gaps = try GapContext(text, statistics)
    }

    var positions: [Int] { text.range.filter(gaps.isGap) }

    func model(_ cuts: SharedArray<UInt8>, passes: Int = 1) throws -> BoundaryModel {
      var model = try BoundaryModel(text, gaps)
      for _ in 0..<passes { try model.train(cuts: cuts.view, workers: Workers()) }
      return model
    }

    func logits(_ model: BoundaryModel, threads: Int = 1) throws -> [Float] {
      let logits = try SharedArray<Float>(zeros: text.ids.count)
      try model.judge(at: nil, into: logits.view, workers: Workers(threads: threads))
      return values(logits)
    }
  }

  /// A weight never sees the pairs that it is used for.
  @Test(arguments: 0..<4)
  func aPairNeverVotesForItself(fold: Int) throws {
    let setting = try Setting(seed: 1)
    let cuts = setting.text.randomCuts(seed: 2)
    let before = try setting.logits(setting.model(cuts, passes: 2))
    for position in setting.positions where setting.gaps.fold(position) == fold {
      cuts.view[position] ^= 1
    }
    let after = try setting.logits(setting.model(cuts, passes: 2))
    let own = setting.positions.filter { setting.gaps.fold($0) == fold }
    #expect(own.allSatisfy { before[$0] == after[$0] })
    #expect(before != after)
  }

  @Test func theFoldIsThatOfThePair() throws {
    let setting = try Setting(seed: 3)
    var folds: [[UInt32]: Int] = [:]
    for position in setting.positions {
      let pair = [setting.text.ids[position - 1], setting.text.ids[position]]
      #expect(folds[pair, default: setting.gaps.fold(position)] == setting.gaps.fold(position))
      folds[pair] = setting.gaps.fold(position)
    }
    #expect(Set(folds.values) == [0, 1, 2, 3])
  }

  @Test(arguments: [5, 6] as [UInt64])
  func learnsAsItsNaiveTwin(seed: UInt64) throws {
    let setting = try Setting(seed: seed, lines: 300)
    let cuts = setting.text.randomCuts(seed: seed)
    let logits = try setting.logits(setting.model(cuts, passes: 2))
    var twin = NaiveBoundaryModel(setting.text, setting.gaps, setting.statistics)
    for pass in 0..<2 { twin.train(values(cuts), pass: pass) }
    for position in setting.positions {
      let expected = twin.logit(position)
      #expect(abs(Double(logits[position]) - expected) < 1e-3 * max(1, abs(expected)))
    }
  }

  @Test(arguments: 1...8)
  func threadsChangeNothing(threads: Int) throws {
    func learned(_ workers: Workers) throws -> ([UInt8], [Float], BoundaryWeights) {
      let setting = try Setting(seed: 7, lines: 3000)
      let cuts = setting.text.randomCuts(seed: 8)
      var model = try setting.model(cuts)
      try model.relabel(cuts.view, workers: workers)
      try model.train(cuts: cuts.view, workers: workers)
      let logits = try SharedArray<Float>(zeros: setting.text.ids.count)
      try model.judge(at: nil, into: logits.view, workers: workers)
      try model.correct(logits.view, at: nil, cuts: cuts.view, workers: workers)
      return (values(cuts), values(logits), model.correctedWeights)
    }
    let (one, other) = try (learned(Workers()), learned(Workers(threads: threads)))
    #expect(one == other)
  }

  /// The freedom of atoms moves cuts; how many there are stays.
  @Test func theCorrectionKeepsTheNumberOfCuts() throws {
    let setting = try Setting(seed: 9, lines: 1000)
    let cuts = setting.text.randomCuts(seed: 10)
    var model = try setting.model(cuts)
    let plain = try setting.logits(model)
    let logits = try SharedArray<Float>(plain)
    try model.correct(logits.view, at: nil, cuts: cuts.view, workers: Workers())
    #expect(values(logits) != plain)
    let counts = [plain, values(logits)].map { logits in
      setting.positions.count { logits[$0] > 0 }
    }
    #expect(abs(counts[0] - counts[1]) <= setting.positions.count / 50)
  }

  @Test func nothingIsLearntFromNothing() throws {
    let setting = try Setting(seed: 1, lines: 0)
    let cuts = try SharedArray<UInt8>(zeros: setting.text.ids.count)
    var model = try setting.model(cuts)
    let logits = try SharedArray<Float>(zeros: setting.text.ids.count)
    try model.correct(logits.view, at: nil, cuts: cuts.view, workers: Workers())
    #expect(model.correctedWeights == BoundaryWeights(layout: setting.gaps.layout))
  }

  @Test func anInterruptEndsTraining() throws {
    let setting = try Setting(seed: 1)
    let interrupt = Interrupt()
    interrupt.request()
    var model = try BoundaryModel(setting.text, setting.gaps)
    #expect(throws: Interrupted.self) {
      try model.train(
        cuts: setting.text.randomCuts(seed: 2).view, workers: Workers(interrupt: interrupt))
    }
  }
}

/// The model with a dictionary of weights for each fold, named features and double precision.
private struct NaiveBoundaryModel {
  private let text: AtomSequence
  private let gaps: GapContext
  private let statistics: GapFeatureReader
  private var weights = [[String: Double]](repeating: [:], count: 4)
  private var squares = [[String: Double]](repeating: [:], count: 4)

  init(_ text: AtomSequence, _ gaps: GapContext, _ statistics: GapFeatureReader) {
    (self.text, self.gaps, self.statistics) = (text, gaps, statistics)
  }

  private func features(_ position: Int) -> [String] {
    var features: [String] = []
    statistics.visit(position) { features.append("statistic \($1)") }
    let ids = (-2...1).map { text.ids[position + $0] }
    features += zip(["p", "a", "b", "q"], ids).map { "\($0) \($1)" }
    // Small texts have too few pairs for collisions to matter.
    return features + ["pa \(ids[0]) \(ids[1])", "bq \(ids[2]) \(ids[3])"]
  }

  func logit(_ position: Int) -> Double {
    let own = weights[gaps.fold(position)]
    return features(position).reduce(0) { $0 + own[$1, default: 0] }
  }

  mutating func train(_ cuts: [UInt8], pass: Int) {
    let sample = ExampleSample(text, pass: pass)
    for position in text.range where gaps.isGap(position) {
      guard sample.contains(position, gaps.pairCount(position)) else { continue }
      let features = features(position)
      let gradients = weights.indices.map { fold in
        let logit = features.reduce(0) { $0 + weights[fold][$1, default: 0] }
        return fold == gaps.fold(position)
          ? 0 : 1 / (1 + exp(-logit)) - Double(cuts[position])
      }
      for fold in weights.indices {
        for feature in features {
          squares[fold][feature, default: 0.01] += gradients[fold] * gradients[fold]
          weights[fold][feature, default: 0] -=
            0.03 * gradients[fold] / squares[fold][feature]!.squareRoot()
        }
      }
    }
  }
}
