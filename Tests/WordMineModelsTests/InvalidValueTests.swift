import Testing
import WordMineBase
import WordMineNumerics

@testable import WordMineModels

/// Values that cannot be used are errors that say what was found, and what would work.
@Suite struct InvalidValueTests {
  private typealias Call = @Sendable () throws -> Void

  private static func flow(
    _ change: (inout FlowTraining.Configuration) -> Void
  ) throws -> InvertibleFlow<Float> {
    var configuration = FlowTraining.Configuration()
    change(&configuration)
    return try FlowTraining(configuration).train(Matrix(rows: 4, columns: 2, repeating: 1))
  }

  private static func skipGrams(
    _ change: (inout SkipGramTraining.Configuration) -> Void
  ) throws -> WordVectors {
    var configuration = SkipGramTraining.Configuration()
    change(&configuration)
    return try SkipGramTraining(configuration).train(EncodedDocuments(planted))
  }

  private static func topics(
    _ change: (inout TopicTraining.Configuration) -> Void, documents: Int = 4
  ) throws -> TopicModel {
    var configuration = TopicTraining.Configuration()
    (configuration.topics, configuration.epochs) = (2, 1)
    change(&configuration)
    return try TopicTraining(configuration).train(bags(documents))
  }

  private static func bags(_ documents: Int = 4) throws -> BagsOfWords {
    try BagsOfWords(
      (0..<documents).map { [UInt32($0 % 2)] }, names: ["茶叶", "茶园"], words: ["茶叶", "茶园"])
  }

  private static func classifier(
    labels: [String] = ["a", "b"], _ change: (inout ClassifierTraining.Configuration) -> Void
  ) throws -> TextClassifier {
    var configuration = ClassifierTraining.Configuration()
    configuration.minimumDocuments = 1
    change(&configuration)
    var block = DocumentBlock()
    for label in labels {
      block.append(Array("茶\(label)".utf8)[...], label: label, features: .characters(longest: 1))
    }
    return try ClassifierTraining(configuration).train(block)
  }

  /// Learns from documents of one word each.
  private static func classifier(words: [String]) throws -> TextClassifier {
    var configuration = ClassifierTraining.Configuration()
    (configuration.features, configuration.minimumDocuments) = (.words, 1)
    var block = DocumentBlock()
    for (index, word) in words.enumerated() {
      block.append(words: [Array(word.utf8)[...]], label: "\(index)")
    }
    return try ClassifierTraining(configuration).train(block)
  }

  private static func language(
    _ change: (inout LanguageModelTraining.Configuration) -> Void, text: String? = "茶"
  ) throws -> LanguageModelTraining {
    var configuration = LanguageModelTraining.Configuration()
    change(&configuration)
    var texts = CharacterTexts()
    if let text { texts.append(Array(text.utf8)[...]) }
    return try LanguageModelTraining(configuration, texts)
  }

  private static func words() throws -> WordVectors {
    try WordVectors(
      vocabulary: VectorVocabulary(words: ["a", "b"], counts: [1, 1]), vectors: .identity(2))
  }

