import Testing
import WordMineBase
import WordMineNumerics

@testable import WordMineModels

@Suite struct TopicTests {
  private static let names = ["绿茶", "茶园", "采茶", "医生", "药方", "病人", "今天", "x", ""]

  /// Documents of two kinds: words 0 to 2 come together, and 3 to 5; 6 comes anywhere.
  private static func documents(_ count: Int) -> [[UInt32]] {
    var generator = SeededGenerator(seed: 5)
    return (0..<count).map { document in
      let first = UInt32(document % 2) * 3
      return (0..<6).map { _ in
        generator.uniform() < 0.2 ? 6 : first + UInt32.random(in: 0..<3, using: &generator)
      }
    }
  }

  private static var selection: BagsOfWords.Selection {
    var selection = BagsOfWords.Selection()
    (selection.minimumDocuments, selection.largestShare) = (2, 1)
    return selection
  }

  @Test func wordsAreChosenByTheirDocuments() throws {
    let documents: [[UInt32]] = [[0, 0, 1, 7], [1, 0, 3, 8, 8], [1, 4, 7, 8]]
    var selection = Self.selection
    let all = try BagsOfWords(documents, names: Self.names, selection)
    #expect(all.words == ["茶园", "绿茶"])
    #expect(all.counts.dense == Matrix([[1, 2], [1, 1], [1, 0]]))
    #expect(all.texts == [[0, 1], [0, 1], [0]])
    selection.largestShare = 0.9
    #expect(try BagsOfWords(documents, names: Self.names, selection).words == ["绿茶"])
    selection.minimumLength = 1
    #expect(try BagsOfWords(documents, names: Self.names, selection).words == ["x", "绿茶"])
    let known = try BagsOfWords(documents, names: Self.names, words: ["新词", "绿茶"])
    #expect(known.counts.dense == Matrix([[0, 2], [0, 1], [0, 0]]))
  }

  /// The letter with its accent, as one character and as two.
  @Test func equivalentFormsAreDifferentWords() throws {
    let bags = try BagsOfWords([[0]], names: ["e\u{301}"], words: ["\u{E9}", "e\u{301}"])
    #expect(bags.counts.dense == Matrix([[0, 1]]))
  }

  private static func model(
    _ bags: BagsOfWords, prior: TopicTraining.Prior = .laplace
  ) throws -> TopicModel {
    var configuration = TopicTraining.Configuration()
    (configuration.topics, configuration.prior) = (2, prior)
    (configuration.batch, configuration.epochs, configuration.hidden) = (20, 60, 50)
    configuration.learningRate = 0.02
    return try TopicTraining(configuration).train(bags)
  }

  @Test(arguments: TopicTraining.Prior.allCases)
  func findsWordsThatComeTogether(prior: TopicTraining.Prior) throws {
    // Word 6 is in three documents of four, and tells nothing.
    var selection = Self.selection
    selection.largestShare = 0.6
    let bags = try BagsOfWords(Self.documents(200), names: Self.names, selection)
    let model = try Self.model(bags, prior: prior)
    let topics = try (0..<2).map { topic in
      try Set(model.words(of: topic, count: 3).map { bags.words[$0] })
    }
    #expect(Set(topics) == [["绿茶", "茶园", "采茶"], ["医生", "药方", "病人"]])
    let result = try model.documents(bags)
    let topic = (0..<200).map { result.shares[$0, 0] > 0.5 }
    #expect((0..<200).count { topic[$0] == topic[$0 % 2] } >= 195)
    #expect(result.activeUnits == 2)
    #expect(result.bits.elements.allSatisfy { $0 >= 0 })
  }

  @Test func theSameSeedGivesTheSameTopicsAndFilesKeepThem() throws {
    let bags = try BagsOfWords(Self.documents(60), names: Self.names, Self.selection)
    let model = try Self.model(bags)
    #expect(try Self.model(bags).network.parameters == model.network.parameters)
    let read = try TopicModel(try TensorArchive(bytes: model.archive.bytes))
    #expect(read.words == model.words)
    #expect(try read.documents(bags).shares == model.documents(bags).shares)
    #expect(try read.documents(bags).bits == model.documents(bags).bits)
    #expect(try read.words(of: 1, count: 4) == model.words(of: 1, count: 4))
    var damaged = model.archive
    damaged.metadata["words"]? += "\n新词"
    #expect(throws: TensorArchive.Failure.self) { try TopicModel(damaged) }
    damaged = model.archive
    damaged.set("prior", Matrix<Double>(rows: 2, columns: 3000))
    #expect(throws: TensorArchive.Failure.self) { try TopicModel(damaged) }
    damaged.tensors["prior"] = nil
    #expect(throws: TensorArchive.Failure.self) { try TopicModel(damaged) }
  }

  @Test func documentsWithoutWordsTeachNothing() throws {
    let documents = Self.documents(60)
    let bags = try BagsOfWords(documents, names: Self.names, Self.selection)
    let padded = try BagsOfWords([[]] + documents + [[], []], names: Self.names, Self.selection)
    #expect(try Self.model(padded).network.parameters == Self.model(bags).network.parameters)
  }

  /// Extreme values end in an error, never in a trap or in shares that are no numbers.
  @Test(arguments: [
    (1e300, 0.5, "diverged"), (5e-3, 1e-300, "concentration"), (5e-3, 1e-320, "concentration"),
  ])
  func extremeConfigurationsAreRefused(
    rate: Double, concentration: Double, message: String
  ) throws {
    let bags = try BagsOfWords(Self.documents(40), names: Self.names, Self.selection)
    var configuration = TopicTraining.Configuration()
    (configuration.topics, configuration.hidden, configuration.epochs) = (2, 4, 5)
    (configuration.learningRate, configuration.concentration) = (rate, concentration)
    let error = #expect(throws: (any Error).self) {
      try TopicTraining(configuration).train(bags)
    }
    #expect(error.map { "\($0)".contains(message) } == true, "\(error.map { "\($0)" } ?? "")")
  }
}
