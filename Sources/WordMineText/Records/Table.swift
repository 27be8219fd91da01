/// The columns of a table, which define both how rows are written and how they are read.
///
///     let table = Table<Pair>([
///       .text("word", { $0.word }),
///       .number("gain", { $0.gain }),
///     ])
///     try table.write(pairs, to: sink, as: .tsv)
///
/// Results have a table, with which any of their elements can be written:
///
///     try found.table.write(found.prefix(20), to: .standardOutput(), as: .tsv)
public struct Table<Row>: Sendable {
  /// A named column.
  package struct Column: Sendable {
    package let name: String
    /// Returns the cell of a row.
    package let cell: @Sendable (Row) -> Cell
    /// Stores a field in a row; `nil` if the column is not read.
    let read: (@Sendable (TableField, inout Row) throws(InputError.Reason) -> Void)?
    /// The formats that include the column.
    package private(set) var formats: Set<TableFormat> = Set(TableFormat.allCases)
    /// Whether files must have the column.
    private(set) var isRequired = false

    package init(
      _ name: String, _ cell: @escaping @Sendable (Row) -> Cell,
      read: (@Sendable (TableField, inout Row) throws(InputError.Reason) -> Void)? = nil
    ) {
      (self.name, self.cell, self.read) = (name, cell, read)
    }

    /// The column, limited to some formats.
    package func only(_ formats: TableFormat...) -> Column {
      var column = self
      column.formats = Set(formats)
      return column
    }

    /// The column, required in every file.
    package var required: Column {
      var column = self
      column.isRequired = true
      return column
    }
  }

  package let columns: [Column]
  /// Returns an empty row to read into; `nil` if the table is only written.
  let blank: (@Sendable () -> Row)?
  /// Checks a row after reading, or before writing.
  let check: @Sendable (Row) throws(InputError.Reason) -> Void

  package init(
    _ columns: [Column], blank: (@Sendable () -> Row)? = nil,
    check: @escaping @Sendable (Row) throws(InputError.Reason) -> Void = { _ in }
  ) {
    (self.columns, self.blank, self.check) = (columns, blank, check)
  }

  /// The reader and writer of single lines.
  package func lineFormat(_ format: TableFormat) -> any LineFormat<Row> {
    switch format {
    case .tsv: TSVFormat(self)
    case .csv: CSVFormat(self)
    case .jsonl: JSONLinesFormat(self)
    }
  }

  /// Writes rows; in TSV and CSV, after a header.
  ///
  /// - Parameter name: The name of the output in error messages.
  /// - Throws: `SystemError` if writing fails, `InputError` for a row that the format cannot
  ///   represent.
  public func write(
    _ rows: some Sequence<Row>, to sink: ByteSink, as format: TableFormat,
    name: String = "<stdout>"
  ) throws {
    var writer = try RecordWriter(sink, as: lineFormat(format), name: name)
    for row in rows { try writer.write(row) }
  }
}

extension Table.Column {
  package static func text(
    _ name: String, _ value: @escaping @Sendable (Row) -> String?,
    set: (@Sendable (inout Row, String?) -> Void)? = nil
  ) -> Self {
    Self(
      name, { Cell(value($0)) },
      read: Self.reader(set, { field throws(InputError.Reason) in try field.text() }))
  }

  /// A column of integers; when read, they must be counts, that is, not negative.
  package static func integer(
    _ name: String, _ value: @escaping @Sendable (Row) -> Int?,
    set: (@Sendable (inout Row, Int?) -> Void)? = nil
  ) -> Self {
    Self(
      name, { Cell(value($0)) },
      read: Self.reader(set, { field throws(InputError.Reason) in try field.count() }))
  }

  package static func number(
    _ name: String, _ value: @escaping @Sendable (Row) -> Double?,
    set: (@Sendable (inout Row, Double?) -> Void)? = nil
  ) -> Self {
    Self(
      name, { Cell(value($0)) },
      read: Self.reader(set, { field throws(InputError.Reason) in try field.number() }))
  }

  private static func reader<Value>(
    _ set: (@Sendable (inout Row, Value?) -> Void)?,
    _ value: @escaping @Sendable (TableField) throws(InputError.Reason) -> Value?
  ) -> (@Sendable (TableField, inout Row) throws(InputError.Reason) -> Void)? {
    guard let set else { return nil }
    return { field, row throws(InputError.Reason) in set(&row, try value(field)) }
  }
}

/// A result that can be written as a table.
public protocol TableConvertible: RandomAccessCollection {
  /// The columns of the elements.
  var table: Table<Element> { get }
}

extension TableConvertible {
  /// Writes all elements.
  ///
  /// - Throws: `SystemError` if writing fails, `InputError` for an element that the format cannot
  ///   represent.
  public func write(to sink: ByteSink, as format: TableFormat) throws {
    try table.write(self, to: sink, as: format)
  }

  /// Writes all elements to a file, which appears only once it is complete.
  ///
  /// - Parameter format: `nil` to choose it by the file name.
  /// - Throws: The same as `write(to:as:)`.
  public func write(to path: String, as format: TableFormat? = nil) throws {
    let sink = try ByteSink.file(path)
    try table.write(self, to: sink, as: format ?? TableFormat(path: path), name: path)
    try sink.close()
  }
}
