import WordMineText

// Lists of words with weights that are no counts, that other programs write and we only read.

/// A word and a weight, such as jieba's inverse document frequencies; the weight becomes the score.
package struct WeightFormat: DictionaryLineFormat {
  package init() {}

  package func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    let line = DictionaryField.trim(line)
    guard let last = DictionaryField.splitAtBlanks(line).last else { return nil }
    guard let weight = DictionaryField.number(last) else {
      throw .invalidNumber(String(last), field: "weight")
    }
    let word = String(DictionaryField.trim(line[..<last.startIndex]))
    try DictionaryField.requireWord(word)
    return LexiconEntry(word: word, score: weight)
  }

  package func fit(_ line: Substring) -> Double? {
    guard let last = DictionaryField.splitAtBlanks(line).last else { return nil }
    if (try? decode(line)) == nil { return 0 }
    if DictionaryField.isCount(last) { return 0.3 }
    return last.utf8.contains(UInt8(ascii: ".")) ? 1 : 0.6
  }
}

/// The vocabulary of SentencePiece: a piece and the logarithm of its probability, which becomes the
/// score. The mark of a blank before a piece is dropped, and so are pieces that stand for no text.
package struct SentencePieceFormat: DictionaryLineFormat {
  private static let blank: Unicode.Scalar = "▁"

  package init() {}

  package func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    if line.isEmpty { return nil }
    let fields = DictionaryField.split(line, at: 0x09)
    guard fields.count == 2, let score = DictionaryField.number(DictionaryField.trim(fields[1]))
    else {
      throw .mismatch("not a piece and its score: \(line.debugDescription)")
    }
    let piece = fields[0].unicodeScalars.drop { $0 == Self.blank }
    let isControl = fields[0].hasPrefix("<") && fields[0].hasSuffix(">")
    let text = piece.map { $0 == Self.blank ? " " : $0 }
    let word = String(DictionaryField.trim(String(String.UnicodeScalarView(text))[...]))
    return word.isEmpty || isControl ? nil : LexiconEntry(word: word, score: score)
  }

  /// Nearly all vocabularies begin with `<unk>`, and all of them have pieces that follow a blank.
  package func fit(_ lines: [Substring]) -> Double {
    guard
      lines.contains(where: { $0.hasPrefix("<unk>\t") || $0.unicodeScalars.first == Self.blank })
    else { return 0 }
    var fitting = 0
    for line in lines where (try? decode(line)) != nil || line.hasPrefix("<") { fitting += 1 }
    return Double(fitting) / Double(lines.count)
  }
}
