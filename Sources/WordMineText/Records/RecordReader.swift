/// Reads the records of a file line by line.
package struct RecordReader<Record>: ~Copyable {
  private var lines: LineReader
  private var format: any LineFormat<Record>

  package init(_ source: consuming ByteSource, as format: any LineFormat<Record>) {
    self.init(LineReader(source), as: format)
  }

  package init(_ lines: consuming LineReader, as format: any LineFormat<Record>) {
    self.lines = lines
    self.format = format
  }

  /// The position of the last record that was read.
  package var position: SourcePosition { lines.position }

  /// The next record; `nil` after the last.
  ///
  /// - Throws: `InputError` at a line that cannot be read.
  package mutating func next() throws(InputError) -> Record? {
    if let record = format.nextInLine() { return record }
    while let line = try lines.next() {
      if let record = try decode(line) { return record }
    }
    try finish()
    return nil
  }

  /// All remaining records.
  package consuming func all() throws(InputError) -> [Record] {
    var records: [Record] = []
    while let record = try next() { records.append(record) }
    return records
  }

  private mutating func decode(_ line: String) throws(InputError) -> Record? {
    // A mark stands at the beginning of each of several files in one.
    let line =
      line.unicodeScalars.first == "\u{FEFF}"
      ? line.unicodeScalars.dropFirst() : line.unicodeScalars[...]
    do {
      return try format.decode(Substring(line))
    } catch {
      throw InputError(error, at: position)
    }
  }

  private func finish() throws(InputError) {
    do {
      try format.finish()
    } catch {
      throw InputError(error, at: position)
    }
  }
}

extension RecordReader where Record: Sendable {
  /// Hands out records that have been read already.
  ///
  /// - Parameter source: The name of their file.
  package init(_ records: [Record], source: String) throws(InputError) {
    self.init(
      LineReader(try ByteSource(plain: source) { _ in [] }),
      as: ReadRecords(rest: records.reversed()))
  }
}

/// Records that no line is read for.
private struct ReadRecords<Record: Sendable>: LineFormat {
  /// Last one first.
  var rest: [Record]

  mutating func nextInLine() -> Record? { rest.popLast() }
  func decode(_ line: Substring) -> Record? { nil }

  func encode(_ record: Record) throws(InputError.Reason) -> String {
    throw .mismatch("the format cannot be written")
  }
}
