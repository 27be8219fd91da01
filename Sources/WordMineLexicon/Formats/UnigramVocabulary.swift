import Glibc
import WordMineText

/// The pieces that unigram tokenizers make of a dictionary, with the logarithms of their probabilities.
///
/// The logarithm of a word is ln(count / *T*), with the sum *T* of all counts, exactly as `LexiconSegmenter`
/// has it; the best path through the pieces hence has its words. The characters of the words are pieces too:
/// without an entry, as likely as a word that was used once.
struct UnigramVocabulary {
  struct Piece {
    var text: String
    /// ln P.
    var score: Double
    /// How often the word was used, if that is known.
    var count: Int?
  }

  /// The words in order of first appearance.
  private(set) var words: [Piece] = []
  /// The characters that are no words.
  private(set) var characters: [Piece] = []
  /// What a character has that is in no word.
  let unknownScore: Double
  /// Without counts, all is equally likely.
  let hasCounts: Bool

  /// - Throws: `InputError.Reason.mismatch` for a word that `check` refuses, or that is empty, has blanks
  ///   around it or line breaks in it.
  init(
    _ entries: [LexiconEntry], check: (String) throws(InputError.Reason) -> Void
  ) throws(InputError.Reason) {
    var builder = LexiconBuilder()
    for entry in entries {
      try DictionaryField.requireWord(entry.word)
      try check(entry.word)
      builder.add(entry.word, knownCount: entry.count)
    }
    let lexicon = builder.build()
    let segmenter = LexiconSegmenter(lexicon)
    let unknownScore = -UnigramCosts.nats(segmenter.unknownCost)
    (hasCounts, self.unknownScore) = (lexicon.hasCounts, unknownScore)
    var words: [Piece] = []
    lexicon.forEach({ word, count in
      let cost = segmenter.cost(of: word.span) ?? segmenter.unknownCost
      let text = String(decoding: word, as: UTF8.self)
      words.append(Piece(text: text, score: -UnigramCosts.nats(cost), count: count))
    })
    self.words = words
    characters = Self.characters(of: words, besides: lexicon).map {
      Piece(text: $0, score: unknownScore)
    }
  }

  private static func characters(of words: [Piece], besides lexicon: Lexicon) -> [String] {
    var seen: Set<Unicode.Scalar> = []
    var characters: [String] = []
    for word in words {
      for scalar in word.text.unicodeScalars where seen.insert(scalar).inserted {
        if !lexicon.contains(String(scalar)) { characters.append(String(scalar)) }
      }
    }
    return characters
  }

  /// - Throws: `InputError.Reason.mismatch` if there are words, but no counts to make probabilities of.
  func requireCounts(_ format: DictionaryFormat) throws(InputError.Reason) {
    guard hasCounts || words.isEmpty else {
      throw .mismatch(
        "no word has a count, and the format \(format.rawValue) is made of probabilities; add counts, or "
          + "write huggingface, which takes the longest match without them")
    }
  }

  /// The words of pieces.
  ///
  /// Their counts are as their probabilities, with 1 for the rarest; they have none if a piece is more than
  /// 2⁵³ times as likely as another, as in models whose scores are ranks.
  static func entries(_ pieces: [Piece]) -> [LexiconEntry] {
    let scores = pieces.map(\.score)
    guard let least = scores.min(), let greatest = scores.max() else { return [] }
    let areLogarithms = exp(greatest - least) <= 0x1p53
    return pieces.compactMap { piece in
      guard let word = word(of: piece.text) else { return nil }
      let count = areLogarithms ? Int(exp(piece.score - least).rounded()) : nil
      return LexiconEntry(word: word, count: count, score: piece.score)
    }
  }
}

// How pieces of text are written.
extension UnigramVocabulary {
  static let unknown = "<unk>"
  static let controls = ["<s>", "</s>"]

  /// The pieces of the bytes of characters that are no pieces.
  static let bytes = (0...255).map { byte in
    let digits = String(byte, radix: 16, uppercase: true)
    return "<0x\(byte < 16 ? "0" : "")\(digits)>"
  }

  /// The mark of a blank.
  static let blank: Unicode.Scalar = "▁"

  /// Whether a piece stands for no text.
  static func isControl(_ piece: String) -> Bool { piece.hasPrefix("<") && piece.hasSuffix(">") }

  /// The word of a piece, without the blank that may precede it; `nil` for blanks alone.
  static func word(of piece: String) -> String? {
    let text = piece.unicodeScalars.map { $0 == blank ? " " : $0 }
    let word = String(DictionaryField.trim(String(String.UnicodeScalarView(text))[...]))
    return (try? DictionaryField.requireWord(word)) == nil ? nil : word
  }

  /// The piece of a word.
  static func piece(of word: String) -> String {
    let text = word.unicodeScalars.map { $0 == " " ? blank : $0 }
    return String(String.UnicodeScalarView(text))
  }

  /// - Throws: `InputError.Reason.mismatch` for a word that would be read as something else.
  static func requireText(
    _ word: String, in format: DictionaryFormat
  ) throws(InputError.Reason) {
    try DictionaryField.require(word, without: { $0 == blank || $0 == "\t" }, in: format)
    guard !isControl(word) else {
      throw .mismatch(
        "the format \(format.rawValue) would take it for a control piece: \(word.debugDescription)")
    }
  }
}
