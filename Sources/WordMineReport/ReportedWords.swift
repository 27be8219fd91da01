import WordMine
import WordMineLexicon

/// A word that a report lists.
struct ReportedWord: Sendable {
  var text: String
  var count: Int
  /// What discovery knows of it; `nil` for a known word that guided it, of which only the uses were counted.
  var found: DiscoveredWord?
  /// Its uses in each of `UsageReader.stretches` equal stretches of the text; empty where they were not counted.
  var dispersion: [Int] = []
  /// How often the reference has it, and log₂ of how many times as frequent it is here.
  var reference: (count: Int, logRatio: Double)?
}

/// The words that a report lists: the best of those that were found, then the most used known ones.
struct ReportedWords: Sendable {
  var words: [ReportedWord]
  /// How many of them, in front, were found.
  var found: Int
  /// Whether each found word is new; `nil` if no known words were given.
  var isNew: [Bool]?
  /// How many there are in all.
  var total: Int

  /// - Parameters:
  ///   - limit: The most words.
  ///   - known: Words that are not new.
  init(_ result: WordDiscovery.Result, limit: Int, known: Lexicon?) {
    words = result.prefix(limit).map { ReportedWord(text: $0.text, count: $0.count, found: $0) }
    (found, total) = (words.count, result.count)
    isNew = known.map { known in words.map { !known.contains($0.found?.folded ?? $0.text) } }
  }

  /// Leaves the others out.
  mutating func keepFirst(_ count: Int) {
    words.removeLast(max(0, words.count - count))
    found = min(found, words.count)
    isNew = isNew.map { Array($0.prefix(found)) }
  }

  /// Adds the known words of the text, most used first: discovery does not list them.
  ///
  /// - Parameter counts: All words of the text with their counts.
  mutating func add(_ known: Lexicon, _ counts: [(text: String, count: Int)], limit: Int) {
    let listed = Set(words.map(\.text))
    let others = counts.filter {
      !listed.contains($0.text) && $0.text.unicodeScalars.count > 1 && known.contains($0.text)
    }
    total += others.count
    let best = others.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.text.utf8Precedes($1.text)
    }.prefix(max(0, limit - words.count))
    words += best.map { ReportedWord(text: $0.text, count: $0.count) }
  }
}
