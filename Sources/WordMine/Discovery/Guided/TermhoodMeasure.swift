import Glibc
import WordMineBase

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

  /// ln P of a part in the dictionary or, where it is greater, in the text: of a word of several characters,
  /// two thirds of the way from one to the other.
  private func logProbability(_ part: ArraySlice<UInt32>) -> Double {
    let number = decoder.number(of: part)
    let known = UnigramModel.logProbability(
      number.map { decoder.model.costs[$0] } ?? decoder.model.unlistedCost)
    let uses = number.map { usage.counts[$0] } ?? part.first.flatMap { usage.unlisted[$0] } ?? 0
    let inText = log(Double(uses) / Double(max(1, usage.total)))
    return max(known, part.count == 1 ? inText : (known + 2 * inText) / 3)
  }
}
