import WordMineBase
import WordMineText

/// How often words precede others within a clause, by distance.
///
/// Pairs are counted one first word at a time, from its positions, so that nothing is sorted or
/// merged and no table grows unpredictably: only the pairs that are kept take memory.
struct PairCounts: Sendable {
  /// Which pairs to count.
  struct Configuration: Sendable {
    /// The greatest distance in words.
    var window: Int
    /// The number of classes.
    var classes: Int
    /// The least count of a word whose pairs are kept; for rarer words, only classes are.
    var minimumWordCount: Int
    /// The least count of a pair that is kept.
    var minimumPairCount: Int
  }

  let window: Int
  /// For each word, the classes after it; the key is class · window + distance − 1.
  private(set) var after = SparseRows()
  /// For each word, the classes before it.
  private(set) var before = SparseRows()
  /// For each word, the words after it; the key is word · window + distance − 1.
  private(set) var pairs = SparseRows()

  /// - Complexity: O(words · window), in parallel.
  init(
    _ text: ClauseText, _ positions: InvertedIndex, _ classes: [UInt8],
    _ configuration: Configuration, workers: Workers
  ) throws {
    window = configuration.window
    let ranges = positions.parts(ofSize: max(1, positions.positions.count / 64))
    let parts = try parallelMap(
      ranges.count, on: workers, stage: "pairs",
      worker: { try Worker(text, positions, classes, configuration) },
      { worker, index in worker.count(ranges[index]) })
    for part in [Part.border] + parts {
      after.append(contentsOf: part.after)
      before.append(contentsOf: part.before)
      pairs.append(contentsOf: part.pairs)
    }
  }

  /// - Precondition: Each argument has one row per word.
  init(window: Int, after: SparseRows, before: SparseRows, pairs: SparseRows) {
    self.window = window
    self.after = after
    self.before = before
    self.pairs = pairs
  }

  /// Calls `body` with each word after `first`, in ascending order, and its entries in `pairs`.
  func visitPairs(_ first: Int, _ body: (UInt32, Range<Int>) -> Void) {
    var start = pairs.starts[first]
    let last = pairs.starts[first + 1]
    while start < last {
      let second = pairs.keys[start] / UInt32(window)
      var end = start + 1
      while end < last, pairs.keys[end] / UInt32(window) == second { end += 1 }
      body(second, start..<end)
      start = end
    }
  }

  /// How often `second` follows `first`, at any distance.
  func pairs(_ first: UInt32, _ second: UInt32) -> Int {
    var entry = pairs.firstEntry(Int(first), from: second * UInt32(window))
    var sum = 0
    while entry < pairs.starts[Int(first) + 1], pairs.keys[entry] / UInt32(window) == second {
      sum += Int(pairs.counts[entry])
      entry += 1
    }
    return sum
  }

  /// The rows of a range of words.
  fileprivate struct Part: Sendable {
    var after = SparseRows()
    var before = SparseRows()
    var pairs = SparseRows()

    /// The border, which has no neighbours.
    static var border: Part {
      var part = Part()
      part.after.endRow()
      part.before.endRow()
      part.pairs.endRow()
      return part
    }
  }

  /// The working memory of one thread.
  private struct Worker {
    private let ids: SharedArray<UInt32>.View
    private let text: ClauseText
    private let positions: InvertedIndex
    private let classes: [UInt8]
    private let configuration: Configuration
    /// The last id of a word frequent enough for pairs.
    private let lastOfPairs: UInt32
    private let sums: SharedArray<UInt32>
    private var touched: [UInt32] = []
    private let classSums: SharedArray<UInt32>

    init(
      _ text: ClauseText, _ positions: InvertedIndex, _ classes: [UInt8],
      _ configuration: Configuration
    ) throws(OutOfMemory) {
      self.text = text
      ids = text.ids.view
      self.positions = positions
      self.classes = classes
      self.configuration = configuration
      let words = text.words
      lastOfPairs = UInt32(
        (1...max(1, words.wordCount)).last {
          $0 <= words.wordCount && words.counts[$0] >= configuration.minimumWordCount
        } ?? 0)
      sums = try SharedArray(zeros: (Int(lastOfPairs) + 1) * configuration.window)
      classSums = try SharedArray(zeros: configuration.classes * configuration.window)
    }

    mutating func count(_ range: Range<Int>) -> Part {
      var part = Part()
      for word in range {
        let places = positions[word]
        countClasses(places, step: 1, into: &part.after)
        countClasses(places, step: -1, into: &part.before)
        if word <= lastOfPairs { countPairs(places, into: &part.pairs) }
        part.pairs.endRow()
      }
      return part
    }

    private func countClasses(
      _ places: SharedArray<UInt32>.View, step: Int, into rows: inout SparseRows
    ) {
      let (window, sums) = (configuration.window, classSums.view)
      for index in 0..<places.count {
        var place = Int(places[index])
        for distance in 0..<window {
          place += step
          let other = ids[place]
          if other == LinkWords.border { break }
          sums[Int(classes[Int(other)]) * window + distance] += 1
        }
      }
      for key in 0..<sums.count where sums[key] > 0 {
        rows.append(UInt32(key), sums[key])
        sums[key] = 0
      }
      rows.endRow()
    }

    private mutating func countPairs(
      _ places: SharedArray<UInt32>.View, into rows: inout SparseRows
    ) {
      let (window, sums) = (configuration.window, sums.view)
      for index in 0..<places.count {
        let place = Int(places[index])
        for distance in 0..<window {
          let other = ids[place + 1 + distance]
          if other == LinkWords.border { break }
          if other > lastOfPairs { continue }
          let key = Int(other) * window + distance
          if sums[key] == 0 { touched.append(UInt32(key)) }
          sums[key] += 1
        }
      }
      touched.sort()
      keep(into: &rows)
      for key in touched { sums[Int(key)] = 0 }
      touched.removeAll(keepingCapacity: true)
    }

    private func keep(into rows: inout SparseRows) {
      let (window, sums) = (UInt32(configuration.window), sums.view)
      var start = 0
      while start < touched.count {
        let other = touched[start] / window
        var (end, total) = (start, 0)
        while end < touched.count, touched[end] / window == other {
          total += Int(sums[Int(touched[end])])
          end += 1
        }
        if total >= configuration.minimumPairCount {
          for key in touched[start..<end] { rows.append(key, sums[Int(key)]) }
        }
        start = end
      }
    }
  }
}
