import FoundationEssentials

/// One line of JSON Lines, with sorted keys.
enum JSONText {
  static func line(_ record: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(record), as: UTF8.self)
  }
}
