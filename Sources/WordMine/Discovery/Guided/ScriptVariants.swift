import WordMineLexicon
import WordMineText

/// Finds words of a lexicon in either script: 時間 is no new word where 时间 is known.
struct ScriptVariants {
  private let lexicon: Lexicon
  private let simplifier = Normalizer(.simplified)
  private let traditionalizer = Normalizer(.traditional)

  init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  func simplified(_ word: String) -> String {
    String(decoding: simplifier.fold(Array(word.utf8)), as: UTF8.self)
  }

  /// - Parameter word: In simplified characters.
  func contains(_ word: String) -> Bool {
    lexicon.contains(word) || lexicon.contains(traditionalizer.fold(Array(word.utf8)).span)
  }
}
