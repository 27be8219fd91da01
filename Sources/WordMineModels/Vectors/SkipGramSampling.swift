import WordMineBase
import WordMineNumerics

/// Samples pairs of co-occurring words in batches, with documents in a new order each time, random
/// distances, and frequent words randomly omitted.
struct SkipGramPairs {
  struct Batch {
    var words: [Int] = []
    /// A word near each of these words.
    var contexts: [Int] = []
  }

  private let texts: EncodedDocuments
  private let window: Int
  private let batch: Int
  /// The probability of keeping each word.
  private let shares: [Double]
  private var generator: SeededGenerator
  private var order: [Int]
  private var place = 0

  init(_ texts: EncodedDocuments, _ configuration: SkipGramTraining.Configuration) {
    self.texts = texts
    (window, batch) = (configuration.window, configuration.batch)
    let limit = configuration.subsampling * Double(max(1, texts.tokens.count))
    shares = texts.counts.map { count in
      let ratio = limit > 0 ? limit / Double(max(1, count)) : 1
      return min(1, ratio.squareRoot() + ratio)
    }
    generator = SeededGenerator(seed: configuration.seed, stream: 2)
    order = Array(0..<texts.count)
  }

  /// The approximate number of batches: a word co-occurs with `window` + 1 others on average.
  var batchesOfEpoch: Int {
    let kept = texts.tokens.reduce(0) { $0 + shares[Int($1)] }
    return Int(kept) * (window + 1) / batch + 1
  }

  /// The share of documents read so far.
  var share: Double { Double(place) / Double(max(1, order.count)) }

  /// Restarts in another order.
  mutating func shuffle() {
    order.shuffle(using: &generator)
    place = 0
  }

  /// Pairs from whole documents, until there are enough; `nil` if there are no more.
  mutating func next() -> Batch? {
    var pairs = Batch()
    while place < order.count, pairs.words.count < batch {
      append(order[place], to: &pairs)
      place += 1
    }
    return pairs.words.isEmpty ? nil : pairs
  }

  private mutating func append(_ document: Int, to pairs: inout Batch) {
    var words: [Int] = []
    for token in texts[document] {
      let share = shares[Int(token)]
      if share >= 1 || generator.uniform() < share { words.append(Int(token)) }
    }
    for (index, word) in words.enumerated() {
      let reach = 1 + Int(generator.next() % UInt64(window))
      for other in max(0, index - reach)..<min(words.count, index + reach + 1)
      where other != index {
        pairs.words.append(word)
        pairs.contexts.append(words[other])
      }
    }
  }
}

/// Samples words in proportion to a power of their counts.
struct NegativeSampler {
  private let sums: [Double]

  init(_ texts: EncodedDocuments, exponent: Double) {
    var sum = 0.0
    sums = texts.counts.map { count in
      sum += count > 0 ? Double.pow(Double(count), exponent) : 0
      return sum
    }
  }

  /// - Complexity: O(log words).
  func word(_ generator: inout SeededGenerator) -> Int {
    let place = generator.uniform() * (sums.last ?? 0)
    return min(sums.partitioningIndex { $0 > place }, max(0, sums.count - 1))
  }
}
