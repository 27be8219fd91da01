/// An error in an input: what is wrong, and where.
public struct InputError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Error, Equatable, Sendable {
    case notFound
    case isDirectory
    case notPermitted
    case unreadable(String)
    case invalidBytes(encoding: String)
    case unknownEncoding(String)
    case damagedCompression(String)
    /// Compressed data needs more memory to be read than is allowed: so many bytes, if it says so.
    case decoderMemory(String, needed: Int?, allowed: Int)
    /// The system refused the memory to read compressed data.
    case noDecoderMemory(String)
    case invalidNumber(String, field: String)
    case missingColumn(String)
    case invalidJSON(String)
    case notText(String, hint: String)
    case notThisFormat(expected: String, hint: String)
    case otherVersion(found: Int, supported: Int)
    case damaged(String)
    case mismatch(String)
  }

  public var reason: Reason
  public var position: SourcePosition

  public init(_ reason: Reason, at position: SourcePosition) {
    self.reason = reason
    self.position = position
  }

  public var description: String { "\(position): \(reason.description)" }
}

extension InputError.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notFound: "no such file"
    case .isDirectory: "is a directory, not a file"
    case .notPermitted: "permission denied"
    case .unreadable(let why): "cannot be read: \(why)"
    case .invalidBytes(let encoding):
      "bytes that are not \(encoding); name the right encoding, or allow invalid bytes"
    case .unknownEncoding(let name):
      "unknown encoding \"\(name)\"; known are utf-8, gb18030, gbk, gb2312, big5, utf-16, "
        + "utf-16le, utf-16be"
    case .damagedCompression(let kind): "the \(kind) data is damaged or cut short"
    case .decoderMemory(let kind, let needed, let allowed):
      "reading the \(kind) data takes \(needed.map { "\($0 >> 20) MiB" } ?? "a window") of memory"
        + "\(needed == nil ? " that is larger than" : "; allowed are") \(allowed >> 20) MiB"
    case .noDecoderMemory(let kind):
      "the system refused the memory to read the \(kind) data"
    case .invalidNumber(let text, let field): "\(field) is not a number: \"\(text)\""
    case .missingColumn(let name): "there is no column \"\(name)\""
    case .invalidJSON(let why): "not a JSON object: \(why)"
    case .notText(let kind, let hint): "looks like \(kind), not text; \(hint)"
    case .notThisFormat(let expected, let hint): "not a \(expected): \(hint)"
    case .otherVersion(let found, let supported):
      "format version \(found), but this build reads version \(supported); write the file again"
    case .damaged(let what): "damaged or cut short: \(what)"
    case .mismatch(let what): what
    }
  }
}
