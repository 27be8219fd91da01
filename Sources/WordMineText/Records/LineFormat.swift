/// A format that stores one record per line.
///
/// A format knows nothing about files: `RecordReader` and `RecordWriter` split and join lines, and
/// locate errors.
package protocol LineFormat<Record>: Sendable {
  associatedtype Record

  /// The line before all records; `nil` if there is none.
  var header: String? { get }

  /// Decodes a line without its line break; `nil` if it holds no record (a blank line or a header).
  mutating func decode(_ line: Substring) throws(InputError.Reason) -> Record?

  /// Encodes a record, without a line break.
  ///
  /// - Throws: `InputError.Reason.mismatch` if `decode` would not restore the record.
  func encode(_ record: Record) throws(InputError.Reason) -> String
}

extension LineFormat {
  package var header: String? { nil }
}
