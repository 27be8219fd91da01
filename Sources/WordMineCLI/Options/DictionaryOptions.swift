import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// How dictionaries are read, whichever option names them.
struct DictionaryOptions: ParsableArguments {
  @Option(
    name: .customLong("dictionary-format"),
    help: """
      The format of all dictionaries that are read; by default detected by the beginning of each.
      """)
  var format: DictionaryFormat?

  /// Reads a dictionary; `-` is standard input.
  ///
  /// - Throws: `InputError` if it cannot be read, or is none.
  func reader(_ path: String) throws(InputError) -> RecordReader<LexiconEntry> {
    try reader(.named(path))
  }

  /// Reads what is open already.
  ///
  /// - Throws: `InputError` if it is no dictionary.
  func reader(
    _ source: consuming ByteSource
  ) throws(InputError) -> RecordReader<LexiconEntry> {
    try RecordReader(dictionary: source, format: format)
  }

  /// The words of all dictionaries; what a later one says of a word is taken.
  ///
  /// - Throws: `InputError` at a line that cannot be read.
  func lexicon(_ paths: [String]) throws(InputError) -> Lexicon {
    try Lexicon(contentsOf: paths, as: format)
  }

  /// The words of dictionaries, folded as a corpus is.
  ///
  /// - Returns: `nil` if no dictionary is named.
  /// - Throws: `InputError` at a line that cannot be read.
  func known(_ paths: [String], script: Script, _ session: Session) throws -> Lexicon? {
    if paths.isEmpty { return nil }
    var known = KnownWords(script)
    for path in paths {
      let unmatched = try known.add(contentsOf: reader(path))
      if !unmatched.isEmpty {
        session.note(
          "\(path): words with signs or blanks, which no text has as one word: "
            + Self.description(unmatched))
      }
    }
    return known.lexicon
  }

  private static func description(_ unmatched: KnownWords.Unmatched) -> String {
    let rest = unmatched.count > unmatched.first.count ? ", …" : ""
    let first = unmatched.first.map(\.debugDescription).joined(separator: ", ")
    return "\(Figure.grouped(unmatched.count)) (\(first)\(rest))"
  }
}

extension DictionaryFormat: ExpressibleByArgument {}
