/// A text encoding.
public enum Encoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case gb18030 = "gb18030"
  case big5 = "big5"
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"

  /// The encoding with a name, in any case; GBK and GB2312 are read as their superset GB18030.
  public init?(name: String) {
    switch name.lowercased() {
    case "utf-8", "utf8": self = .utf8
    case "gb18030", "gbk", "gb2312", "cp936": self = .gb18030
    case "big5", "big5-hkscs", "cp950": self = .big5
    case "utf-16", "utf16": self = .utf16
    case "utf-16le", "utf16le": self = .utf16LittleEndian
    case "utf-16be", "utf16be": self = .utf16BigEndian
    default: return nil
    }
  }

  /// The name of the encoding in ICU.
  var converterName: String {
    switch self {
    case .big5: "Big5-HKSCS"
    case .utf16: "UTF-16"
    default: rawValue
    }
  }

  /// Detects the encoding of a text from its beginning.
  ///
  /// A byte order mark decides. Otherwise the text is UTF-8 unless more than one in a hundred of
  /// its sequences is invalid, else whatever ICU detects, or UTF-8 if ICU is not confident.
  ///
  /// - Parameter sample: At most the first 64 KiB; the last character may be truncated.
  public init(detecting sample: ArraySlice<UInt8>) {
    if sample.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = .utf8
    } else if sample.starts(with: [0xFF, 0xFE]) {
      self = .utf16LittleEndian
    } else if sample.starts(with: [0xFE, 0xFF]) {
      self = .utf16BigEndian
    } else {
      let (valid, invalid) = UTF8Scanner.sequences(in: sample)
      if invalid * 100 <= valid + invalid {
        self = .utf8
      } else {
        self = detectedEncoding(of: sample).flatMap(Encoding.init(name:)) ?? .utf8
      }
    }
  }
}
