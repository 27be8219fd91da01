import Glibc
import WordMineBase
import WordMineText

/// What a segmentation model holds about a string. Information is in bits.
///
/// A model has the strings of one to three atoms that its corpus has at least twice; of their branching
/// entropies it keeps bins.
public struct ModelExplanation: Equatable, Sendable {
  /// In folded form.
  public var text: String
  public var atoms: [String]
  /// Occurrences; `nil` where the model holds none: strings of more than three atoms, or seen once.
  public var count: Int?
  /// The splits whose parts the model holds.
  public var splits: [WordExplanation.Split] = []
  /// The range in which the corrected entropy of the neighbours is; `nil` above: there is no limit.
  public var left: EntropyRange?
  public var right: EntropyRange?
  /// The most frequent neighbours that were seen beside the string at least twice.
  public var leftNeighbours: [WordExplanation.Counted] = []
  public var rightNeighbours: [WordExplanation.Counted] = []
  public var gain: Double?
  /// The uses of the word by the segmentation of the corpus, if it is in the dictionary.
  public var uses: Int?
  /// The place of the word in the dictionary, from 1.
  public var rank: Int?
  /// The number of words in the dictionary.
  public var words: Int
  /// How often the word model saw it after a word, and how many different words those were; `nil` if
  /// there is no word model, or it does not know the word.
  public var sampled: Sampled?
  /// How the model cuts the string by itself.
  public var segmentation: [String] = []

  /// Where a value lies.
  public struct EntropyRange: Equatable, Sendable {
    public var lower: Double
    /// `nil`: the last bin has no end.
    public var upper: Double?

    /// The same range, from nats.
    fileprivate var inBits: EntropyRange {
      EntropyRange(lower: Bits.from(nats: lower), upper: upper.map(Bits.from))
    }
  }

  /// What the word model knows about a word.
  public struct Sampled: Equatable, Sendable {
    /// Words that were seen after it, and different ones.
    public var following: Int
    public var followers: Int
    /// Different words that were seen before it.
    public var preceders: Int
    /// The most frequent words before and after it, with the count of the pair.
    public var before: [WordExplanation.Counted] = []
    public var after: [WordExplanation.Counted] = []
  }

  /// Whether the model knows anything about the string.
  public var isKnown: Bool { count != nil || uses != nil || sampled != nil }
}

extension SegmentationModel {
  /// Explains strings by what the model holds.
  ///
  /// - Parameter limit: How many neighbours are named.
  /// - Complexity: O(strings of the model).
  /// - Throws: `InvalidValue` if the limit is negative.
  package func explain(
    _ words: [String], limit: Int = 5
  ) throws(InvalidValue) -> [ModelExplanation] {
    try InvalidValue.check("limit", limit, atLeast: 0)
    var folder = WordFolder(script)
    let folded = words.map { folder.fold($0) }
    let wanted = Set(folded.flatMap(\.atoms).map { String(decoding: $0, as: UTF8.self) })
    var ids: [String: UInt64] = [:]
    for (id, text) in atoms.enumerated()
    where id > AtomAlphabet.latinClass && wanted.contains(text) {
      ids[text] = UInt64(id)
    }
    let segmenter = ModelSegmenter(self)
    return folded.map { explanation($0, ids, segmenter, limit) }
  }

  private func explanation(
    _ word: (text: String, atoms: [[UInt8]]), _ ids: [String: UInt64], _ segmenter: ModelSegmenter,
    _ limit: Int
  ) -> ModelExplanation {
    let texts = word.atoms.map { String(decoding: $0, as: UTF8.self) }
    var result = ModelExplanation(text: word.text, atoms: texts, words: words.count)
    if let place = words.firstIndex(where: { $0.text == word.text }) {
      (result.rank, result.uses) = (place + 1, words[place].count)
    }
    result.segmentation = segmentation(word.text, segmenter)
    let string = texts.compactMap { ids[$0] }
    guard string.count == texts.count, !string.isEmpty else { return result }
    if let gram = gram(string[...]) {
      result.count = gram.count
      (result.left, result.right) = (
        range(gram.leftBin, string.count).inBits, range(gram.rightBin, string.count).inBits
      )
      result.splits = splits(string, texts, gram.count)
      result.gain = gain(string, gram.count)
      result.leftNeighbours = neighbours(of: string, limit, isLeft: true)
      result.rightNeighbours = neighbours(of: string, limit, isLeft: false)
    }
    result.sampled = sampled(string.map { UInt32($0) }, limit)
    return result
  }

