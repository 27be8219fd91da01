import WordMineLexicon
import WordMineText

/// A ranked list of words with whatever else stands in its lines, between tabs.
///
/// The words are in the column that the first line calls `word`, else in the first. Lines that
/// begin with `#` are comments.
struct RankedListFormat: LineFormat {
  private var column: Int?

  mutating func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    if line.unicodeScalars.first == "#" { return nil }
    let fields = line.unicodeScalars.split(separator: "\t", omittingEmptySubsequences: false)
    guard let column else {
      let named = fields.firstIndex { Self.word($0) == "word" }
      column = named ?? 0
      return named == nil ? try decode(line) : nil
    }
    guard column < fields.count else { return nil }
    let word = Self.word(fields[column])
    return word.isEmpty ? nil : LexiconEntry(word: word)
  }

  /// The format of a list, by its beginning: one of a dictionary's only where no columns are seen.
  static func detect(_ beginning: ArraySlice<UInt8>) -> any LineFormat<LexiconEntry> {
    let firstLine = beginning.prefix { $0 != 0x0A }
    switch DictionaryFormat(detecting: beginning) {
    case .jsonl: return JSONLinesFormat(.dictionary)
    case .jieba where !firstLine.contains(0x09): return JiebaFormat()
    default: return RankedListFormat()
    }
  }

  private static func word(_ field: Substring.UnicodeScalarView) -> String {
    let front = field.drop(while: \.properties.isWhitespace)
    let end = front.lastIndex { !$0.properties.isWhitespace }
    return end.map { String(front[...$0]) } ?? ""
  }

  func encode(_ entry: LexiconEntry) throws(InputError.Reason) -> String {
    try PlainFormat().encode(entry)
  }
}
