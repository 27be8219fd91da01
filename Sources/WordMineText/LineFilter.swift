import FoundationEssentials

/// Where the text stands in lines of records.
public enum Column: Hashable, Sendable {
  /// A column of a TSV, from 1.
  case number(Int)
  /// A column named in the first line of a TSV, or a key of JSON Lines.
  case name(String)

  /// `3`, or `text`.
  public init(_ argument: String) {
    self = Int(argument).map(Column.number) ?? .name(argument)
  }

  var name: String {
    switch self {
    case .number(let number): "\(number)"
    case .name(let name): name
    }
  }
}

/// Takes the text out of the records of one input.
///
/// An input whose first line begins with `{` is JSON Lines; any other is a TSV, and has a header if
/// the column is named. Each text becomes one line; line breaks inside it become blanks.
struct LineFilter {
  private let column: Column?
  private let source: String
  private var line = 0
  private var isJSON = false
  private var index: Int?

  init(column: Column?, source: String) throws(InputError) {
    self.column = column
    self.source = source
    if case .number(let number) = column {
      guard number > 0 else {
        throw InputError(.missingColumn("\(number)"), at: SourcePosition(source: source))
      }
      index = number - 1
    }
  }

  mutating func extract(_ bytes: [UInt8]) throws(InputError) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      var stop = end
      if stop > start, bytes[stop - 1] == 0x0D { stop -= 1 }
      try extract(bytes[start..<stop], into: &text)
      start = end + 1
    }
    return text
  }

  private mutating func extract(
    _ record: ArraySlice<UInt8>, into text: inout [UInt8]
  ) throws(InputError) {
    line += 1
    if line == 1 {
      isJSON = record.first == UInt8(ascii: "{")
      if !isJSON, index == nil {
        index = record.split(separator: 0x09, omittingEmptySubsequences: false)
          .firstIndex { Array($0) == Array((column?.name ?? "").utf8) }
        guard index != nil else { throw error(.missingColumn(column?.name ?? "")) }
        return
      }
    }
    if record.isEmpty { return }
    if isJSON { text += try jsonText(record) } else { text += try field(record) }
    text.append(0x0A)
  }

  private func field(_ record: ArraySlice<UInt8>) throws(InputError) -> ArraySlice<UInt8> {
    let fields = record.split(
      separator: 0x09, maxSplits: index! + 1, omittingEmptySubsequences: false)
    guard index! < fields.count else { throw error(.missingColumn(column?.name ?? "")) }
    return fields[index!]
  }

  private func jsonText(_ record: ArraySlice<UInt8>) throws(InputError) -> [UInt8] {
    let name = column?.name ?? ""
    let object: TextField
    do {
      let decoder = JSONDecoder()
      decoder.userInfo[TextField.key] = name
      object = try decoder.decode(TextField.self, from: Data(record))
    } catch DecodingError.keyNotFound {
      throw error(.missingColumn(name))
    } catch DecodingError.typeMismatch, DecodingError.valueNotFound {
      throw error(.invalidJSON("the value of \"\(name)\" is not a text"))
    } catch {
      throw self.error(.invalidJSON("\(String(decoding: record.prefix(60), as: UTF8.self))"))
    }
    return object.text.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
  }

  private func error(_ reason: InputError.Reason) -> InputError {
    InputError(reason, at: SourcePosition(source: source, line: line))
  }
}

/// One key of a JSON object.
private struct TextField: Decodable {
  static let key = CodingUserInfoKey(rawValue: "name")!
  let text: String

  struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let name = decoder.userInfo[Self.key] as? String ?? ""
    text = try decoder.container(keyedBy: Name.self).decode(
      String.self, forKey: Name(stringValue: name))
  }
}
