import Glibc
import WordMineBase
import WordMineLexicon
import WordMineText

/// The words of a dictionary as atoms, with the probabilities that the text is first cut with.
///
/// Counts are scaled to F = 6·10⁷, the size of the largest dictionaries with counts; then
///
///     P(w) = (f + ½)/(F + 1),  and ½/(F + 1) for an atom that is no word.
///
/// If the dictionary has no counts, or the same for all words, they are estimated from the text: three
/// times, the text is cut and f(w) = (uses + 0.1) F / words. A word without a count among words with counts
/// is made just likelier than the likeliest way to make it of others.
struct GuidingDictionary: Sendable {
  /// F.
  static let total = 6e7
  /// The cuts of the text.
  private(set) var decoder: UnigramDecoder
  /// The scaled count of each word; NaN where it has none.
  private var counts: [Double] = []
  /// The folded texts of atoms that the text does not have: their ids follow those of the text.
  let addedAtoms: [String]
  /// The numbers of the words that were demoted.
  private(set) var demoted: [Int] = []

  /// - Complexity: O(characters of the lexicon).
  init(_ lexicon: Lexicon, _ atoms: AtomAlphabet, script: Script) {
    var decoder = UnigramDecoder(
      UnigramModel(unlistedCost: Self.cost(ofCount: 0)), expecting: lexicon.count)
    var numbering = DictionaryAtoms(atoms, script: script)
    var counts: [Double] = []
    var total = 0.0
    lexicon.forEach({ bytes, count in
      total += Double(count ?? 1)
      guard let word = numbering.ids(of: bytes)?[...], word.count <= UnigramModel.longestWord else {
        return
      }
      let count = count.map(Double.init) ?? .nan
      if let number = decoder.number(of: word) {
        counts[number] = counts[number].isNaN ? count : counts[number] + (count.isNaN ? 0 : count)
      } else {
        decoder.appendKnown(word, cost: UnigramModel.greatestCost)
        counts.append(count)
      }
    })
    self.decoder = decoder
    addedAtoms = numbering.added
    let scale = Self.total / max(1, total)
    self.counts = counts.map { $0 * scale }
  }

  /// The cost of a word with a scaled count.
  static func cost(ofCount count: Double) -> UInt32 {
    UnigramModel.cost(log((count + 0.5) / (total + 1)))
  }

  /// The number of words.
  var count: Int { counts.count }

  /// Whether the counts tell words apart.
  private var hasCounts: Bool {
    var range: ClosedRange<Double>?
    for count in counts where !count.isNaN {
      range = min(range?.lowerBound ?? count, count)...max(range?.upperBound ?? count, count)
    }
    return range.map { $0.lowerBound < $0.upperBound } ?? false
  }

  /// The share that an atom has of all words, as a word of its own.
  func share(of atom: UInt32) -> Double {
    guard let number = decoder.number(of: [atom]) else { return 0 }
    return counts[number].isNaN ? 0 : counts[number] / Self.total
  }

  // MARK: Probabilities

  /// Sets the probabilities of all words.
  ///
  /// - Throws: `Interrupted`; `OutOfMemory`.
  mutating func setCosts(_ text: AtomSequence, workers: Workers) throws {
    if hasCounts { setCosts() } else { try estimateCounts(text, workers) }
    try demoteCompounds(workers)
    setUncountedCosts()
  }

  private mutating func setCosts() {
    for number in counts.indices where !counts[number].isNaN {
      decoder.setCost(Self.cost(ofCount: counts[number]), of: number)
    }
  }

  private static let rounds = 3

  private mutating func estimateCounts(_ text: AtomSequence, _ workers: Workers) throws {
    counts = Array(repeating: 1, count: counts.count)
    for round in 0..<Self.rounds {
      setCosts()
      let cuts = try decoder.cuts(text, workers: workers)
      let uses = try UsageReader(decoder).usage(text, cuts.view, workers: workers)
      let scale = Self.total / Double(max(1, uses.total))
      for number in counts.indices { counts[number] = (Double(uses.counts[number]) + 0.1) * scale }
      try workers.report("estimating counts", Double(round + 1) / Double(Self.rounds))
    }
    setCosts()
  }

  /// A word without a count is a little cheaper than the words that make it up, shorter ones first.
  private mutating func setUncountedCosts() {
    guard hasCounts else { return }
    var paths = BestPaths()
    var isSet = counts.map { !$0.isNaN }
    let uncounted = counts.indices.filter { counts[$0].isNaN }
    for number in uncounted.sorted(by: { decoder.model[$0].count < decoder.model[$1].count }) {
      let unlisted = Int(decoder.model.unlistedCost)
      let word = decoder.model[number]
      let cost = decoder.split(word, unlisted: true, &paths) { part, _ in isSet[part] }
      decoder.setCost(UInt32(min(max(0, cost! - 1), unlisted)), of: number)
      isSet[number] = true
    }
  }

  /// Hands over the decoder, so that it need not be copied where words are added.
  mutating func takeDecoder() -> UnigramDecoder {
    defer { decoder = UnigramDecoder(UnigramModel(unlistedCost: decoder.model.unlistedCost)) }
    return decoder
  }

  // MARK: Compounds

  /// Parts of a compound have at least this scaled count.
  private static let leastPartCount = 5.0
  private static let oneNat = Int(UnigramModel.stepsPerNat)

  /// Makes words that other words make up nearly as well less probable than these.
  ///
  /// With *b*(w) the best sum of ln P over splits of w, a word of three atoms is demoted if
  /// ln P(w) − *b*(w) < 2; a longer one, over splits into parts of at least two atoms, if it is
  /// less than 5. Then ln P(w) is at most *b*(w) − 1.
  private mutating func demoteCompounds(_ workers: Workers) throws {
    var demoted: [(number: Int, cost: UInt32)] = []
    var check = InterruptCheck(workers, every: 1 << 12)
    var paths = BestPaths()
    for number in counts.indices where !counts[number].isNaN {
      try check.step()
      let word = decoder.model[number]
      guard word.count > 2 else { continue }
      let (shortest, margin) = word.count == 3 ? (1, 2) : (2, 5)
      let split = decoder.split(word, &paths) { part, length in
        part != number && length >= shortest && counts[part] >= Self.leastPartCount
      }
      let cost = decoder.model.costs[number]
      guard let split, split - Int(cost) < margin * Self.oneNat else { continue }
      demoted.append((number, max(cost, UInt32(split + Self.oneNat))))
    }
    for (number, cost) in demoted { decoder.setCost(cost, of: number) }
    self.demoted = demoted.map(\.number)
  }
}

extension UnigramDecoder {
  /// Where the words of a text begin.
  ///
  /// - Complexity: O(atoms).
  func cuts(_ text: AtomSequence, workers: Workers) throws -> SharedArray<UInt8> {
    let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
    let chunks = text.clauseChunks(8 * workers.threads)
    _ = try parallelMap(chunks.count, on: workers) {
      decode(text.ids, chunks[$0], into: cuts.view)
    }
    return cuts
  }
}
