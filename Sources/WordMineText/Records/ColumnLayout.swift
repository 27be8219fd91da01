/// Which field of each line of a file the columns of a table are read from, by the header of the file.
///
/// Columns may be in any order, and all except the required ones may be missing; unknown columns are
/// ignored.
struct ColumnLayout<Row> {
  private let table: Table<Row>
  /// The number of fields per line.
  private let count: Int
  private let sources: [(column: Table<Row>.Column, field: Int)]

  /// - Parameter format: The format of the file, which limits the columns.
  /// - Throws: `InputError.Reason.missingColumn` if a required column is missing.
  init(
    _ header: [Substring], _ table: Table<Row>, _ format: TableFormat
  ) throws(InputError.Reason) {
    (self.table, count) = (table, header.count)
    var sources: [(column: Table<Row>.Column, field: Int)] = []
    for column in table.columns where column.formats.contains(format) {
      if let field = header.firstIndex(of: column.name[...]) {
        sources.append((column, field))
      } else if column.isRequired {
        throw .missingColumn(column.name)
      }
    }
    self.sources = sources
  }

  /// The row of a line; `nil` if the table is only written.
  func row(_ fields: [Substring]) throws(InputError.Reason) -> Row? {
    // A line with fewer fields was truncated, whatever it contains.
    guard fields.count == count else {
      throw .mismatch("\(fields.count) fields under \(count) column names")
    }
    guard var row = table.blank?() else { return nil }
    for (column, field) in sources {
      try column.read?(TableField(name: column.name, content: .text(fields[field])), &row)
    }
    try table.check(row)
    return row
  }
}
