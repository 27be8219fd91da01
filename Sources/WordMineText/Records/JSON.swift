import FoundationEssentials

/// JSON as this project writes it: on one line, keys in code point order, numbers with at most six
/// significant digits, unknown values omitted.
package enum JSON {
  /// The text of a value.
  package static func text(_ cell: Cell) -> String {
    var bytes: [UInt8] = []
    append(cell, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  package static func append(_ cell: Cell, to bytes: inout [UInt8]) {
    switch cell {
    case .missing: bytes += "null".utf8
    case .text(let text), .singleLine(let text): appendString(Array(text.utf8)[...], to: &bytes)
    case .integer(let value): bytes += String(value).utf8
    case .number(let value): bytes += (value.isFinite ? value.shortText : "null").utf8
    case .fixed(let value, let places):
      append(.number(Double(value.fixedText(places: places)) ?? .nan), to: &bytes)
    case .list(let cells, _):
      appendJoined(cells, "[", "]", to: &bytes) { cell, bytes in append(cell, to: &bytes) }
    case .object(let fields):
      appendObject(fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }, to: &bytes)
    }
  }

  /// - Parameter fields: The fields, sorted by key.
  static func appendObject(
    _ fields: some Sequence<(key: String, value: Cell)>, to bytes: inout [UInt8]
  ) {
    let known = fields.filter { !$0.value.isMissing }
    appendJoined(known, "{", "}", to: &bytes) { field, bytes in
      appendString(Array(field.key.utf8)[...], to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      append(field.value, to: &bytes)
    }
  }

  private static func appendJoined<Item>(
    _ items: [Item], _ open: String, _ close: String, to bytes: inout [UInt8],
    _ appendItem: (Item, inout [UInt8]) -> Void
  ) {
    bytes += open.utf8
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      appendItem(item, &bytes)
    }
    bytes += close.utf8
  }

  /// Appends a quoted string; invalid UTF-8 becomes U+FFFD.
  package static func appendString(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    let isValid = String(validating: text, as: UTF8.self) != nil
    let text = isValid ? text : Array(String(decoding: text, as: UTF8.self).utf8)[...]
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case 0x22, 0x5C: bytes += [0x5C, byte]
      case 0x08: bytes += "\\b".utf8
      case 0x09: bytes += "\\t".utf8
      case 0x0A: bytes += "\\n".utf8
      case 0x0C: bytes += "\\f".utf8
      case 0x0D: bytes += "\\r".utf8
      case ..<0x20: bytes += ((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension Cell {
  fileprivate var isMissing: Bool {
    switch self {
    case .missing: true
    case .number(let value), .fixed(let value, _): !value.isFinite
    default: false
    }
  }
}

/// An object of JSON Lines, read key by key.
struct JSONRecord: Decodable {
  private let fields: KeyedDecodingContainer<Key>

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws { fields = try decoder.container(keyedBy: Key.self) }

  /// - Throws: `InputError.Reason.invalidJSON` if the line is not an object.
  init(_ line: Substring, _ decoder: JSONDecoder) throws(InputError.Reason) {
    do {
      self = try decoder.decode(JSONRecord.self, from: Data(line.utf8))
    } catch {
      throw .invalidJSON(String(line.prefix(60)))
    }
  }

  /// - Throws: `InputError.Reason` if the key is missing, or its value is `null`.
  func require(_ name: String) throws(InputError.Reason) {
    let key = Key(stringValue: name)
    guard fields.contains(key) else { throw .missingColumn(name) }
    if (try? fields.decodeNil(forKey: key)) ?? false {
      throw .mismatch("the value of \"\(name)\" is null")
    }
  }

  /// The value of a key; `nil` if it is missing or `null`.
  ///
  /// - Parameter kind: The expected kind of value, for the error message.
  /// - Throws: `InputError.Reason.invalidJSON` if the value is of another kind.
  func value<Value: Decodable>(
    of name: String, as type: Value.Type, _ kind: String
  ) throws(InputError.Reason) -> Value? {
    do {
      return try fields.decodeIfPresent(type, forKey: Key(stringValue: name))
    } catch {
      throw .mismatch("the value of \"\(name)\" is not a \(kind)")
    }
  }
}
