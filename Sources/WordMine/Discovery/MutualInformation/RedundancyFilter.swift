import Glibc

/// Words with counts, which knows how a string is best made of them.
protocol WordCounts<Word> {
  associatedtype Word
  /// All counts together.
  var total: Int { get }
  /// The count of a word; 0 if it is not here.
  func count(of word: Word) -> Int
  /// Changes the count of a word; at 0 it is not here any more.
  mutating func add(_ count: Int, to word: Word)
  /// The best way to make a string of the words that are here.
  mutating func parts(of word: Word) -> [Word]
  /// The number of atoms.
  func length(of word: Word) -> Int
}

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
  /// Stands for the logarithm of a count of 0; with 0, a part that was never seen counts as seen once.
  var logOfZero = 0.0

  /// - Parameters:
  ///   - words: In the order in which they are judged.
  ///   - isWord: Says no of what is removed in any case.
  /// - Complexity: One call of `parts(of:)` a word.
  func reduce<Counts: WordCounts>(
    _ counts: inout Counts, words: some Sequence<Counts.Word>,
    isWord: (Counts.Word) -> Bool = { _ in true }
  ) {
    for word in words {
      let count = counts.count(of: word)
      let total = counts.total
      counts.add(-count, to: word)
      let parts = counts.parts(of: word)
      let partsLogarithm = parts.reduce(0) { $0 + logarithm(counts.count(of: $1), total) }
      let saved = logarithm(count, total) - partsLogarithm
      if isWord(word), saved >= margin * Double(counts.length(of: word) - 1) {
        counts.add(count, to: word)
      } else {
        for part in parts { counts.add(count, to: part) }
      }
    }
  }

  private func logarithm(_ count: Int, _ total: Int) -> Double {
    (count > 0 ? log(Double(count)) : logOfZero) - log(Double(total))
  }
}
