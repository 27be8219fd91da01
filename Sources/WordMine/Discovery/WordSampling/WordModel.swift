import WordMineBase
import WordMineText

/// The probability of a word after another, from counts that change during sampling.
///
/// See `PitmanYor` for the formulas and names.
struct WordModel: Sendable {
  /// The counts of a word as the first and as the second of a pair.
  struct Counts: BitwiseCopyable, Sendable {
    /// c and t of `PitmanYor`.
    var following: Int32 = 0
    var followers: Int32 = 0
    /// u.
    var preceders: Int32 = 0
    var spelling: Float = 0
  }

  /// Counts by word number.
  let words: SharedArray<Counts>
  /// Counts by pair number; pairs without a number are not counted here.
  let pairs: SharedArray<UInt32>
  /// U and T.
  private(set) var tables = 0
  private(set) var types = 0

  init(words: Int, pairs: Int) throws(OutOfMemory) {
    self.words = try SharedArray(zeros: words)
    self.pairs = try SharedArray(zeros: pairs)
  }

  mutating func setSpelling(_ word: Int, _ probability: Double) {
    words.view[word].spelling = Float(probability)
  }

  /// Adds an occurrence of a pair; a pair without a number occurs nowhere else.
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

  /// Reverses `add`.
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
    let base =
      (PitmanYor.wordStrength + PitmanYor.wordDiscount * Double(types)) * Double(counts.spelling)
    return (max(0, Double(counts.preceders) - PitmanYor.wordDiscount) + base)
      / (Double(tables) + PitmanYor.wordStrength)
  }

  /// The part of P(w | v) that depends on v alone.
  @inline(__always) func context(_ word: UInt32) -> PitmanYor.Context {
    let counts = words.view[Int(word)]
    return PitmanYor.Context(following: Int(counts.following), followers: Int(counts.followers))
  }

  /// P(w | v), given P(w).
  @inline(__always)
  func probability(_ context: PitmanYor.Context, _ word: Double, pair: UInt32) -> Double {
    let count = pair == 0 ? 0 : pairs.view[Int(pair)]
    let smoothed = context.backoff * word
    return count == 0
      ? smoothed : smoothed + (Double(count) - PitmanYor.pairDiscount) * context.unit
  }
}
