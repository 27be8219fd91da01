/// Whether the words of a topic stand in the same documents.
///
///     npmi(a, b) = log(p(a, b) / (p(a) p(b))) / −log p(a, b)
///
/// p counts documents; words that never stand together have −1, those that always do have 1.
///
/// Reference: Lau, Newman and Baldwin 2014, *Machine Reading Tea Leaves*.
public struct TopicCoherence: Sendable {
  /// The documents of each word, ascending.
  private let documents: [[Int]]
  private let count: Double

  /// - Parameter texts: The words of each document, as numbers below `vocabulary`.
  public init(_ texts: [[Int]], vocabulary: Int) {
    var documents = [[Int]](repeating: [], count: vocabulary)
    for (index, text) in texts.enumerated() {
      for word in Set(text) { documents[word].append(index) }
    }
    self.documents = documents
    count = Double(texts.count)
  }

  public func npmi(_ a: Int, _ b: Int) -> Double {
    let (inA, inB) = (documents[a], documents[b])
    let both = Double(Set(inA).intersection(inB).count)
    guard both > 0 else { return -1 }
    guard both < count else { return 1 }
    let ratio = both * count / (Double(inA.count) * Double(inB.count))
    return Double.logarithm(ratio) / -Double.logarithm(both / count)
  }

  /// The mean over all pairs of the words of a topic.
  ///
  /// - Precondition: There are two words at least.
  public func coherence(_ topic: [Int]) -> Double {
    precondition(topic.count > 1, "a topic of \(topic.count) words has no pairs")
    let pairs = topic.indices.flatMap { i in
      topic[(i + 1)...].map { npmi(topic[i], $0) }
    }
    return pairs.reduce(0, +) / Double(pairs.count)
  }
}
