/// The hierarchical Pitman–Yor process over words and pairs of words, with one table per type.
///
/// With c(v, w) the count of the pair, c(v) and t(v) the number of words and distinct words after
/// v, u(w) the number of distinct words before w, U = Σ u and T = #{u > 0},
///
///     P(w | v) = (max(c(v,w) − d₂, 0) + (θ₂ + d₂ t(v)) P(w)) / (c(v) + θ₂)
///     P(w)     = (max(u(w) − d₁, 0) + (θ₁ + d₁ T) P₀(w)) / (U + θ₁)
///
/// P₀ spells the word: see `SpellingBigrams`. This is interpolated Kneser–Ney with strengths.
///
/// References: Teh 2006; Mochihashi, Yamada and Ueda 2009.
enum PitmanYor {
  /// d₂ and θ₂.
  static let pairDiscount = 0.7
  static let pairStrength = 1.0
  /// d₁ and θ₁.
  static let wordDiscount = 0.5
  static let wordStrength = 10.0

  /// λ, the weight of the boundary model: a cut at a gap with logit z contributes exp(λ z).
  static let boundaryWeight: Float = 1.5
  /// λ z is clamped to this magnitude.
  static let largestExponent: Float = 6

  /// The part of P(w | v) that depends on v alone.
  struct Context: BitwiseCopyable, Sendable {
    /// The factor of P(w).
    var backoff: Double
    /// The weight of a single count.
    var unit: Double

    /// - Parameters:
    ///   - following: c(v).
    ///   - followers: t(v).
    @inline(__always) init(following: Int, followers: Int) {
      unit = 1 / (Double(following) + pairStrength)
      backoff = (pairStrength + pairDiscount * Double(followers)) * unit
    }

    private init(backoff: Double, unit: Double) { (self.backoff, self.unit) = (backoff, unit) }

    /// The context of a word that was never seen.
    static let unknown = Context(backoff: 1, unit: 0)
  }
}