  private static let calls: [(message: String, call: Call)] = [
    ("different labels is 1", { _ = try classifier(labels: ["a", "a"]) { _ in } }),
    ("inversePenalty is 0", { _ = try classifier { $0.inversePenalty = 0 } }),
    ("absolutePenalty is nan", { _ = try classifier { $0.absolutePenalty = .nan } }),
    ("epochs is -1", { _ = try classifier { $0.epochs = -1 } }),
    ("longest is 0", { _ = try classifier { $0.features = .characters(longest: 0) } }),
    ("bottleneck is -1", { _ = try classifier { $0.bottleneck = -1 } }),
    ("label 2", { _ = try classifier { _ in }.reasons(for: 2) }),
    ("count is -1", { _ = try classifier { _ in }.reasons(for: 0, count: -1) }),
    ("label -1", { _ = try classifier { _ in }.intercept(of: -1) }),
    ("documents is 0", { _ = try classifier { _ in }.reasons(for: 0, in: DocumentBlock()) }),
    ("topics is 1", { _ = try topics { $0.topics = 1 } }),
    ("batch is 1", { _ = try topics { $0.batch = 1 } }),
    ("learningRate is nan", { _ = try topics { $0.learningRate = .nan } }),
    ("concentration is 0", { _ = try topics { $0.concentration = 0 } }),
    ("hidden is -5", { _ = try topics { $0.hidden = -5 } }),
    ("documents with words is 1", { _ = try topics({ _ in }, documents: 1) }),
    ("topic 2", { _ = try topics { _ in }.words(of: 2, count: 1) }),
    ("count is -1", { _ = try topics { _ in }.words(of: 0, count: -1) }),
    (
      "other words",
      {
        let bags = try BagsOfWords([], names: [], words: ["新词"])
        _ = try topics { _ in }.documents(bags)
      }
    ),
    (
      "the label \"a\\nb\" contains a line break",
      { _ = try classifier(labels: ["a\nb", "c"]) { _ in } }
    ),
    ("the feature \"a\\r\\n\" contains", { _ = try classifier(words: ["a\r\n", "b"]) }),
    ("the only feature is empty", { _ = try classifier(words: ["", ""]) }),
    (
      "the word \"茶\\n叶\" contains",
      {
        let bags = try BagsOfWords([[0], [1]], names: ["茶\n叶", "茶"], words: ["茶\n叶", "茶"])
        _ = try TopicTraining().train(bags)
      }
    ),
    (
      "茶叶 occurs twice",
      {
        var selection = BagsOfWords.Selection()
        (selection.minimumDocuments, selection.largestShare) = (1, 1)
        _ = try BagsOfWords([[0], [1]], names: ["茶叶", "茶叶"], selection)
      }
    ),
    (
      "the text \"a\\nb\" contains",
      {
        let texts = EncodedDocuments([["a"]], vocabulary: try words().vocabulary)
        _ = try SentenceIndex(words(), texts, texts: ["a\nb"])
      }
    ),
    (
      "the word \"a\\n\" contains",
      {
        let vocabulary = try VectorVocabulary(words: ["a\n", "b"], counts: [1, 1])
        let words = try WordVectors(vocabulary: vocabulary, vectors: .identity(2))
        _ = try SentenceIndex(
          words, EncodedDocuments([["b"]], vocabulary: vocabulary), texts: ["b"])
      }
    ),
    (
      "the count of \"b\" is -1",
      { _ = try VectorVocabulary(words: ["a", "b"], counts: [1, -1]) }
    ),
    ("the count of \"b\" is -1", { _ = try VectorVocabulary(counting: ["b": -1]) }),
    ("count of a word is -1", { _ = try SentenceVectors(words(), counts: [2, -1]) }),
    ("word 7", { _ = try BagsOfWords([[7]], names: ["茶"]) }),
    ("a occurs twice", { _ = try BagsOfWords([], names: [], words: ["a", "a"]) }),
    ("dropout rate is 1", { _ = try language { $0.dropout = 1 } }),
    ("batch is 0", { _ = try language { $0.batch = 0 } }),
    ("accumulation is 0", { _ = try language { $0.accumulation = 0 } }),
    ("learningRate is inf", { _ = try language { $0.learningRate = .infinity } }),
    ("heads is 0", { _ = try language { $0.shape.heads = 0 } }),
    ("documents is 0", { _ = try language({ _ in }, text: nil) }),
    (
      "layers is 65",
      {
        var shape = LanguageModelShape()
        shape.layers = 65
        _ = try CacheReport.rows(shape)
      }
    ),
    ("levels is 0", { _ = try flow { $0.levels = 0 } }),
    ("batch is 0", { _ = try flow { $0.batch = 0 } }),
    ("dimensions is 1", { _ = try FlowTraining().train(Matrix(rows: 4, columns: 1)) }),
    ("rows is 0", { _ = try FlowTraining().train(Matrix(rows: 0, columns: 4)) }),
    ("window is 0", { _ = try skipGrams { $0.window = 0 } }),
    ("dimensions is -1", { _ = try skipGrams { $0.dimensions = -1 } }),
    (
      "window is 0",
      {
        var configuration = WordVectorTraining.Configuration()
        configuration.window = 0
        _ = try WordVectorTraining(configuration).train(EncodedDocuments(planted))
      }
    ),
    ("1 counts for 2 words", { _ = try VectorVocabulary(words: ["a", "b"], counts: [1]) }),
    ("a occurs twice", { _ = try VectorVocabulary(words: ["b", "a", "a"], counts: [1, 1, 1]) }),
    (
      "3 vectors for 2 words",
      {
        let vocabulary = try VectorVocabulary(words: ["a", "b"], counts: [1, 1])
        _ = try WordVectors(vocabulary: vocabulary, vectors: .identity(3))
      }
    ),
    ("1 counts for 2 words", { _ = try SentenceVectors(words(), counts: [1]) }),
    ("smoothing is 0", { _ = try SentenceVectors(words(), smoothing: 0) }),
    (
      "3 words of the texts for 2 vectors",
      {
        let others = EncodedDocuments([["a", "b", "c"]], minimumCount: 1)
        _ = try SentenceVectors(words()).vectors(others)
      }
    ),
    (
      "there are 1, from 0",
      {
        let texts = EncodedDocuments([["a"]], vocabulary: try words().vocabulary)
        _ = try SentenceVectors(words()).vectors(texts, of: 0..<2)
      }
    ),
    (
      "2 texts for 1 documents",
      {
        let texts = EncodedDocuments([["a"]], vocabulary: try words().vocabulary)
        _ = try SentenceIndex(words(), texts, texts: ["a", "b"])
      }
    ),
    (
      "3 dimensions for 2",
      { _ = try NearestNeighbours(.identity(2)).query(.identity(3), count: 1) }
    ),
    ("count is -1", { _ = try NearestNeighbours(.identity(2)).query(.identity(2), count: -1) }),
    (
      "1 labels for 2 vectors",
      {
        _ = try NeighbourVote(
          known: .identity(2), labels: [0], queries: .identity(2), queryLabels: [0, 1])
      }
    ),
    ("1 labels for 2", { _ = try VectorComparison().rows(.identity(2), labels: ["a"]) }),
    ("texts is 1", { _ = try VectorComparison().rows(.identity(1), labels: ["a"]) }),
    (
      "every is 1",
      {
        var configuration = VectorComparison.Configuration()
        configuration.every = 1
        _ = try VectorComparison(configuration).rows(.identity(2), labels: ["a", "b"])
      }
    ),
    ("dimensions is 0", { _ = try Calibration.whitening(of: .identity(2), dimensions: 0) }),
    (
      "must be finite",
      { _ = try Calibration.whitening(of: Matrix(rows: 2, columns: 2, repeating: .nan)) }
    ),
    (
      "3 dimensions for 2",
      { _ = try Calibration.whitening(of: .identity(2)).apply(.identity(3)) }
    ),
  ]

  @Test(arguments: calls.indices)
  func isRefused(index: Int) {
    let (message, call) = Self.calls[index]
    let error = #expect(throws: InvalidValue.self) { try call() }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }
}
