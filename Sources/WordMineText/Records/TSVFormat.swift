/// The rows of a table as fields between tabs, under a line with the names of the columns.
///
///     word<TAB>score<TAB>count
///     词典<TAB>3.2<TAB>17
///
/// A field is empty where nothing is known. Columns may come in any order, and all but those that are
/// required may be missing; columns of other names are passed over. The line of names may begin with `#`.
package struct TSVFormat<Row>: LineFormat {
  private let table: Table<Row>
  private let written: [Table<Row>.Column]
  /// What the written columns hold.
  private let cells: [@Sendable (Row) -> Cell]
  /// How a line of the file is read, once its header was.
  private var layout: Layout?

  private struct Layout {
    /// The fields of a line.
    var count: Int
    /// Which field each column is read from, in the order of the table.
    var sources: [(column: Table<Row>.Column, field: Int)]
  }

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
      layout = try layout(fields)
      return nil
    }
    // A line with fewer fields was cut, whatever they hold.
    guard fields.count == layout.count else {
      throw .mismatch("\(fields.count) fields under \(layout.count) column names")
    }
    guard var row = table.blank?() else { return nil }
    for (column, field) in layout.sources {
      try column.read?(TableField(name: column.name, content: .text(fields[field])), &row)
    }
    try table.check(row)
    return row
  }

  private func layout(_ header: [Substring]) throws(InputError.Reason) -> Layout {
    var names = header
    if names[0].utf8.first == UInt8(ascii: "#") { names[0] = names[0].dropFirst() }
    var layout = Layout(count: names.count, sources: [])
    for column in written {
      if let field = names.firstIndex(of: column.name[...]) {
        layout.sources.append((column, field))
      } else if column.isRequired {
        throw .missingColumn(column.name)
      }
    }
    return layout
  }

  package func encode(_ row: Row) throws(InputError.Reason) -> String {
    try table.check(row)
    var line = TSVLine()
    for cell in cells { try line.append(cell(row)) }
    return line.text
  }
}

/// A line of a TSV that is put together field by field.
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
  fileprivate var mayHoldText: Bool {
    switch self {
    case .text, .line, .list: true
    case .missing, .integer, .number, .fixed, .object: false
    }
  }
}
