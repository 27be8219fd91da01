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
    if paths.count == 1 { return try Lexicon(reader(paths[0])) }
    var builder = LexiconBuilder()
    for path in paths { builder.override(with: try Lexicon(reader(path))) }
    return builder.build()
  }

  /// The words of dictionaries, folded as a corpus is.
  ///
  /// - Returns: `nil` if no dictionary is named.
  /// - Throws: `InputError` at a line that cannot be read.
  func known(_ paths: [String], script: Script, _ session: Session) throws -> Lexicon? {
    if paths.isEmpty { return nil }
    var folder = WordFolder(script)
    var builder = LexiconBuilder()
    for path in paths {
      var reader = try reader(path)
      var unmatched = UnmatchedWords()
      while let entry = try reader.next() {
        let word = folder.fold(entry.word)
        builder.add(word.text, knownCount: entry.count)
        if word.atoms.isEmpty { unmatched.add(entry.word) }
      }
      if let count = unmatched.description {
        session.note("\(path): words with signs or blanks, which no text has as one word: \(count)")
      }
    }
    return builder.build()
  }
}

/// How many words of a dictionary can never be found, with the first of them.
private struct UnmatchedWords {
  private var count = 0
  private var first: [String] = []

  mutating func add(_ word: String) {
    count += 1
    if count <= 3 { first.append(word.debugDescription) }
  }

  /// `nil` if there are none.
  var description: String? {
    if count == 0 { return nil }
    let rest = count > first.count ? ", …" : ""
    return "\(Figure.grouped(count)) (\(first.joined(separator: ", "))\(rest))"
  }
}

extension DictionaryFormat: ExpressibleByArgument {}
