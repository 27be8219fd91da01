import FoundationEssentials

/// The texts under some keys of a JSON object.
///
/// A number and a truth value are their text, `null` is none. What cannot be text is mended: halves of
/// surrogate pairs and bytes that are not UTF-8 become U+FFFD, control characters become blanks, and the
/// `NaN` and `Infinity` of other writers become `null`.
struct JSONTexts {
  /// The text of each key; `nil` for `null`, and where there is none.
  private(set) var values: [String?] = []
  /// The first key that the object does not have.
  private(set) var missing: String?
  /// Whether the record was changed before it could be read.
  private(set) var isMended = false

  private static let keys = CodingUserInfoKey(rawValue: "keys")!

  /// - Parameter isStrict: What would be mended, or is no text, is an error.
  /// - Throws: `InputError.Reason.invalidJSON` for what is no object, or a value that is none of those.
  init(
    _ record: ArraySlice<UInt8>, keys: [String], isStrict: Bool = false
  ) throws(InputError.Reason) {
    let decoder = JSONDecoder()
    decoder.userInfo[Self.keys] = keys
    var fields = try? decoder.decode(Fields.self, from: Data(record))
    if fields.map({ $0.values.contains(.other) }) ?? true {
      let mended = MendedJSON(record)
      if let cause = mended.cause {
        if isStrict { throw .invalidJSON(cause) }
        fields = try? decoder.decode(Fields.self, from: Data(mended.bytes))
        isMended = true
      }
    }
    guard let fields else {
      throw .invalidJSON(String(decoding: record.prefix(60), as: UTF8.self))
    }
    for (key, value) in zip(keys, fields.values) {
      switch value {
      case .text(let text): values.append(text)
      case .scalar(let text) where !isStrict: values.append(text)
      case .null where !isStrict: values.append(nil)
      case .missing:
        if isStrict { throw .missingColumn(key) }
        missing = missing ?? key
        values.append(nil)
      case .null: throw .mismatch("the value of \"\(key)\" is null")
      case .scalar, .other: throw .mismatch("the value of \"\(key)\" is not a text")
      }
    }
  }

  private enum Value: Equatable {
    case text(String)
    /// A number or a truth value.
    case scalar(String)
    case null
    case missing
    /// An object or an array, or a text that is damaged.
    case other
  }

  private struct Fields: Decodable {
    var values: [Value] = []

    struct Key: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let keys = decoder.userInfo[JSONTexts.keys] as? [String] ?? []
      let object = try decoder.container(keyedBy: Key.self)
      for key in keys { values.append(Self.value(of: Key(stringValue: key), in: object)) }
    }

    private static func value(of key: Key, in object: KeyedDecodingContainer<Key>) -> Value {
      if !object.contains(key) { return .missing }
      if let text = try? object.decode(String.self, forKey: key) { return .text(text) }
      if (try? object.decodeNil(forKey: key)) ?? false { return .null }
      if let value = try? object.decode(Bool.self, forKey: key) { return .scalar("\(value)") }
      if let value = try? object.decode(Int64.self, forKey: key) { return .scalar("\(value)") }
      if let value = try? object.decode(UInt64.self, forKey: key) { return .scalar("\(value)") }
      if let value = try? object.decode(Double.self, forKey: key) { return .scalar("\(value)") }
      return .other
    }
  }
}

/// A JSON record with U+FFFD in place of what is no character, `null` in place of what is no number, and
/// without control characters.
struct MendedJSON {
  private(set) var bytes: [UInt8] = []
  /// What was found first; `nil` if nothing was changed.
  private(set) var cause: String?

  init(_ record: ArraySlice<UInt8>) {
    var text = Array(record)
    if String(validating: text, as: UTF8.self) == nil {
      cause = "bytes that are not UTF-8"
      text = Array(String(decoding: text, as: UTF8.self).utf8)
    }
    bytes.reserveCapacity(text.count)
    var (position, isInString) = (0, false)
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: "\\") {
        position = appendEscape(text, position)
        continue
      }
      if byte == UInt8(ascii: "\"") { isInString.toggle() }
      if !isInString,
        let name = Self.noNumbers.first(where: { text[position...].starts(with: $0.utf8) })
      {
        note("\(name), which is no number of JSON")
        bytes += "null".utf8
        position += name.utf8.count
        continue
      }
      if byte < 0x20, isInString { note("a control character in a text") }
      bytes.append(byte < 0x20 ? 0x20 : byte)
      position += 1
    }
  }

  /// As Python writes them.
  private static let noNumbers = ["NaN", "Infinity", "-Infinity"]

  private mutating func note(_ found: String) { cause = cause ?? found }

  /// - Returns: The position behind the escape.
  private mutating func appendEscape(_ text: [UInt8], _ position: Int) -> Int {
    guard let unit = Self.unit(text, position), 0xD800...0xDFFF ~= unit else {
      bytes += text[position..<min(text.count, position + 2)]
      return position + 2
    }
    if unit < 0xDC00, let second = Self.unit(text, position + 6), 0xDC00...0xDFFF ~= second {
      bytes += text[position..<position + 12]
      return position + 12
    }
    note("half of a surrogate pair: \\u\(String(unit, radix: 16))")
    bytes += "\\ufffd".utf8
    return position + 6
  }

  /// The unit of UTF-16 that `\u` and four digits at a position are.
  private static func unit(_ text: [UInt8], _ position: Int) -> UInt16? {
    guard position + 6 <= text.count, text[position] == UInt8(ascii: "\\"),
      text[position + 1] == UInt8(ascii: "u")
    else { return nil }
    return UInt16(String(decoding: text[position + 2..<position + 6], as: UTF8.self), radix: 16)
  }
}
