/// How one line of a file holds one record.
///
/// A format knows no file: `RecordReader` and `RecordWriter` split and join lines, and say where an
/// error is.
package protocol LineFormat<Record>: Sendable {
  associatedtype Record

  /// The line that stands before all records; `nil` if there is none.
  var header: String? { get }

  /// Reads one line, without its line break; `nil` where it holds no record (blank, a header).
  mutating func decode(_ line: Substring) throws(InputError.Reason) -> Record?

  /// Writes one record, without a line break.
  ///
  /// - Throws: `InputError.Reason.mismatch` if `decode` would not give the record back.
  func encode(_ record: Record) throws(InputError.Reason) -> String
}

extension LineFormat {
  package var header: String? { nil }
}
