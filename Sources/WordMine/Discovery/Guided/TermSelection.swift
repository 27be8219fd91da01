import WordMineBase
import WordMineLexicon
import WordMineText

/// Selects, of the new words and phrases of a text that a dictionary guided, those for a list of terms.
struct TermSelection {
  private let measure: TermhoodMeasure
  private let lexicon: Lexicon
  private let atoms: AtomAlphabet
  private let minimumCount: Int

  /// The fewest uses of a phrase.
  private static let leastPhraseCount = 5

  /// What is asked of phrases that may be terms. With half of the occurrences of the rarer word, a fifth of
  /// the judged terms were missing: 刑事责任, 领导小组, 公安机关.
  ///
  /// - Parameter sampleShare: The share of the corpus that they are looked for in.
  static func phraseCriteria(sampleShare: Double = 1) -> PhraseFinder.Criteria {
    let count = (Double(leastPhraseCount) * min(1, sampleShare)).rounded(.up)
    return .init(leastCount: max(2, UInt32(count)), leastShare: 0.3)
  }

  /// The most characters of a term.
  private static let longest = 12
  /// The share of its occurrences within a longer term from which on a term is only a part of that.
  private static let shareOfParts = 0.9

  init(_ measure: TermhoodMeasure, _ lexicon: Lexicon, atoms: AtomAlphabet, minimumCount: Int) {
    (self.measure, self.lexicon) = (measure, lexicon)
    (self.atoms, self.minimumCount) = (atoms, minimumCount)
  }

  /// The terms, with their termhood, in no particular order.
  ///
  /// - Complexity: O(characters of the words + squares of the lengths of the phrases).
  func terms(words: [WordRecord], phrases: [WordRecord]) -> [WordRecord] {
    let isWord = Set(words.map(\.ids))
    let candidates =
      words
      + phrases.filter {
        $0.usage.count >= max(minimumCount, Self.leastPhraseCount) && $0.ids.count <= Self.longest
          && !measure.isKnown($0.ids[...]) && !isWord.contains($0.ids)
      }
    let (variants, numerals) = (ScriptVariants(lexicon), NumeralExpression())
    let terms = candidates.filter { record in
      let text = record.ids.map { atoms.folded[Int($0)] }.joined()
      return !variants.contains(variants.simplified(text)) && !numerals.matches(text)
        && !Self.isRepetition(record.ids)
    }.map(measure.measuring)
    return Self.maximal(
      terms.filter { term in
        let parts = term.termhood?.parts.map(variants.simplified) ?? []
        return !Self.isDetermined(parts, isWord: term.gluing == nil)
      })
  }

  /// The terms without those that are nearly always a part of the same phrase.
  static func maximal(_ terms: [WordRecord]) -> [WordRecord] {
    var numbers: [ArraySlice<UInt32>: Int] = [:]
    for (number, term) in terms.enumerated() { numbers[term.ids[...]] = number }
    var isPart = [Bool](repeating: false, count: terms.count)
    for phrase in terms where phrase.gluing != nil {
      let ids = phrase.ids
      for start in ids.indices {
        for end in ids.indices where end > start && end - start + 1 < ids.count {
          guard let part = numbers[ids[start...end]] else { continue }
          let share = Double(phrase.rawCount) / Double(max(1, terms[part].rawCount))
          if share >= shareOfParts { isPart[part] = true }
        }
      }
    }
    return terms.indices.filter { !isPart[$0] }.map { terms[$0] }
  }

  private static let determiners = Set<Character>("这那该每某哪此几其")
  private static let classifiers = Set<Character>("个条家张种款位件只项本部台次")

  /// Whether its first part, in simplified characters, is a determiner, with a classifier or without: 这家酒店,
  /// 每张幻灯片, 该值. In names of several characters that no dictionary has, such a part proves nothing: 那曲茶.
  static func isDetermined(_ parts: [String], isWord: Bool) -> Bool {
    let first = Array(parts.first ?? "")
    guard let determiner = first.first, determiners.contains(determiner) else { return false }
    return first.count == 1
      ? !isWord || parts.count == 2 : first.count == 2 && classifiers.contains(first[1])
  }

  /// Whether it says one thing over and over, as 哈哈哈 does.
  static func isRepetition(_ ids: [UInt32]) -> Bool {
    (1...max(1, ids.count / 2)).contains { length in
      ids.count > 2 && ids.count.isMultiple(of: length)
        && ids.indices.allSatisfy { ids[$0] == ids[$0 % length] }
    }
  }
}
