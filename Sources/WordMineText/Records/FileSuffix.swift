/// The end of the names of files of one format, such as `.tsv`.
package struct FileSuffix<Format: Sendable>: Sendable {
  package let text: String
  package let format: Format

  package init(_ text: String, _ format: Format) { (self.text, self.format) = (text, format) }
}

extension Array {
  /// The format that the name of a file asks for, in either case; `nil` if it ends in none of these.
  package func format<Format>(of path: String) -> Format? where Element == FileSuffix<Format> {
    let path = path.lowercased()
    return first { path.hasSuffix($0.text) }?.format
  }
}
