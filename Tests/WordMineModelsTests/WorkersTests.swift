import Testing
import WordMineBase
import WordMineNumerics

@testable import WordMineModels

/// Every long call reports its progress to the end, and can be interrupted between its steps.
@Suite struct WorkersTests {
  private typealias Call = @Sendable (Workers) throws -> Void

  private static let rows: Matrix<Float> = {
    var generator = SeededGenerator(seed: 1)
    return generator.normal(rows: 600, columns: 4)
  }()

  private static let documents: DocumentBlock = {
    var block = DocumentBlock()
    for (index, words) in planted.enumerated() {
      block.append(
        words: words.map { Array($0.utf8)[...] }, label: index % 2 == 0 ? "even" : "odd")
    }
    return block
  }()

  private static let texts: CharacterTexts = {
    var texts = CharacterTexts()
    for text in ["春茶的叶子厚", "秋茶的叶子薄", "师傅去茶园看叶子"] {
      texts.append(Array(text.utf8)[...])
    }
    return texts
  }()

  private static func training() throws -> LanguageModelTraining {
    var configuration = LanguageModelTraining.Configuration()
    (configuration.shape.width, configuration.shape.heads) = (8, 2)
    (configuration.shape.feedForward, configuration.shape.context) = (8, 6)
    (configuration.minimumCount, configuration.batch, configuration.epochs) = (1, 1, 2)
    return try LanguageModelTraining(configuration, texts)
  }

  private static let calls: [(name: String, stages: [String], call: Call)] = [
    (
      "classifier", ["training"],
      { workers in
        var configuration = ClassifierTraining.Configuration()
        configuration.features = .words
        _ = try ClassifierTraining(configuration).train(documents, workers: workers)
      }
    ),
    (
      "bottleneck", ["training"],
      { workers in
        var configuration = ClassifierTraining.Configuration()
        (configuration.features, configuration.bottleneck) = (.words, 0.1)
        _ = try ClassifierTraining(configuration).train(documents, workers: workers)
      }
    ),
    (
      "topics", ["training"],
      { workers in
        var configuration = TopicTraining.Configuration()
        (configuration.topics, configuration.epochs, configuration.batch) = (2, 3, 20)
        var selection = BagsOfWords.Selection()
        (selection.minimumDocuments, selection.largestShare) = (1, 1)
        let words = planted.indices.map { [UInt32($0 % 2), UInt32($0 % 3)] }
        let bags = try BagsOfWords(words, names: ["茶叶", "茶园", "医生"], selection)
        _ = try TopicTraining(configuration).train(bags, workers: workers)
      }
    ),
    (
      "language model", ["training"],
      { workers in
        var training = try training()
        try training.train(workers: workers)
      }
    ),
    (
      "word vectors", ["counting", "decomposing"],
      { _ = try WordVectorTraining().train(EncodedDocuments(planted), workers: $0) }
    ),
    (
      "skip-grams", ["training"],
      { _ = try SkipGramTraining().train(EncodedDocuments(planted), workers: $0) }
    ),
    ("flow", ["training"], { _ = try FlowTraining().train(rows, workers: $0) }),
    (
      "neighbours", ["searching"],
      { _ = try NearestNeighbours(rows).query(rows, count: 3, workers: $0) }
    ),
  ]

  @Test(arguments: calls.indices, 1...2)
  func progressGoesToTheEnd(index: Int, threads: Int) throws {
    let recorder = ProgressRecorder()
    try Self.calls[index].call(recorder.workers(threads: threads))
    recorder.expectWholeStages(Self.calls[index].stages)
  }

  /// The searches of one block are over when their first progress is reported.
  @Test(arguments: calls.indices.dropLast())
  func everyCallCanBeInterrupted(index: Int) {
    let recorder = ProgressRecorder()
    let workers = recorder.workers(interruptAfter: 1)
    #expect(throws: Interrupted.self) { try Self.calls[index].call(workers) }
    #expect(recorder.count == 1)
  }

  @Test(arguments: calls.indices)
  func anInterruptedCallNeverStarts(index: Int) {
    let interrupt = Interrupt()
    interrupt.request()
    #expect(throws: Interrupted.self) {
      try Self.calls[index].call(Workers(interrupt: interrupt))
    }
  }

  @Test func generationCanBeInterrupted() throws {
    let meter = try Self.training().model.meter
    var generator = SeededGenerator(seed: 1)
    var sampling = CharacterLanguageModel.Meter.Sampling()
    sampling.length = 1000
    let recorder = ProgressRecorder()
    _ = try meter.generate(after: [], sampling, &generator, workers: recorder.workers())
    #expect(recorder.count > 0)
    let interrupt = Interrupt()
    interrupt.request()
    #expect(throws: Interrupted.self) {
      try meter.generate(after: [], sampling, &generator, workers: Workers(interrupt: interrupt))
    }
    #expect(throws: Interrupted.self) {
      try meter.costs(Self.texts[0], workers: Workers(interrupt: interrupt))
    }
  }

  /// A training that was interrupted is continued to the same bits.
  @Test func anInterruptedTrainingIsContinued() throws {
    var whole = try Self.training()
    try whole.train()
    var training = try Self.training()
    let workers = ProgressRecorder().workers(interruptAfter: 3)
    #expect(throws: Interrupted.self) { try training.train(workers: workers) }
    #expect(!training.isFinished && training.step > 0)
    try training.train()
    #expect(training.model.decoder.parameters == whole.model.decoder.parameters)
    #expect(try training.advance() == 0)
  }
}
