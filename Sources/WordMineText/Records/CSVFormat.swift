/// One record of a CSV, as RFC 4180 has it: fields between commas, in quotes where they hold commas,
/// quotes (which are doubled) or line breaks.
///
///     var record = CSVRecord()
///     while let line = try lines.next() {
///       if record.append(line: line.utf8Span.span) { use(record[0]) }
///     }
///
/// As spreadsheets do, it takes a quote inside an unquoted field, and what follows a closing quote,
/// for text.
package struct CSVRecord: Sendable {
  /// The text of all fields, without their quotes.
  private var text: [UInt8] = []
  /// Where each complete field ends in `text`.
  private var ends: [Int] = []
  /// Whether the last line ended within quotes, so that the record goes on.
  package private(set) var isOpen = false

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")

  package init() {}

  /// The number of fields, once the record is complete.
  package var count: Int { ends.count }

  /// A field, in the encoding of the lines.
  package subscript(field: Int) -> ArraySlice<UInt8> {
    text[(field == 0 ? 0 : ends[field - 1])..<ends[field]]
  }

  /// Takes the next line of the record; after a complete record, the first of another.
  ///
  /// - Parameter line: Without its line break, which becomes a line feed where the record goes on.
  /// - Returns: Whether the record is complete.
  /// - Complexity: O(bytes).
  package mutating func append(line: Span<UInt8>) -> Bool {
    if isOpen { text.append(0x0A) } else { removeAll() }
    var place = 0
    while place < line.count {
      let byte = line[place]
      switch byte {
      case Self.quote where !isOpen && (place == 0 || line[place - 1] == Self.comma):
        isOpen = true
      case Self.quote where isOpen:
        isOpen = place + 1 < line.count && line[place + 1] == Self.quote
        if isOpen {
          text.append(byte)
          place += 1
        }
      case Self.comma where !isOpen:
        ends.append(text.count)
      default:
        text.append(byte)
      }
      place += 1
    }
    if !isOpen { ends.append(text.count) }
    return !isOpen
  }

  package mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    isOpen = false
  }

  /// A field as it is written: in quotes, if it would be read as another text without.
  package static func field(_ text: String) -> String {
    let isSafe = text.utf8.allSatisfy { $0 != comma && $0 != quote && $0 != 0x0A && $0 != 0x0D }
    // Blanks at the ends are text, but some programs drop them.
    if isSafe, text.utf8.first != 0x20, text.utf8.last != 0x20 { return text }
    let doubled = text.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
    return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
  }
}
