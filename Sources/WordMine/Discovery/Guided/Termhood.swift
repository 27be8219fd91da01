import Glibc
import WordMineBase

/// How much a string that no dictionary has deserves an entry in one, and why.
///
///     termhood = use · cohesion · freedom · surprise
///     score    = termhood · ln(1 + n)
///
/// A list that is read is ranked by the score: what is likely to be kept, times how much it is used.
/// On news, reviews, laws and manuals, of which the first entries were judged by hand, more of these are
/// worth keeping than by a logistic regression over thirteen features, times the same logarithm.
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

  /// k, in nats: a part is common from e⁻⁹ on, one word of eight thousand. On the judged lists, 8.5 to 9.5 do
  /// nearly the same.
  private static let commonness = 9.0
  /// k, and the least value, for the dictionary of a segmenter: chosen by its F1 where P was that of the
  /// dictionary alone.
  private static let (commonnessForSegmenting, leastForSegmenting) = (7.5, 0.2)
}
