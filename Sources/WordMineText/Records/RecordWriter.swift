/// Writes records to a file, one per line, after the header of their format.
package struct RecordWriter<Record> {
  private let sink: ByteSink
  private let format: any LineFormat<Record>
  private var position: SourcePosition

  /// - Parameter name: The name of the output in error messages.
  package init(
    _ sink: ByteSink, as format: any LineFormat<Record>, name: String = "<stdout>"
  ) throws(SystemError) {
    self.sink = sink
    self.format = format
    position = SourcePosition(source: name, line: 0)
    if let header = format.header { try write(line: header) }
  }

  /// - Throws: `InputError`, with the line number in the output, for a record that the format
  ///   cannot represent; `SystemError` if writing fails.
  package mutating func write(_ record: Record) throws {
    try write(line: encode(record))
  }

  private func encode(_ record: Record) throws(InputError) -> String {
    do {
      return try format.encode(record)
    } catch {
      throw InputError(error, at: SourcePosition(source: position.source, line: nextLine))
    }
  }

  private var nextLine: Int { (position.line ?? 0) + 1 }

  private mutating func write(line: String) throws(SystemError) {
    try sink.write(line + format.lineBreak)
    position.line = nextLine + line.utf8.count { $0 == 0x0A }
  }
}
