/// A format whose records are lines; some have lines of several records, or records of several lines.
///
/// A format knows nothing about files: `RecordReader` and `RecordWriter` split and join lines, and
/// locate errors.
package protocol LineFormat<Record>: Sendable {
  associatedtype Record

  /// The line before all records; `nil` if there is none.
  var header: String? { get }

  /// What ends each line that is written.
  var lineBreak: String { get }

  /// Decodes a line without its line break; `nil` if it holds no record (a blank line or a header), or
  /// if its record goes on in the next line.
  mutating func decode(_ line: Substring) throws(InputError.Reason) -> Record?

  /// The next record of the last line, if it holds more than the one that `decode` returned.
  mutating func nextInLine() -> Record?

  /// - Throws: `InputError.Reason` if the last record is not complete, although there are no more lines.
  func finish() throws(InputError.Reason)

  /// Encodes a record, without a line break.
  ///
  /// - Throws: `InputError.Reason.mismatch` if `decode` would not restore the record.
  func encode(_ record: Record) throws(InputError.Reason) -> String
}

extension LineFormat {
  package var header: String? { nil }
  package var lineBreak: String { "\n" }
  package mutating func nextInLine() -> Record? { nil }
  package func finish() throws(InputError.Reason) {}
}
