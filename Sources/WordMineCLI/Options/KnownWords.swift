import WordMine
import WordMineLexicon
import WordMineText

/// The words of dictionaries of any format, folded as a corpus is.
enum KnownWords {
  /// - Returns: `nil` if no dictionary is named.
  static func read(_ paths: [String], script: Script) throws -> Lexicon? {
    if paths.isEmpty { return nil }
    var folder = WordFolder(script)
    var builder = LexiconBuilder()
    for path in paths {
      var reader = try RecordReader(dictionary: try InputFile.open(path))
      while let entry = try reader.next() { builder.add(folder.fold(entry.word).text) }
    }
    return builder.build()
  }
}
