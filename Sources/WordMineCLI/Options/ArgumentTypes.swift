import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

extension Script: ExpressibleByArgument {}

extension Effort: ExpressibleByArgument {}

extension DictionaryFormat: ExpressibleByArgument {}

extension DictionaryFormat {
  /// The format that was asked for, or that the file's name asks for, or the native one.
  static func chosen(_ format: DictionaryFormat?, for path: String?) -> DictionaryFormat {
    format ?? path.flatMap { DictionaryFormat(path: $0) } ?? .tsv
  }
}