  private func segmentation(_ text: String, _ segmenter: ModelSegmenter) -> [String] {
    if text.utf8.count > Tokenizer.longestText { return [text] }
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    let bytes = Array(text.utf8)
    return segmenter.words(tokenizer.tokenize(bytes.span)).map {
      String(decoding: bytes[Int($0.lowerBound)..<Int($0.upperBound)], as: UTF8.self)
    }
  }

  /// What is held of a string of ids.
  private func gram(_ string: ArraySlice<UInt64>) -> Gram? {
    let string = Array(string)
    switch string.count {
    case 1: return singles[Int(string[0])].count > 0 ? singles[Int(string[0])] : nil
    case 2: return Self.find(ShortGram.key(string[0], string[1], 0), in: pairs)
    case 3: return Self.find(ShortGram.key(string[0], string[1], string[2]), in: triples)
    default: return nil
    }
  }

  /// The index of the first gram whose key is not less.
  private static func lowerBound(_ key: UInt64, in grams: [Gram]) -> Int {
    grams.partitioningIndex { $0.key >= key }
  }

  private static func find(_ key: UInt64, in grams: [Gram]) -> Gram? {
    let index = lowerBound(key, in: grams)
    return index < grams.count && grams[index].key == key ? grams[index] : nil
  }

  private func range(_ bin: UInt8, _ length: Int) -> ModelExplanation.EntropyRange {
    let (lower, upper) = GapBins.entropies(bin, length: length)
    return .init(lower: lower, upper: upper)
  }

  private func splits(
    _ string: [UInt64], _ texts: [String], _ count: Int
  ) -> [WordExplanation.Split] {
    string.indices.dropFirst().compactMap { middle in
      guard let left = gram(string[..<middle]), let right = gram(string[middle...]) else {
        return nil
      }
      let expected = Double(left.count) * Double(right.count)
      return WordExplanation.Split(
        left: .init(text: texts[..<middle].joined(), count: left.count),
        right: .init(text: texts[middle...].joined(), count: right.count),
        cohesion: Bits.from(nats: log(Double(count) * Double(totalCount) / expected)))
    }
  }

  /// Of two equal atoms, the model does not know how many pairs are disjoint.
  private func gain(_ string: [UInt64], _ count: Int) -> Double? {
    guard string.count > 1, Set(string).count == string.count else { return nil }
    return MergeGain.total(
      count: count, parts: string.map { singles[Int($0)].count }, units: totalCount
    ).map(Bits.from)
  }

  private func neighbours(
    of string: [UInt64], _ limit: Int, isLeft: Bool
  ) -> [WordExplanation.Counted] {
    guard string.count < 3 else { return [] }
    let grams = string.count == 1 ? pairs : triples
    let (bits, mask) = (ShortGram.bits, (UInt64(1) << ShortGram.bits) - 1)
    var counts: [String: Int] = [:]
    func add(_ gram: Gram, _ id: UInt64) {
      if id > AtomAlphabet.latinClass { counts[atoms[Int(id)], default: 0] += gram.count }
    }
    let key = ShortGram.key(string[0], string.count > 1 ? string[1] : 0, 0)
    let place = UInt64(2 - string.count) * bits
    if isLeft {
      let (rest, last) = (key >> bits, (UInt64(1) << (2 * bits)) - 1)
      for gram in grams where gram.key & last == rest { add(gram, gram.key >> (2 * bits)) }
    } else {
      for gram in grams[Self.lowerBound(key, in: grams)...] {
        if gram.key >> (place + bits) != key >> (place + bits) { break }
        add(gram, gram.key >> place & mask)
      }
    }
    return WordExplanation.mostFrequent(counts, limit: limit)
  }

  private func sampled(_ string: [UInt32], _ limit: Int) -> ModelExplanation.Sampled? {
    guard let model = wordModel,
      let number = model.words.firstIndex(where: { $0.atoms == string })
    else { return nil }
    let word = model.words[number]
    var sampled = ModelExplanation.Sampled(
      following: word.following, followers: word.followers, preceders: word.preceders)
    func counted(_ place: KeyPath<BigramModel.Pair, UInt32>, _ pairs: [BigramModel.Pair])
      -> [WordExplanation.Counted]
    {
      let others = pairs.filter { $0[keyPath: place] != 0 }.map { pair in
        (model.words[Int(pair[keyPath: place])].atoms.map { atoms[Int($0)] }.joined(), pair.count)
      }
      return WordExplanation.mostFrequent(Dictionary(others, uniquingKeysWith: +), limit: limit)
    }
    sampled.before = counted(\.before, model.pairs.filter { $0.word == number })
    sampled.after = counted(\.word, model.pairs.filter { $0.before == number })
    return sampled
  }
}
