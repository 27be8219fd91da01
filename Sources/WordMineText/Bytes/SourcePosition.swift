/// A position in an input: `corpus.txt:12`, or `corpus.txt` if the line is unknown.
public struct SourcePosition: Hashable, Sendable, CustomStringConvertible {
  /// The name of the file as the user gave it; `<stdin>` for standard input.
  public var source: String
  /// The line number, from 1.
  public var line: Int?
  /// The byte offset in the decompressed text, from 0.
  public var byte: Int?

  public init(source: String, line: Int? = nil, byte: Int? = nil) {
    self.source = source
    self.line = line
    self.byte = byte
  }

  public var description: String {
    let place = line.map { "\(source):\($0)" } ?? source
    return byte.map { "\(place) (byte \($0))" } ?? place
  }
}
