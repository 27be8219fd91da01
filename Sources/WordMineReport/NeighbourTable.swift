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

  /// Bytes of memory for a pair: a key and a count in a table that is at least three eighths full, twice while it grows.
  static let bytesPerPair = 64

  /// The most pairs; where there are more, the rarest are forgotten.
  private let limit: Int

  /// By the id of the neighbour, the side and the distance, for each word.
  private var counts: [[UInt64: UInt32]]
  private var size = 0

  init(words: Int, limit: Int) {
    (counts, self.limit) = (Array(repeating: [:], count: words), limit)
  }

  mutating func add(_ word: Int, _ side: Side, _ distance: Int, _ id: UInt32) {
    let key = UInt64(id) << 3 | UInt64(side.rawValue << 2 | distance)
    if let count = counts[word][key] {
      counts[word][key] = count + 1
      return
    }
    if size >= limit { forgetRarePairs() }
    counts[word][key] = 1
    size += 1
  }

  /// Makes half of the room free.
  private mutating func forgetRarePairs() {
    var rare: UInt32 = 0
    while size > limit / 2 {
      rare = max(rare + 1, rare * 2)
      for word in counts.indices { counts[word] = counts[word].filter { $0.value > rare } }
      size = counts.reduce(0) { $0 + $1.count }
    }
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
    let vectors = self.counts.indices.map {
      vector(of: $0, counts: counts, count: ownCounts[$0], total: total)
    }
    var byKey: [UInt64: [(word: Int, weight: Double)]] = [:]
    for (word, vector) in vectors.enumerated() {
      for (key, weight) in vector { byKey[key, default: []].append((word, weight)) }
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

  /// The positive mutual information of a word with the next words on each side, of length 1.
  private func vector(
    of word: Int, counts: [Int], count own: Int, total: Int
  ) -> [(key: UInt64, weight: Double)] {
    var vector: [(key: UInt64, weight: Double)] = []
    for (key, count) in self.counts[word] where key & 3 == 1 && count > 1 {
      let expected = Double(own) * Double(counts[Int(key >> 3)]) / Double(max(1, total))
      let information = log2(Double(count) / max(expected, .leastNormalMagnitude))
      if information > 0 { vector.append((key, information)) }
    }
    vector.sort { $0.key < $1.key }
    let norm = vector.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
    return vector.map { ($0.key, $0.weight / norm) }
  }

  /// Less is no likeness.
  private static let leastCosine = 0.15
  /// What two words have in common by chance is no likeness, either.
  private static let leastShared = 3
}
