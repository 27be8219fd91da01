import Glibc
import WordMineBase

/// Removes words that say no more than their parts.
///
/// The string of a word is cut into parts by the highest unigram probability, with the word itself
/// excluded. With *T* the sum of all counts, the word included, it stays if
///
///     ln (n / T) − Σ ln (n_part / T) ≥ margin · (length − 1)
///
/// Otherwise it is removed and its count is added to each of its parts, so that the counts still
/// describe the same text: Σ count · length is invariant. Counts passed on by longer words affect
/// the judgement of shorter ones, so words are judged longest first.
///
/// Reference: Su Jianlin, *The principle of minimum entropy (II)*, kexue.fm 5476, step 4.
struct RedundancyFilter: Sendable {
  /// What a word must save, in nats per join.
  var margin: Double

  /// - Parameters:
  ///   - words: The words in the order of judgement.
  ///   - workers: Only the interrupt and the progress are used.
  ///   - isWord: Returns false for a word that is removed in any case.
  /// - Throws: `Interrupted`.
  /// - Complexity: One call of `parts(of:)` per word.
  func reduce(
    _ counts: inout UnigramWords, words: some Collection<Range<Int>>,
    workers: Workers = Workers(), isWord: (Range<Int>) -> Bool = { _ in true }
  ) throws {
    for (number, word) in words.enumerated() {
      if number & 0xFFF == 0 {
        try workers.report("filtering candidates", Double(number) / Double(words.count))
      }
      let count = counts.count(of: word)
      let total = counts.total
      counts.add(-count, to: word)
      let parts = try counts.parts(of: word)
      let partsLogarithm = parts.reduce(0) { $0 + logarithm(counts.count(of: $1), total) }
      let saved = logarithm(count, total) - partsLogarithm
      if isWord(word), saved >= margin * Double(word.count - 1) {
        counts.add(count, to: word)
      } else {
        for part in parts { counts.add(count, to: part) }
      }
    }
    try workers.report("filtering candidates", 1)
  }

  /// An unseen part counts as seen once.
  private func logarithm(_ count: Int, _ total: Int) -> Double {
    log(Double(max(1, count))) - log(Double(total))
  }
}
