import Testing
import WordMineBase
import WordMineNumerics

@testable import WordMineModels

@Suite struct SkipGramTrainingTests {
  private func configuration(
    _ change: (inout SkipGramTraining.Configuration) -> Void = { _ in }
  ) -> SkipGramTraining.Configuration {
    var configuration = SkipGramTraining.Configuration()
    (configuration.dimensions, configuration.window) = (8, 1)
    (configuration.epochs, configuration.batch) = (60, 128)
    configuration.subsampling = 0
    change(&configuration)
    return configuration
  }

  /// With one pair and as many negatives as are sampled, the loss is the defined one, term by term.
  @Test func theLossOfOnePairIsThatOfTheDefinition() {
    let training = SkipGramTraining(configuration { $0.negatives = 3 })
    var generator = SeededGenerator(seed: 3)
    let tables: [Parameter<Float>] = ["words", "contexts"].map {
      generator.kernel($0, rows: 6, columns: 4, kind: .embedding)
    }
    let p = TapedParameters(tables, on: Tape())
    let loss = training.loss(.init(words: [2], contexts: [1]), noise: [4, 0, 5], p)
    let gradients = loss.tape.gradients(of: loss, for: p.variables)
    let contexts = tables[1].value.rows(at: [1, 4, 0, 5])
    let expected = SkipGramLoss.evaluate(word: tables[0].value.rows(2..<3), contexts: contexts)
    #expect(abs(loss.scalar - expected.loss) < 1e-5)
    for (found, value) in zip(gradients[0].row(2), expected.word.elements) {
      #expect(abs(found - value) < 1e-5)
    }
    for (place, row) in [1, 4, 0, 5].enumerated() {
      for (found, value) in zip(gradients[1].row(row), expected.contexts.row(place)) {
        #expect(abs(found - value) < 1e-5)
      }
    }
    #expect(gradients[0].row(3).allSatisfy { $0 == 0 })
  }

  /// Lion takes more steps, since it moves as far for noise as for what is true; a golden case has it.
  @Test(arguments: [TrainingRule.tiger, .adamW])
  func wordsThatAreUsedAlikeAreSimilar(rule: TrainingRule) throws {
    let vectors = try SkipGramTraining(configuration { $0.rule = rule }).train(
      EncodedDocuments(planted))
    #expect(vectors.similar(to: "a", count: 1)?.map(\.word) == ["b"])
    #expect(vectors.similar(to: "d", count: 1)?.map(\.word) == ["c"])
  }

  @Test func aSeedGivesOneResult() throws {
    func train(_ seed: UInt64) throws -> WordVectors {
      try SkipGramTraining(configuration { ($0.seed, $0.epochs) = (seed, 1) })
        .train(EncodedDocuments(planted))
    }
    #expect(try train(1) == train(1))
    #expect(try train(1) != train(2))
  }

  /// A word of the vocabulary that the texts do not have is touched by no batch.
  @Test(arguments: [(LazyRows.off, false), (.decayingState, true), (.frozenState, true)])
  func rowsThatNothingTouchesStay(lazyRows: LazyRows, stay: Bool) throws {
    let known = EncodedDocuments(planted).vocabulary
    let vocabulary = try VectorVocabulary(
      words: known.words + ["absent"], counts: known.counts + [0])
    let texts = EncodedDocuments(planted, vocabulary: vocabulary)
    func row(_ epochs: Int) throws -> ArraySlice<Float> {
      let training = SkipGramTraining(
        configuration { ($0.lazyRows, $0.epochs) = (lazyRows, epochs) })
      let vectors = try training.train(texts).vectors
      return vectors.row(vectors.rows - 1)
    }
    #expect(try (Array(row(0)) == Array(row(3))) == stay)
  }

  @Test func progressGoesToTheEnd() throws {
    let recorder = ProgressRecorder()
    _ = try SkipGramTraining(configuration { $0.epochs = 2 }).train(
      EncodedDocuments(planted), workers: recorder.workers())
    recorder.expectWholeStages(["training"])
  }

  /// All pairs are those of two loops, less what the drawn distances leave out.
  @Test func pairsStandWithinTheWindowOfTheirDocument() {
    let texts = EncodedDocuments([["a", "b", "c", "d"], ["e"], ["f", "a"]], minimumCount: 1)
    let words = texts.vocabulary.words
    var pairs = SkipGramPairs(
      texts, configuration { ($0.window, $0.batch) = (2, 3) })
    var met: Set<String> = []
    for _ in 0..<50 {
      pairs.shuffle()
      while let batch = pairs.next() {
        #expect(batch.words.count == batch.contexts.count)
        for (word, context) in zip(batch.words, batch.contexts) {
          met.insert(words[word] + words[context])
        }
      }
    }
    #expect(met == ["ab", "ac", "ba", "bc", "bd", "ca", "cb", "cd", "db", "dc", "af", "fa"])
  }

  @Test func frequentWordsAreLeftOutAtTimes() {
    let texts = EncodedDocuments([Array(repeating: "a", count: 900) + ["b", "c"]], minimumCount: 1)
    var pairs = SkipGramPairs(
      texts, configuration { ($0.window, $0.subsampling, $0.batch) = (1, 0.01, 1 << 20) })
    pairs.shuffle()
    let words = pairs.next()?.words ?? []
    // √(0.01) + 0.01 of 900 stay, and each meets two others.
    #expect((100...300).contains(words.count))
  }

  @Test func noiseIsDrawnByCounts() throws {
    let vocabulary = try VectorVocabulary(words: ["a", "b", "none"], counts: [0, 0, 0])
    let texts = EncodedDocuments([Array(repeating: "a", count: 16) + ["b"]], vocabulary: vocabulary)
    let noise = NegativeSampler(texts, exponent: 0.75)
    var generator = SeededGenerator(seed: 1)
    let drawn = (0..<9000).map { _ in noise.word(&generator) }
    #expect(Set(drawn) == [0, 1])
    // 16 to the power of 3/4 is 8.
    #expect(abs(Double(drawn.count { $0 == 0 }) / 9000 - 8.0 / 9) < 0.02)
  }
}
