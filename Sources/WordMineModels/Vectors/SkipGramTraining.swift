import WordMineBase
import WordMineNumerics

/// Learns the vectors of words by telling what stands around them from what is drawn at random.
///
/// Each word has a vector w and another c as a context. For P pairs that met, and K contexts n that are
/// drawn for all of them, the loss is
///
///     1/P Σ −log σ(w·c) + m/(P K) Σ Σ −log σ(−w·n)
///
/// with m negatives a pair. Rows of the tables that a batch does not touch stay where they are, or rules
/// that step by signs would drive them away.
///
/// Reference: Mikolov et al. 2013, *Distributed Representations of Words and Phrases*.
public struct SkipGramTraining: Sendable {
  /// The rule by which vectors move.
  public enum Rule: String, CaseIterable, Sendable {
    case tiger
    case lion
    case adamw
  }

  public struct Configuration: Sendable {
    public var dimensions = 100
    /// The greatest distance; a smaller one is drawn for each word, so near words count more.
    public var window = 5
    /// m
    public var negatives = 5
    /// What the counts of words are raised to where negatives are drawn.
    public var contextExponent = 0.75
    /// Words with a larger share of all words are left out at times; 0 keeps all.
    public var subsampling = 1e-3
    public var epochs = 5
    /// P, at most.
    public var batch = 8192
    public var rule = Rule.tiger
    public var lazyRows = LazyRows.decayingState
    public var seed: UInt64 = 1

    public init() {}
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// - Parameter progress: Gets the share of the work that is done.
  /// - Complexity: O(tokens · window · dimensions · epochs), and a pass over both tables a batch.
  public func train(
    _ texts: EncodedDocuments, progress: (Double) -> Void = { _ in }
  ) -> WordVectors {
    var generator = SeededGenerator(seed: configuration.seed)
    var parameters = tables(texts.vocabulary.count, &generator)
    var pairs = SkipGramPairs(texts, configuration)
    var optimizer = optimizer(steps: configuration.epochs * pairs.batchesOfEpoch)
    let drawn = SkipGramNoise(texts, exponent: configuration.contextExponent)
    for epoch in 0..<configuration.epochs {
      pairs.shuffle()
      while let batch = pairs.next() {
        let noise = (0..<Self.sharedNegatives).map { _ in drawn.word(&generator) }
        let p = TapedParameters(parameters, on: Tape())
        let loss = loss(batch, noise: noise, p)
        optimizer.step(&parameters, gradients: loss.tape.gradients(of: loss, for: p.variables))
        progress((Double(epoch) + pairs.share) / Double(configuration.epochs))
      }
    }
    return WordVectors(vocabulary: texts.vocabulary, vectors: parameters[0].value)
  }

  /// K
  private static let sharedNegatives = 64

  private func tables(
    _ words: Int, _ generator: inout SeededGenerator
  ) -> [Parameter<Float>] {
    ["words", "contexts"].map {
      generator.kernel($0, rows: words, columns: configuration.dimensions, kind: .embedding)
    }
  }

  func loss(
    _ pairs: SkipGramPairs.Batch, noise: [Int], _ p: TapedParameters<Float>
  ) -> Variable<Float> {
    let words = p["words"].rows(at: pairs.words)
    let met = (words * p["contexts"].rows(at: pairs.contexts)).rowSums()
    let drawn = words.timesTransposed(p["contexts"].rows(at: noise))
    return (met * -1).softplus().mean() + drawn.softplus().mean() * Float(configuration.negatives)
  }

  /// Peak rates; they fall to a fiftieth in the end.
  private func optimizer(steps: Int) -> Optimizer<Float> {
    let group =
      switch configuration.rule {
      case .tiger:
        ParameterGroup(
          rule: Tiger(), learningRate: 0.02, weightDecay: 0.01, scaling: .byParameterScale(),
          lazyRows: configuration.lazyRows)
      case .lion:
        ParameterGroup(
          rule: Lion(), learningRate: 2e-3, weightDecay: 0.01, lazyRows: configuration.lazyRows)
      case .adamw:
        ParameterGroup(rule: AdamW(), learningRate: 0.01, lazyRows: configuration.lazyRows)
      }
    var settings = Optimizer<Float>.Configuration([group])
    settings.schedule = Schedule([
      .init(step: 0, factor: 1), .init(step: max(1, steps), factor: 0.02),
    ])
    return Optimizer(settings)
  }
}
