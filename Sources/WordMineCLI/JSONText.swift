import FoundationEssentials
import WordMine

/// Records in JSON.
enum JSONText {
  /// One line of JSON Lines, with sorted keys.
  static func line(_ record: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(record), as: UTF8.self)
  }

  /// A text between quotation marks.
  static func quoted(_ text: String) -> String { JSON.text(.text(text)) }
}
