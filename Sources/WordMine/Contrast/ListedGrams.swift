import WordMineBase

/// Words that are looked for in n-grams as they come by.
struct ListedGrams {
  private struct Wanted {
    var key: GramKey
    /// Which word it is.
    var number: Int
  }

  /// By length, in order.
  private var wanted: [[Wanted]] = Array(repeating: [], count: NGramWindow.longest + 1)
  /// How many of each length came by.
  private var passed = Array(repeating: 0, count: NGramWindow.longest + 1)
  private(set) var longest = 0
  /// The counts of each word.
  private(set) var firstCounts: [Int]
  private(set) var secondCounts: [Int]

  init(_ words: [DictionaryCounts.Word], _ atoms: JointAtoms) {
    firstCounts = Array(repeating: 0, count: words.count)
    secondCounts = firstCounts
    for (number, word) in words.enumerated() where word.atoms.count <= NGramWindow.longest {
      let ranks = word.atoms.compactMap(atoms.rank)
      guard ranks.count == word.atoms.count, !ranks.isEmpty else { continue }
      wanted[ranks.count].append(Wanted(key: GramKey(ranks), number: number))
      longest = max(longest, ranks.count)
    }
    for length in wanted.indices { wanted[length].sort { $0.key < $1.key } }
  }

  /// The counts of words in one counts file, and of all windows in it.
  ///
  /// - Throws: `InputError` if the file is damaged; `MemoryExceeded`; `Interrupted`.
  static func counts(
    of words: [DictionaryCounts.Word], in reader: consuming NGramCountsReader, memory: Int = .max,
    _ workers: Workers
  ) throws -> (counts: [Int], total: Int) {
    var reader = reader
    let atoms = try JointAtoms(&reader, memory: memory)
    var listed = ListedGrams(words, atoms)
    var stream = GramPairStream(
      try GramSource(reader, ranks: atoms.firstRanks, length: max(1, listed.longest)))
    let total = try stream.visit(workers, atoms: atoms.texts.count) {
      listed.take($0, $1, $2, $3)
    }.first
    return (listed.firstCounts, total)
  }

  /// - Parameter gram: Those of one length come in order.
  mutating func take(_ gram: GramKey, _ length: Int, _ first: Int, _ second: Int) {
    var next = passed[length]
    while next < wanted[length].count, wanted[length][next].key < gram { next += 1 }
    if next < wanted[length].count, wanted[length][next].key == gram {
      firstCounts[wanted[length][next].number] = first
      secondCounts[wanted[length][next].number] = second
      next += 1
    }
    passed[length] = next
  }
}
