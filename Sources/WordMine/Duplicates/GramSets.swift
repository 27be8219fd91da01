import WordMineBase

/// The different sets of n-grams of a text, with the first line that has each.
///
/// N-grams are numbered by how many sets have them, rarest first, and stand in that order.
struct GramSets: Sendable {
  let elements: [UInt32]
  fileprivate let starts: [Int]
  /// By set, in the order of the text.
  let firstLines: [Int]
  /// The lines whose set an earlier line had, and the first such line.
  let equalLines: [(line: Int, first: Int)]
  /// How many n-grams there are, and how many of them, the first, are in one set only.
  let grams: (count: Int, unique: Int)

  var count: Int { firstLines.count }

  /// Where the elements of a set are.
  func range(of set: Int) -> Range<Int> { starts[set]..<starts[set + 1] }
}

/// Collects the sets of n-grams of lines.
struct GramSetBuilder {
  private var ids = HashTable<UInt64, UInt32>()
  /// How many sets have each n-gram.
  private var frequencies: [UInt32] = []
  private var elements: [UInt32] = []
  private var starts = [0]
  private var firstLines: [Int] = []
  private var equalLines: [(line: Int, first: Int)] = []
  /// A set with each hash.
  private var setWithHash: [UInt64: Int] = [:]

  /// The memory in use in bytes, with room to grow.
  var memory: Int {
    let arrays = 4 * (frequencies.count + elements.count) + 16 * (starts.count + equalLines.count)
    return 3 * (arrays + ids.memory) + 32 * setWithHash.capacity
  }

  /// What finding neighbours takes beside, in bytes.
  ///
  /// - Parameter indexed: The part of the elements that is indexed.
  func memoryOfSearch(indexed: Double, threads: Int) -> Int {
    let postings = MemoryLayout<SimilaritySearch.Posting>.stride
    return Int(indexed * Double(postings * elements.count)) + 8 * frequencies.count
      + (4 * threads + 32) * firstLines.count
  }

  /// - Parameter keys: The n-grams of a line, each once, in order. A line without any is left out.
  mutating func append(_ keys: ArraySlice<UInt64>, line: Int) {
    if keys.isEmpty { return }
    let start = elements.count
    for key in keys {
      let id = ids.insert(key, UInt32(frequencies.count))
      if id == frequencies.count { frequencies.append(0) }
      elements.append(id)
    }
    let hash = keys.reduce(0) { Hash.mix($0 ^ $1) }
    if let other = setWithHash[hash],
      elements[starts[other]..<starts[other + 1]] == elements[start...]
    {
      equalLines.append((line, firstLines[other]))
      elements.removeSubrange(start...)
      return
    }
    for id in elements[start...] { frequencies[Int(id)] += 1 }
    setWithHash[hash] = firstLines.count
    firstLines.append(line)
    starts.append(elements.count)
  }

  consuming func finish() -> GramSets {
    let ranks = ranks()
    for index in elements.indices { elements[index] = ranks[Int(elements[index])] }
    for (start, end) in zip(starts, starts.dropFirst()) { elements[start..<end].sort() }
    return GramSets(
      elements: elements, starts: starts, firstLines: firstLines, equalLines: equalLines,
      grams: (frequencies.count, frequencies.count { $0 == 1 }))
  }

  /// The place of each n-gram, rarest first, equals by their first occurrence.
  private func ranks() -> [UInt32] {
    var sizes = Array(repeating: 0, count: Int(frequencies.max() ?? 0) + 1)
    for frequency in frequencies { sizes[Int(frequency)] += 1 }
    var next = sizes.prefixSums()
    return frequencies.map { frequency in
      defer { next[Int(frequency)] += 1 }
      return UInt32(next[Int(frequency)])
    }
  }
}
