import ArgumentParser
import WordMineText

extension TableFormat: ExpressibleByArgument {
  /// The format that was asked for, or that the file's name asks for; else a TSV.
  static func chosen(_ format: TableFormat?, for path: String?) -> TableFormat {
    format ?? TableFormat(path: path)
  }
}
