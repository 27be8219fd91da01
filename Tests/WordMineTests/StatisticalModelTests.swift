import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct StatisticalModelTests {
  private struct Setting {
    let text: AtomSequence
    let folds: CrossFitFolds
    let gaps: GapFeatureReader
    private let entropies: [BranchingEntropy]

    init(seed: UInt64, lines: Int = 200) throws {
      text = RandomText.text(RandomText.lines(lines, seed: seed))
      folds = CrossFitFolds(text)
      let index = try AtomIndex(text)
      entropies = try [BranchingEntropy.Direction.right, .left].map { [text] in
        try UncorrectedEntropies(text, index: index, direction: $0, workers: Workers())
          .applyingCorrection(1, workers: Workers())
      }
      gaps = GapFeatureReader(right: entropies[0], left: entropies[1])
    }

    func model(_ cuts: SharedArray<UInt8>) -> StatisticalModel {
      var model = StatisticalModel()
      model.train(text, folds, gaps, cuts: cuts.view)
      return model
    }

    func logits(_ model: StatisticalModel, threads: Int = 1) throws -> [Float] {
      let logits = try SharedArray<Float>(zeros: text.ids.count)
      try model.judge(text, folds, gaps, into: logits.view, workers: Workers(threads: threads))
      return values(logits)
    }

    /// The stretches of a fold.
    func stretches(of fold: Int) -> [Range<Int>] {
      (0..<folds.pairs).map { folds[pair: $0, fold: fold] }
    }
  }

  @Test(arguments: [0, 1])
  func aCutNeverVotesForItself(fold: Int) throws {
    let setting = try Setting(seed: 1)
    let cuts = setting.text.randomCuts(seed: 2)
    let before = setting.model(cuts)
    for stretch in setting.stretches(of: fold) {
      for position in stretch where setting.text.ids[position - 1] != 0 { cuts.view[position] ^= 1 }
    }
    let after = setting.model(cuts)
    let size = StatisticalModel.foldSize
    let (own, other) = (fold * size, (1 - fold) * size)
    #expect(before.weights[own..<own + size] != after.weights[own..<own + size])
    #expect(
      before.weights[other..<other + size] == after.weights[other..<other + size])
    // So what is thought of the gaps of the fold stays as it was.
    let (first, second) = try (setting.logits(before), setting.logits(after))
    for stretch in setting.stretches(of: fold) { #expect(first[stretch] == second[stretch]) }
  }

  @Test(arguments: 1...8)
  func isTheSameEachTimeAndForAllThreads(threads: Int) throws {
    let setting = try Setting(seed: 3)
    let cuts = setting.text.randomCuts(seed: 4)
    let model = setting.model(cuts)
    #expect(setting.model(cuts) == model)
    #expect(try setting.logits(model, threads: threads) == setting.logits(model))
  }

  @Test func learnsWhatTheStatisticsTell() throws {
    let setting = try Setting(seed: 5, lines: 1000)
    // A rule that one feature knows: cut where the pair was seen once.
    let cuts = try SharedArray<UInt8>(zeros: setting.text.ids.count)
    var counts: [[UInt32]: Int] = [:]
    let ids = setting.text.ids
    for position in setting.text.range {
      counts[[ids[position - 1], ids[position]], default: 0] += 1
    }
    for position in setting.text.range where ids[position] != 0 {
      let count = counts[[ids[position - 1], ids[position]]]!
      cuts.view[position] = ids[position - 1] == 0 || count < 20 ? 1 : 0
    }
    let logits = try setting.logits(setting.model(cuts))
    var (right, gaps) = (0, 0)
    for position in setting.text.range where ids[position] != 0 && ids[position - 1] != 0 {
      gaps += 1
      if (logits[position] > 0) == (cuts.view[position] != 0) { right += 1 }
    }
    #expect(Double(right) / Double(gaps) > 0.95)
  }

  /// Other text has no folds.
  @Test func otherTextGetsTheMeanOfBothFolds() throws {
    let setting = try Setting(seed: 1)
    let model = setting.model(setting.text.randomCuts(seed: 2))
    let weights = model.boundaryWeights(atoms: 7).values
    for place in 0..<StatisticalModel.foldSize {
      let mean = (model.weights[place] + model.weights[place + StatisticalModel.foldSize]) / 2
      #expect(weights[place] == SIMD4(repeating: mean))
    }
    #expect(weights[StatisticalModel.foldSize...].allSatisfy { $0 == .zero })
  }

  @Test func nothingIsLearntFromNothing() throws {
    let setting = try Setting(seed: 1, lines: 0)
    let cuts = try SharedArray<UInt8>(zeros: setting.text.ids.count)
    #expect(setting.model(cuts) == StatisticalModel())
  }
}
