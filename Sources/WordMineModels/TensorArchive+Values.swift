import FoundationEssentials
import WordMineBase
import WordMineNumerics

extension TensorArchive {
  /// The lines of a text in the metadata; an empty text has no lines, or one empty line if allowed.
  func lines(_ key: String, allowingEmpty: Bool = false) throws(Failure) -> [String] {
    let text = try text(key)
    if text.isEmpty, !allowingEmpty { return [] }
    // By bytes, not by characters: a line break can be part of a character.
    return text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: Array($0), as: UTF8.self)
    }
  }

  /// Stores the lines of a text in the metadata.
  mutating func set(_ key: String, lines: [String]) {
    metadata[key] = lines.joined(separator: "\n")
  }

  /// Checks that strings can be stored as lines and read back.
  ///
  /// - Parameter name: What each of them is.
  static func check(
    _ name: String, lines: [String], allowingEmpty: Bool = false
  ) throws(InvalidValue) {
    for line in lines where line.utf8.contains(0x0A) {
      throw InvalidValue("the \(name) \(line.debugDescription) contains a line break; replace it")
    }
    if lines == [""], !allowingEmpty {
      throw InvalidValue("the only \(name) is empty; there must be another one")
    }
  }

  /// Stores a value as JSON in the metadata.
  mutating func setJSON(_ key: String, _ value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // Validated configurations contain only finite numbers and text, which can always be encoded.
    guard let data = try? encoder.encode(value) else { preconditionFailure("\(key) in JSON") }
    metadata[key] = String(decoding: data, as: UTF8.self)
  }

  /// A value stored as JSON in the metadata.
  func json<Value: Decodable>(
    _ key: String, as type: Value.Type = Value.self
  ) throws(Failure) -> Value {
    let data = Data(try text(key).utf8)
    guard let value = try? JSONDecoder().decode(type, from: data) else {
      throw .damaged("\(key) is not what it should be")
    }
    return value
  }
}
