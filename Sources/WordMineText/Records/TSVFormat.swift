/// The rows of a table as tab-separated fields, below a header with the names of the columns.
///
///     word<TAB>score<TAB>count
///     词典<TAB>3.2<TAB>17
///
/// Unknown values are empty fields. Columns may be in any order, and all except the required ones
/// may be missing; unknown columns are ignored. The header may begin with `#`.
package struct TSVFormat<Row>: LineFormat {
  private let table: Table<Row>
  private let written: [Table<Row>.Column]
  /// The cells of the written columns.
  private let cells: [@Sendable (Row) -> Cell]
  /// Known after the header.
  private var layout: ColumnLayout<Row>?

  package init(_ table: Table<Row>) {
    self.table = table
    written = table.columns.filter { $0.formats.contains(.tsv) }
    cells = written.map(\.cell)
  }

  package var header: String? { written.map(\.name).joined(separator: "\t") }

  package mutating func decode(_ line: Substring) throws(InputError.Reason) -> Row? {
    if line.isEmpty { return nil }
    let fields = line.utf8.split(separator: 0x09, omittingEmptySubsequences: false)
      .map { Substring($0) }
    guard let layout else {
      var names = fields
      if names[0].utf8.first == UInt8(ascii: "#") { names[0] = names[0].dropFirst() }
      layout = try ColumnLayout(names, table, .tsv)
      return nil
    }
    return try layout.row(fields)
  }

  package func encode(_ row: Row) throws(InputError.Reason) -> String {
    try table.check(row)
    var line = TSVLine()
    for cell in cells { try line.append(cell(row)) }
    return line.text
  }
}

/// A TSV line that is assembled field by field.
private struct TSVLine {
  private(set) var text = ""
  private var isEmpty = true

  init() { text.reserveCapacity(128) }

  mutating func append(_ cell: Cell) throws(InputError.Reason) {
    if !isEmpty { text += "\t" }
    isEmpty = false
    let field = cell.field
    if cell.mayHoldText { try Self.check(field) }
    text += field
  }

  private static func check(_ field: String) throws(InputError.Reason) {
    for byte in field.utf8 where byte == 0x09 || byte == 0x0A || byte == 0x0D {
      throw .mismatch(
        "the format tsv cannot hold U+\(String(byte, radix: 16, uppercase: true)) in a field: "
          + field.debugDescription)
    }
  }
}

extension Cell {
  var mayHoldText: Bool {
    switch self {
    case .text, .singleLine, .list: true
    case .missing, .integer, .number, .fixed, .object: false
    }
  }
}
