/// A place in an input: `corpus.txt:12`, or `corpus.txt` where no line is known.
public struct SourcePosition: Hashable, Sendable, CustomStringConvertible {
  /// The name of the file as the user gave it; `<stdin>` for standard input.
  public var source: String
  /// The line, from 1.
  public var line: Int?
  /// The offset in bytes of the text, after decompression, from 0.
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
