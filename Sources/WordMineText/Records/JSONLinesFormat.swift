import FoundationEssentials

/// The rows of a table as one JSON object per line, with the names of the columns as keys.
///
///     {"count":17,"score":3.2,"word":"词典"}
///
/// Keys with unknown values are omitted; unknown keys are ignored.
package struct JSONLinesFormat<Row>: LineFormat {
  private let table: Table<Row>
  /// The columns in the order of their names.
  private let written: [Table<Row>.Column]
  private let read: [Table<Row>.Column]
  private let decoder = JSONDecoder()

  package init(_ table: Table<Row>) {
    self.table = table
    read = table.columns.filter { $0.formats.contains(.jsonl) }
    written = read.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  package func decode(_ line: Substring) throws(InputError.Reason) -> Row? {
    guard line.utf8.contains(where: { $0 != 0x20 && $0 != 0x09 }), var row = table.blank?() else {
      return nil
    }
    let record = try JSONRecord(line, decoder)
    for column in read {
      if column.isRequired { try record.require(column.name) }
      try column.read?(TableField(name: column.name, content: .json(record)), &row)
    }
    try table.check(row)
    return row
  }

  package func encode(_ row: Row) throws(InputError.Reason) -> String {
    try table.check(row)
    var bytes: [UInt8] = []
    JSON.appendObject(written.lazy.map { ($0.name, $0.cell(row)) }, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
