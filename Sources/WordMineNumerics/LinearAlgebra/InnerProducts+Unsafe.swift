/// Products and sums of long vectors, part after part, so that each comes from memory once.
enum InnerProducts {
  /// Elements of a vector; those of some twenty vectors fit the cache.
  private static let part = 1 << 11

  /// The inner products of all of `a` with all of `b`.
  ///
  /// - Precondition: All have as many elements.
  static func of(_ a: [[Double]], with b: [[Double]]) -> [[Double]] {
    var sums = a.map { _ in [Double](repeating: 0, count: b.count) }
    let count = a.first?.count ?? 0
    for first in stride(from: 0, to: count, by: part) {
      let range = first..<min(count, first + part)
      for i in a.indices {
        for j in b.indices { sums[i][j] += dot(a[i][range], b[j][range]) }
      }
    }
    return sums
  }

  /// Σ factor · vector.
  ///
  /// - Precondition: There is a vector, and all have as many elements.
  static func sum(of vectors: [[Double]], times factors: [Double]) -> [Double] {
    let count = vectors[0].count
    precondition(vectors.allSatisfy { $0.count == count }, "vectors of several lengths")
    return unsafe [Double](unsafeUninitializedCapacity: count) { target, initialized in
      unsafe target.initialize(repeating: 0)
      initialized = count
      guard let target = target.baseAddress else { return }
      for first in stride(from: 0, to: count, by: part) {
        for (vector, factor) in zip(vectors, factors) {
          unsafe vector.withUnsafeBufferPointer { source in
            // SAFETY: all vectors have `count` elements, and `first` is less.
            unsafe addMultiple(
              factor, of: source.baseAddress! + first, to: target + first,
              count: min(part, count - first))
          }
        }
      }
    }
  }
}
