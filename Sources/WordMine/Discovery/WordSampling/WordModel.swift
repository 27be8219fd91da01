import WordMineBase
import WordMineText

/// How likely a word is after another: the hierarchical Pitman–Yor process, one table a type.
///
/// With c(v, w) the count of the pair, c(v) and t(v) the words and different words after v, u(w) the
/// different words before w, U = Σ u and T = #{u > 0},
///
///     P(w | v) = (max(c(v,w) − d₂, 0) + (θ₂ + d₂ t(v)) P(w)) / (c(v) + θ₂)
///     P(w)     = (max(u(w) − d₁, 0) + (θ₁ + d₁ T) P₀(w)) / (U + θ₁)
///
/// P₀ is the `SpellingModel`. This is interpolated Kneser–Ney with strengths.
///
/// References: Teh 2006; Mochihashi, Yamada and Ueda 2009.
struct WordModel: Sendable {
  /// The counts of one word, as the one before and as the one after.
  struct Counts: BitwiseCopyable, Sendable {
    /// c and t.
    var following: Int32 = 0
    var followers: Int32 = 0
    /// u.
    var preceders: Int32 = 0
    var spelling: Float = 0
  }

  static let pairDiscount = 0.7
  static let pairStrength = 1.0
  static let wordDiscount = 0.5
  static let wordStrength = 10.0

  /// λ, the weight of the boundary model.
  static let boundaryWeight: Float = 1.5
  /// λ z stays between this and its opposite.
  static let largestExponent: Float = 6

  /// By the number of the word.
  let words: SharedArray<Counts>
  /// By the number of the pair; what has none is not counted here.
  let pairs: SharedArray<UInt32>
  /// U and T.
  private(set) var tables = 0
  private(set) var types = 0

  init(words: Int, pairs: Int) {
    self.words = SharedArray(zeros: words)
    self.pairs = SharedArray(zeros: pairs)
  }

  mutating func setSpelling(_ word: Int, _ probability: Double) {
    words.view[word].spelling = Float(probability)
  }

  /// Counts a pair; pairs without a number occur only here.
  @inline(__always) mutating func add(_ before: UInt32, _ word: UInt32, pair: UInt32) {
    let words = words.view
    words[Int(before)].following += 1
    if pair != 0 {
      let count = pairs.view[Int(pair)]
      pairs.view[Int(pair)] = count + 1
      if count > 0 { return }
    }
    words[Int(before)].followers += 1
    let preceders = words[Int(word)].preceders
    words[Int(word)].preceders = preceders + 1
    tables += 1
    if preceders == 0 { types += 1 }
  }

  /// Takes back what `add` did.
  @inline(__always) mutating func remove(_ before: UInt32, _ word: UInt32, pair: UInt32) {
    let words = words.view
    words[Int(before)].following -= 1
    if pair != 0 {
      let count = pairs.view[Int(pair)] - 1
      pairs.view[Int(pair)] = count
      if count > 0 { return }
    }
    words[Int(before)].followers -= 1
    let preceders = words[Int(word)].preceders - 1
    words[Int(word)].preceders = preceders
    tables -= 1
    if preceders == 0 { types -= 1 }
  }

  /// P(w).
  @inline(__always) func probability(_ word: UInt32) -> Double {
    let counts = words.view[Int(word)]
    let base = (Self.wordStrength + Self.wordDiscount * Double(types)) * Double(counts.spelling)
    return (max(0, Double(counts.preceders) - Self.wordDiscount) + base)
      / (Double(tables) + Self.wordStrength)
  }

  /// What P(w | v) is made of that depends on v alone.
  struct Context: BitwiseCopyable, Sendable {
    /// The share of P(w).
    var backoff: Double
    /// The share of a count.
    var unit: Double
  }

  @inline(__always) func context(_ word: UInt32) -> Context {
    let counts = words.view[Int(word)]
    return Self.context(following: Int(counts.following), followers: Int(counts.followers))
  }

  @inline(__always) static func context(following: Int, followers: Int) -> Context {
    let unit = 1 / (Double(following) + pairStrength)
    return Context(backoff: (pairStrength + pairDiscount * Double(followers)) * unit, unit: unit)
  }

  /// P(w | v), given P(w).
  @inline(__always)
  func probability(_ context: Context, _ word: Double, pair: UInt32) -> Double {
    let count = pair == 0 ? 0 : pairs.view[Int(pair)]
    let smoothed = context.backoff * word
    return count == 0 ? smoothed : smoothed + (Double(count) - Self.pairDiscount) * context.unit
  }
}
