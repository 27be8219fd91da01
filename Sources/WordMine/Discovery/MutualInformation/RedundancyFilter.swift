import Glibc

/// Removes the words that say no more than their parts.
///
/// With the word itself left out, the string is cut into its parts by the highest unigram probability.
/// With *T* the sum of all counts, the word included, it stays if
///
///     ln (n / T) − Σ ln (n_part / T) ≥ margin · (length − 1)
///
/// Otherwise it goes and its count is added to each of its parts, so the text that the counts stand for
/// stays the same: Σ count · length does not change. What longer words leave behind counts when shorter
/// ones are judged, so the order matters, longest first.
///
/// Reference: Su Jianlin, *The principle of minimum entropy (II)*, kexue.fm 5476, step 4.
struct RedundancyFilter: Sendable {
  /// What a word must save for each of its joins, in nats.
  var margin: Double

  /// - Parameters:
  ///   - words: In the order in which they are judged.
  ///   - isWord: Says no of what is removed in any case.
  /// - Complexity: One call of `parts(of:)` a word.
  func reduce(
    _ counts: inout UnigramWords, words: some Sequence<Range<Int>>,
    isWord: (Range<Int>) -> Bool = { _ in true }
  ) {
    for word in words {
      let count = counts.count(of: word)
      let total = counts.total
      counts.add(-count, to: word)
      let parts = counts.parts(of: word)
      let partsLogarithm = parts.reduce(0) { $0 + logarithm(counts.count(of: $1), total) }
      let saved = logarithm(count, total) - partsLogarithm
      if isWord(word), saved >= margin * Double(word.count - 1) {
        counts.add(count, to: word)
      } else {
        for part in parts { counts.add(count, to: part) }
      }
    }
  }

  /// A part that was never seen counts as seen once.
  private func logarithm(_ count: Int, _ total: Int) -> Double {
    log(Double(max(1, count))) - log(Double(total))
  }
}
