import Glibc
import WordMineBase

/// How much a string that no dictionary has deserves an entry in one, and why.
///
///     termhood = use · cohesion · freedom · surprise
///     score    = termhood · ln(1 + n)
///
/// A list that is read is ranked by the score: what is likely to be kept, times how much it is used.
/// Measured on news, reviews, laws and manuals, of which the first entries were judged by hand, this
/// closed formula does as well as a logistic regression over thirteen features.
public struct Termhood: Sendable, Equatable {
  /// The most probable words that make it up, itself excluded; of a phrase, they may be new too.
  public var parts: [String]
  /// n/(raw + 3): how many of its occurrences are uses as a unit.
  public var use: Double
  /// min(1, 2 r) of a phrase, with r the share that its two parts together have of the rarer one; of a word, 1.
  public var cohesion: Double
  /// ln(1 + min(L, R)), with the distinct words before and after it.
  public var freedom: Double
  /// −log₂ P of its most probable part, in bits. What the text uses more than the dictionary does counts
  /// as common too: in reviews of a shop, its name is no news.
  public var rarity: Double

  /// 1/(1 + exp(k − rarity · ln 2)): a string of common words is hardly a term.
  public var surprise: Double { surprise(beyond: Self.commonness) }

  /// use · cohesion · freedom · surprise.
  public var value: Double { use * cohesion * freedom * surprise }

  /// What a list is ranked by.
  ///
  /// - Parameter count: The uses, n.
  public func score(count: Int) -> Double { value * log(1 + Double(count)) }

  /// Whether a segmenter that has the dictionary, and cuts by probability, is better off with it.
  public var isWorthAdding: Bool {
    use * cohesion * freedom * surprise(beyond: Self.commonnessForSegmenting)
      >= Self.leastForSegmenting
  }

  private func surprise(beyond commonness: Double) -> Double {
    1 / (1 + exp(commonness - Bits.nats(from: rarity)))
  }

  /// k, in nats: a part is common from e⁻⁹ on, one word of eight thousand. Chosen on the judged lists: 8
  /// lets pairs with function words in, 10 leaves out terms of common words.
  private static let commonness = 9.0
  /// k, and the least value, for the dictionary of a segmenter: chosen by its F1 on held-out text.
  private static let (commonnessForSegmenting, leastForSegmenting) = (7.5, 0.2)
}

/// Measures strings that no dictionary has, by a model that has cut a text.
struct TermhoodMeasure: Sendable {
  private let decoder: UnigramDecoder
  private let usage: UnigramUsage
  private let atoms: [String]

  /// - Parameter atoms: The folded texts of the atoms of the model.
  init(_ decoder: UnigramDecoder, _ usage: UnigramUsage, atoms: [String]) {
    (self.decoder, self.usage, self.atoms) = (decoder, usage, atoms)
  }

  /// Whether a string is a word of the model that no dictionary has.
  func isNew(_ word: ArraySlice<UInt32>) -> Bool {
    decoder.number(of: word).map { $0 >= decoder.model.knownCount } ?? false
  }

  /// Whether a string is a word of a dictionary.
  func isKnown(_ word: ArraySlice<UInt32>) -> Bool { decoder.isKnown(word) }

  /// The record of a new word, or of a phrase, with its termhood.
  func measuring(_ record: WordRecord) -> WordRecord {
    var record = record
    let (count, contexts) = (Double(record.usage.count), contexts(record))
    let parts = parts(record)
    record.termhood = Termhood(
      parts: parts.map { $0.map { atoms[Int($0)] }.joined() },
      use: count / Double(record.rawCount + 3),
      cohesion: record.gluing.map { min(1, 2 * $0.share) } ?? 1,
      freedom: log(1 + min(count, contexts)),
      rarity: -Bits.from(nats: parts.map(logProbability).max() ?? 0))
    return record
  }

  /// The distinct words before or after it, whichever are fewer.
  private func contexts(_ record: WordRecord) -> Double {
    if let gluing = record.gluing {
      return min(record.usage.contexts.value, gluing.contextsAfter.value)
    }
    guard let number = decoder.number(of: record.ids[...]), number >= decoder.model.knownCount
    else { return 0 }
    let use = usage.newWords[number - decoder.model.knownCount]
    return min(use.before.value, use.after.value)
  }

  /// The words that make it up: of a new word, those of the dictionaries; atoms that are no words stand
  /// alone.
  private func parts(_ record: WordRecord) -> [ArraySlice<UInt32>] {
    let word = record.ids[...]
    let own = decoder.number(of: word)
    let limit = record.gluing == nil ? decoder.model.knownCount : decoder.model.count
    var (paths, ends) = (BestPaths(), [Int]())
    _ = decoder.split(word, unlisted: true, &paths) { number, _ in number < limit && number != own }
    paths.trace(word.count) { ends.append($0) }
    var start = word.startIndex
    return ends.reversed().map { end in
      defer { start = word.startIndex + end }
      return word[start..<word.startIndex + end]
    }
  }

  /// ln P of a part: in the dictionary, or in the text where it is greater there, two thirds of the way for words of
  /// several characters.
  private func logProbability(_ part: ArraySlice<UInt32>) -> Double {
    let number = decoder.number(of: part)
    let known = UnigramModel.logProbability(
      number.map { decoder.model.costs[$0] } ?? decoder.model.unlistedCost)
    let uses = number.map { usage.counts[$0] } ?? part.first.flatMap { usage.unlisted[$0] } ?? 0
    let inText = log(Double(uses) / Double(max(1, usage.total)))
    return max(known, part.count == 1 ? inText : (known + 2 * inText) / 3)
  }
}
