import Glibc
import WordMineBase

/// How often words stand beside the words of a report, by side and distance.
struct NeighbourTable: Sendable {
  enum Side: Int, CaseIterable, Sendable {
    case before
    case after
  }

  /// A word that stands beside another.
  struct Neighbour: Sendable {
    /// Its id in the vocabulary.
    var id: UInt32
    /// 1 for the next word.
    var distance: Int
    var count: Int
  }

  /// More pairs are not kept: those that occurred once are forgotten.
  private static let limit = 4 << 20

  /// By the id of the neighbour, the side and the distance, for each word.
  private var counts: [[UInt64: UInt32]]
  private var size = 0

  init(words: Int) { counts = Array(repeating: [:], count: words) }

  mutating func add(_ word: Int, _ side: Side, _ distance: Int, _ id: UInt32) {
    let key = UInt64(id) << 3 | UInt64(side.rawValue << 2 | distance)
    if let count = counts[word][key] {
      counts[word][key] = count + 1
      return
    }
    if size == Self.limit { forgetRarePairs() }
    counts[word][key] = 1
    size += 1
  }

  private mutating func forgetRarePairs() {
    for word in counts.indices { counts[word] = counts[word].filter { $0.value > 1 } }
    size = counts.reduce(0) { $0 + $1.count }
  }

  /// What stands beside a word on one side: greatest n · log₂(n N / (a b)) first, where n is the count of the pair,
  /// a and b those of both words, and N that of all; only what occurs twice and more often than by chance.
  func neighbours(
    of word: Int, _ side: Side, count own: Int, counts: [Int], total: Int, limit: Int
  ) -> [Neighbour] {
    var scored: [(neighbour: Neighbour, gain: Double)] = []
    for (key, count) in self.counts[word] where key >> 2 & 1 == side.rawValue && count > 1 {
      let id = UInt32(key >> 3)
      let expected = Double(own) * Double(counts[Int(id)]) / Double(max(1, total))
      let gain = Double(count) * log2(Double(count) / max(expected, .leastNormalMagnitude))
      guard gain > 0 else { continue }
      scored.append((Neighbour(id: id, distance: Int(key & 3), count: Int(count)), gain))
    }
    return scored.sorted {
      $0.gain != $1.gain
        ? $0.gain > $1.gain
        : ($0.neighbour.distance, $0.neighbour.id) < ($1.neighbour.distance, $1.neighbour.id)
    }.prefix(limit).map(\.neighbour)
  }

  /// For each word, the others that keep the same company: by the cosine of their positive mutual information with the
  /// next words on each side.
  ///
  /// - Complexity: O(pairs · words that share a neighbour).
  func alike(
    counts: [Int], ownCounts: [Int], total: Int, limit: Int
  ) -> [[(word: Int, cosine: Double)]] {
    var vectors: [[(key: UInt64, weight: Double)]] = []
    var byKey: [UInt64: [(word: Int, weight: Double)]] = [:]
    for (word, pairs) in self.counts.enumerated() {
      var vector: [(key: UInt64, weight: Double)] = []
      for (key, count) in pairs where key & 3 == 1 && count > 1 {
        let expected =
          Double(ownCounts[word]) * Double(counts[Int(key >> 3)]) / Double(max(1, total))
        let information = log2(Double(count) / max(expected, .leastNormalMagnitude))
        if information > 0 { vector.append((key, information)) }
      }
      vector.sort { $0.key < $1.key }
      let norm = vector.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
      for index in vector.indices {
        vector[index].weight /= norm
        byKey[vector[index].key, default: []].append((word, vector[index].weight))
      }
      vectors.append(vector)
    }
    return vectors.enumerated().map { word, vector in
      var cosines = [Double](repeating: 0, count: vectors.count)
      var shared = [Int](repeating: 0, count: vectors.count)
      for (key, weight) in vector {
        for other in byKey[key]! {
          cosines[other.word] += weight * other.weight
          shared[other.word] += 1
        }
      }
      return cosines.enumerated().filter {
        $0.offset != word && $0.element >= Self.leastCosine && shared[$0.offset] >= Self.leastShared
      }
      .sorted { $0.element != $1.element ? $0.element > $1.element : $0.offset < $1.offset }
      .prefix(limit).map { ($0.offset, $0.element) }
    }
  }

  /// Less is no likeness.
  private static let leastCosine = 0.15
  /// What two words have in common by chance is no likeness, either.
  private static let leastShared = 3
}
