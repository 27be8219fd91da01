import WordMineBase
import WordMineText

/// The link probabilities summed over a corpus, and the one-to-one counts of pairs.
struct LinkSums: Sendable {
  /// By entry of `LinkModel.counts.pairs`, the occurrences in which no word is in two pairs.
  let counts: SharedArray<UInt32>
  /// The sums in fixed point, in units of 2⁻³², so that the order of addition does not matter.
  private let sums: SharedArray<UInt64>

  private static let unit = 0x1p32

  /// - Complexity: O(length³) for each clause.
  init(_ text: ClauseText, _ model: LinkModel, workers: Workers) throws {
    let parts = Self.parts(text, workers.threads)
    let shares = workers.split("links", into: parts.count)
    let results = try parallelMap(parts.count, on: workers) {
      var part = try Part(model)
      try part.add(text.ids.view, parts[$0], shares[$0])
      return part
    }
    let all = try results.first ?? Part(model)
    for part in results.dropFirst() { all.add(part) }
    (counts, sums) = (all.counts, all.sums)
  }

  func link(_ entry: Int) -> Double { Double(sums.view[entry]) / Self.unit }

  /// Splits the text into one part per thread, each of whole clauses.
  private static func parts(_ text: ClauseText, _ threads: Int) -> [Range<Int>] {
    let ids = text.ids.view
    var parts: [Range<Int>] = []
    var start = 1
    for part in 1...threads {
      var end = ids.count * part / threads
      while end < ids.count, end == 0 || ids[end - 1] != LinkWords.border { end += 1 }
      if end > start { parts.append(start..<end) }
      start = max(start, end)
    }
    return parts
  }

  /// The sums over one part of the text.
  private struct Part: Sendable {
    let model: LinkModel
    let counts: SharedArray<UInt32>
    let sums: SharedArray<UInt64>
    private var words: [UInt32] = []
    /// For each word of the clause, whether it is the second of a pair of equal words.
    private var isSecond: [Bool] = []

    init(_ model: LinkModel) throws(OutOfMemory) {
      self.model = model
      counts = try SharedArray(zeros: model.counts.pairs.keys.count)
      sums = try SharedArray(zeros: model.counts.pairs.keys.count)
    }

    func add(_ other: Part) {
      let (counts, sums) = (counts.view, sums.view)
      for entry in 0..<counts.count {
        counts[entry] += other.counts.view[entry]
        sums[entry] += other.sums.view[entry]
      }
    }

    mutating func add(
      _ ids: SharedArray<UInt32>.View, _ range: Range<Int>, _ workers: Workers
    ) throws {
      var check = InterruptCheck(workers, every: 1 << 6)
      for place in range {
        if ids[place] != LinkWords.border {
          words.append(ids[place])
        } else {
          addClause()
          try check.step("links", place - range.lowerBound, of: range.count)
          words.removeAll(keepingCapacity: true)
        }
      }
      try workers.report("links", 1)
    }

    private mutating func addClause() {
      guard words.count > 1 else { return }
      let links = LinkWeights(model, words)
      let marginals = MatrixTree.marginals(links)
      let count = words.count
      isSecond = Array(repeating: false, count: count)
      for first in 0..<count {
        for second in first + 1..<min(count, first + 1 + model.window) {
          guard let entry = links.entries[first * count + second] else { continue }
          guard isOneToOne(first, second) else { continue }
          let link = min(1, marginals[first * count + second] + marginals[second * count + first])
          counts.view[entry] += 1
          sums.view[entry] += UInt64((link * LinkSums.unit).rounded())
        }
      }
    }

    /// Whether neither word occurs between the two, and equal words are not already paired.
    private mutating func isOneToOne(_ first: Int, _ second: Int) -> Bool {
      for between in first + 1..<second
      where words[between] == words[first] || words[between] == words[second] {
        return false
      }
      guard words[first] == words[second] else { return true }
      if isSecond[first] { return false }
      isSecond[second] = true
      return true
    }
  }
}
