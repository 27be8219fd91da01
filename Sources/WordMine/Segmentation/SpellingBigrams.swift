/// The bigram model of atoms inside words, which gives the probability of unknown words:
///
///     P₀(w)  = q(|w|) Π p(aₖ | aₖ₋₁)
///     q(n)   = (1 + Σ_{|w|=n} u(w)) / (L + U)
///     p(a|s) = (max(b(s,a) − 0.7, 0) + (0.7 t(s) + 0.5) g(a)) / (b(s) + 0.5)
///     g(a)   = (different s before a + 0.5) / (their sum + 0.5 · atoms)
///
/// where b counts the pairs of atoms in the lexicon, with each word counted u(w) times, and a₀ is
/// the beginning of a word.
struct SpellingBigrams: Sendable {
  /// b(s) and t(s) by atom.
  private var sums: [Double]
  private var types: [Double]
  /// The number of distinct atoms before each atom.
  private var predecessors: [Double]
  private var seen = 0.0

  /// - Parameter counts: Distinct pairs of atoms with their counts; 0 is the beginning of a word.
  init(
    atoms: Int, _ counts: some Sequence<((first: UInt32, second: UInt32), Double)>
  ) {
    sums = Array(repeating: 0, count: atoms)
    (types, predecessors) = (sums, sums)
    for ((first, second), count) in counts where count > 0 {
      sums[Int(first)] += count
      types[Int(first)] += 1
      predecessors[Int(second)] += 1
      seen += 1
    }
  }

  func probability(_ first: UInt32, _ second: UInt32, count: Double) -> Double {
    let general =
      (predecessors[Int(second)] + 0.5) / (seen + 0.5 * Double(predecessors.count))
    let backoff = 0.7 * types[Int(first)] + 0.5
    return (max(0, count - 0.7) + backoff * general) / (sums[Int(first)] + 0.5)
  }
}
