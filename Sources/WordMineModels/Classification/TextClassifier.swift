import WordMineNumerics

/// Tells the label of a text from its characters, by a model of maximum entropy.
public struct TextClassifier: Equatable, Sendable {
  /// How it is trained.
  public struct Configuration: Sendable {
    /// The least number of texts that a gram must occur in.
    public var minimumTexts = 2
    /// C: the weights are penalized by |w|² / 2C against the sum of the losses of all texts.
    public var inversePenalty = 1.0
    /// A weight of Σ|w|, against the mean loss: lists of weights become short.
    public var l1 = 0.0
    public var tolerance = 1e-4
    public var maximumIterations = 200

    public init() {}
  }

  /// Ascending.
  public let labels: [String]
  /// Ascending: the n-th has the n-th weights.
  let grams: [CharacterGram]
  let model: MaximumEntropyModel
  private let numbers: [CharacterGram: Int32]

  init(labels: [String], grams: [CharacterGram], model: MaximumEntropyModel) {
    self.labels = labels
    self.grams = grams
    self.model = model
    numbers = Dictionary(
      uniqueKeysWithValues: grams.enumerated().map { ($1, Int32($0)) })
  }

  /// Trains on texts with known labels.
  ///
  /// - Complexity: O(grams of all texts · labels) an iteration.
  public init(
    _ texts: [String], labels: [String], _ configuration: Configuration = Configuration()
  ) {
    precondition(texts.count == labels.count, "\(labels.count) labels of \(texts.count) texts")
    let names = Set(labels).sorted {
      $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
    }
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let sets = texts.map(CharacterGram.grams)
    var counts: [CharacterGram: Int] = [:]
    for set in sets {
      for gram in set { counts[gram, default: 0] += 1 }
    }
    let grams = counts.filter { $0.value >= configuration.minimumTexts }.keys.sorted()
    let numbers = Dictionary(uniqueKeysWithValues: grams.enumerated().map { ($1, Int32($0)) })
    var settings = MaximumEntropy.Configuration()
    settings.l2 = 1 / (configuration.inversePenalty * Double(max(1, texts.count)))
    settings.l1 = configuration.l1
    settings.hasIntercept = true
    settings.tolerance = configuration.tolerance
    settings.maximumIterations = configuration.maximumIterations
    let model = MaximumEntropy(settings).fit(
      Self.features(sets, numbers), labels: labels.map { places[$0]! }, classes: names.count)
    self.init(labels: names, grams: grams, model: model)
  }

  /// One row a text, with 1 for each gram it has.
  private static func features(
    _ sets: [Set<CharacterGram>], _ numbers: [CharacterGram: Int32]
  ) -> SparseMatrix<Double> {
    var (starts, columns) = ([0], [Int32]())
    for set in sets {
      columns += set.compactMap { numbers[$0] }.sorted()
      starts.append(columns.count)
    }
    return SparseMatrix(
      rows: sets.count, columns: numbers.count, starts: starts, columnIndices: columns,
      values: Array(repeating: 1, count: columns.count))
  }

  /// A label and how likely it is.
  public struct Prediction: Equatable, Sendable {
    public let label: String
    public let probability: Double
  }

  /// The likeliest label of each text, the first of equals.
  public func predict(_ texts: [String]) -> [Prediction] {
    let probabilities = model.probabilities(
      Self.features(texts.map(CharacterGram.grams), numbers))
    return (0..<probabilities.rows).map { row in
      let best = (0..<labels.count).reduce(0) {
        probabilities[row, $1] > probabilities[row, $0] ? $1 : $0
      }
      return Prediction(label: labels[best], probability: probabilities[row, best])
    }
  }

  /// What a gram says for a label.
  public struct Reason: Equatable, Sendable {
    public let gram: String
    /// By how many bits it raises the logarithm of the odds against the mean of all labels.
    public let bits: Double
  }

  /// What speaks most for a label, in a text or at all.
  ///
  /// - Returns: By falling bits, then by text; `nil` for an unknown label.
  public func reasons(for label: String, in text: String? = nil, count: Int = 20) -> [Reason]? {
    guard let column = labels.firstIndex(of: label) else { return nil }
    let rows =
      text.map { CharacterGram.grams(of: $0).compactMap { numbers[$0].map(Int.init) } }
      ?? Array(grams.indices)
    let ranked = rows.map { row in
      let weights = model.weights.row(row)
      let mean = weights.reduce(0, +) / Double(labels.count)
      return (row: row, bits: Information.bits(model.weights[row, column] - mean))
    }.sorted { ($1.bits, $0.row) < ($0.bits, $1.row) }
    return ranked.prefix(count).map { Reason(gram: grams[$0.row].text, bits: $0.bits) }
  }
}
