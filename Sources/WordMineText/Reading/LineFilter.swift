import FoundationEssentials

/// Extracts the text, and the label if there is one, from the records of one input.
///
/// An input whose first line begins with `{` is JSON Lines; any other is TSV, which has a header if
/// a column is given by name. Each text becomes one line, with its line breaks replaced by blanks.
struct LineFilter {
  /// The column of the label, if there is one, then that of the text.
  private let columns: [Column]
  private let source: String
  private var line = 0
  private var isJSON = false
  /// The indices of the columns, from 0, once they are known.
  private var indices: [Int] = []

  init(column: Column, label: Column? = nil, source: String) throws(InputError) {
    columns = (label.map { [$0] } ?? []) + [column]
    self.source = source
    for case .number(let number) in columns where number < 1 {
      throw InputError(.missingColumn("\(number)"), at: SourcePosition(source: source))
    }
  }

  /// Replaces records by their texts, one per line, and their labels.
  mutating func extract(_ block: inout TextBlock) throws(InputError) {
    let bytes = block.bytes
    block.bytes = []
    block.bytes.reserveCapacity(bytes.count)
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      var stop = end
      if stop > start, bytes[stop - 1] == 0x0D { stop -= 1 }
      try append(bytes[start..<stop], to: &block)
      start = end + 1
    }
  }

  private mutating func append(
    _ record: ArraySlice<UInt8>, to block: inout TextBlock
  ) throws(InputError) {
    line += 1
    if line == 1 {
      isJSON = record.first == UInt8(ascii: "{")
      if !isJSON, try findColumns(record) { return }
    }
    if record.isEmpty { return }
    let fields = isJSON ? try jsonFields(record) : try tabFields(record)
    if fields.count > 1 { block.labels.append(Self.label(fields[0])) }
    block.bytes += fields[fields.count - 1]
    block.bytes.append(0x0A)
  }

  /// Replaces tabs, so that the label can be a field of a TSV.
  private static func label(_ field: ArraySlice<UInt8>) -> String {
    String(decoding: field.map { $0 == 0x09 ? 0x20 : $0 }, as: UTF8.self)
  }

  /// - Returns: Whether the first line is a header.
  private mutating func findColumns(_ first: ArraySlice<UInt8>) throws(InputError) -> Bool {
    let names = first.split(separator: 0x09, omittingEmptySubsequences: false)
    var isHeader = false
    for column in columns {
      switch column {
      case .number(let number): indices.append(number - 1)
      case .name(let name):
        guard let index = names.firstIndex(where: { $0.elementsEqual(name.utf8) }) else {
          throw error(.missingColumn(name))
        }
        indices.append(index)
        isHeader = true
      }
    }
    return isHeader
  }

  private func tabFields(
    _ record: ArraySlice<UInt8>
  ) throws(InputError) -> [ArraySlice<UInt8>] {
    let fields = record.split(
      separator: 0x09, maxSplits: indices.max()! + 1, omittingEmptySubsequences: false)
    for (column, index) in zip(columns, indices) where index >= fields.count {
      throw error(.missingColumn(column.name))
    }
    return indices.map { fields[$0] }
  }

  private func jsonFields(
    _ record: ArraySlice<UInt8>
  ) throws(InputError) -> [ArraySlice<UInt8>] {
    var fields: [ArraySlice<UInt8>] = []
    for column in columns { fields.append(try jsonText(record, column.name)[...]) }
    return fields
  }

  private func jsonText(
    _ record: ArraySlice<UInt8>, _ name: String
  ) throws(InputError) -> [UInt8] {
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
