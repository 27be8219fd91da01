import FoundationEssentials
import WordMineText

/// JSON Lines: an object a line, with the columns of the native dictionary and `tag` as keys.
///
///     {"count":17,"score":3.2,"word":"词典"}
///
/// A key is missing where its value is not defined; other keys are passed over.
package struct JSONLFormat: LineFormat {
  private let encoder: JSONEncoder
  private let decoder = JSONDecoder()

  package init() {
    encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  package func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    if DictionaryField.trim(line).isEmpty { return nil }
    let entry = try parse(line).entry()
    try DictionaryField.requireWord(entry.word)
    return entry
  }

  private func parse(_ line: Substring) throws(InputError.Reason) -> JSONRecord {
    do {
      return try decoder.decode(JSONRecord.self, from: Data(line.utf8))
    } catch DecodingError.keyNotFound(let key, _) {
      throw .missingColumn(key.stringValue)
    } catch DecodingError.typeMismatch(let type, let context) where !context.codingPath.isEmpty {
      throw Self.invalidValue(context, type)
    } catch DecodingError.valueNotFound(let type, let context) where !context.codingPath.isEmpty {
      throw Self.invalidValue(context, type)
    } catch {
      throw .invalidJSON(String(line.prefix(60)))
    }
  }

  private static func invalidValue(
    _ context: DecodingError.Context, _ type: Any.Type
  ) -> InputError.Reason {
    let wanted = type == String.self ? "text" : "number"
    return .invalidJSON("the value of \"\(context.codingPath[0].stringValue)\" is not a \(wanted)")
  }

  package func encode(_ entry: LexiconEntry) throws(InputError.Reason) -> String {
    try DictionaryField.requireWord(entry.word)
    guard let data = try? encoder.encode(JSONRecord(entry)) else {
      throw .mismatch("the format jsonl cannot hold this word: \(entry.word.debugDescription)")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

/// An entry under the names of the native columns.
private struct JSONRecord: Codable {
  var word: String
  var score: Double?
  var count: Double?
  var rawCount: Double?
  var contexts: Double?
  var cohesion: Double?
  var leftEntropy: Double?
  var rightEntropy: Double?
  var gain: Double?
  var kind: String?
  var tag: String?

  enum CodingKeys: String, CodingKey {
    case word, score, count, contexts, cohesion, gain, kind, tag
    case rawCount = "raw_count"
    case leftEntropy = "left_entropy"
    case rightEntropy = "right_entropy"
  }

  init(_ entry: LexiconEntry) {
    word = entry.word
    score = Self.short(entry.score)
    count = entry.count.map { Double($0) }
    rawCount = entry.rawCount.map { Double($0) }
    contexts = Self.short(entry.contexts)
    cohesion = Self.short(entry.cohesion)
    leftEntropy = Self.short(entry.leftEntropy)
    rightEntropy = Self.short(entry.rightEntropy)
    gain = Self.short(entry.gain)
    kind = entry.kind
    tag = entry.tag
  }

  /// The value as the native format would write it.
  private static func short(_ value: Double?) -> Double? { value.flatMap { Double($0.shortText) } }

  /// - Throws: `InputError.Reason.invalidNumber` for a count that is negative or not whole.
  func entry() throws(InputError.Reason) -> LexiconEntry {
    var entry = LexiconEntry(word: word, tag: tag, score: score)
    entry.count = try whole(count, .count)
    entry.rawCount = try whole(rawCount, .rawCount)
    entry.contexts = contexts
    entry.cohesion = cohesion
    entry.leftEntropy = leftEntropy
    entry.rightEntropy = rightEntropy
    entry.gain = gain
    entry.kind = kind
    return entry
  }

  private func whole(_ value: Double?, _ key: CodingKeys) throws(InputError.Reason) -> Int? {
    guard let value else { return nil }
    guard let count = Int(exactly: value), count >= 0 else {
      throw .invalidNumber(value.shortText, field: key.stringValue)
    }
    return count
  }
}
