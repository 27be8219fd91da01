import Glibc
import WordMineBase
import WordMineLexicon

/// How much each word that no dictionary has is worth adding to one.
///
///     weight = n/(raw + 3) · ln(1 + min(L, R)) / (1 + exp(p + k))
///
/// with *n* uses of *raw* occurrences, L and R distinct words before and after it, and *p* the greatest
/// ln P among the parts that a dictionary makes it of: a string of common words is hardly a word.
struct NewWordWeights: Sendable {
  /// k for a list that is read: it wants the most unusual words first.
  static let forReading = 8.5
  /// k for a dictionary that another segmenter uses, and the least weight of its words.
  static let (forSegmenting, leastForSegmenting) = (7.5, 0.2)

  private let decoder: UnigramDecoder
  private let usage: UnigramUsage
  private let atoms: [String]

  /// - Parameter atoms: The folded texts of the atoms of the model.
  init(_ decoder: UnigramDecoder, _ usage: UnigramUsage, atoms: [String]) {
    (self.decoder, self.usage, self.atoms) = (decoder, usage, atoms)
  }

  /// Whether a string is a new word.
  func isNew(_ word: ArraySlice<UInt32>) -> Bool {
    decoder.number(of: word).map { $0 >= decoder.model.knownCount } ?? false
  }

  /// The record of a new word, with its weight and its parts.
  func weighing(_ record: WordRecord) -> WordRecord {
    guard let number = decoder.number(of: record.ids[...]), number >= decoder.model.knownCount
    else {
      return record
    }
    var record = record
    let parts = parts(decoder.model[number])
    record.parts = parts.map { $0.map { atoms[Int($0)] }.joined() }.joined(separator: " ")
    record.weight = weight(number, parts, k: Self.forReading)
    record.isWorthAdding = weight(number, parts, k: Self.forSegmenting) >= Self.leastForSegmenting
    return record
  }

  /// The words that a dictionary makes a new word of; atoms that are no words stand alone.
  private func parts(_ word: ArraySlice<UInt32>) -> [ArraySlice<UInt32>] {
    let known = decoder.model.knownCount
    var (paths, ends) = (BestPaths(), [Int]())
    _ = decoder.split(word, unlisted: true, &paths) { number, _ in number < known }
    paths.trace(word.count) { ends.append($0) }
    var start = word.startIndex
    return ends.reversed().map { end in
      defer { start = word.startIndex + end }
      return word[start..<word.startIndex + end]
    }
  }

  private func weight(_ number: Int, _ parts: [ArraySlice<UInt32>], k: Double) -> Double {
    let (count, use) = (
      Double(usage.counts[number]), usage.newWords[number - decoder.model.knownCount]
    )
    let costs = parts.map { part in
      decoder.number(of: part).map { decoder.model.costs[$0] } ?? decoder.model.unlistedCost
    }
    let contexts = min(count, min(use.before.value, use.after.value))
    return count / Double(use.rawCount + 3) * log(1 + contexts)
      / (1 + exp(UnigramModel.logProbability(costs.min()!) + k))
  }
}
