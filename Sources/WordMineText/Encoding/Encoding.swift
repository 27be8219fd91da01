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

  /// The encoding that the byte order mark at the beginning of a text says; `nil` without one.
  init?(markOf beginning: ArraySlice<UInt8>) {
    if beginning.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = .utf8
    } else if beginning.starts(with: [0xFF, 0xFE]) {
      self = .utf16LittleEndian
    } else if beginning.starts(with: [0xFE, 0xFF]) {
      self = .utf16BigEndian
    } else {
      return nil
    }
  }

  /// Detects the encoding of a text from its beginning.
  ///
  /// A byte order mark decides; see `init(judging:)`. Without one, it may still be UTF-16.
  ///
  /// - Parameter sample: The last character may be truncated.
  public init(detecting sample: ArraySlice<UInt8>) {
    self =
      Encoding(markOf: sample) ?? Self.unmarkedUTF16(sample) ?? Encoding(judging: sample)
  }

  /// Detects the encoding of a part of a text: UTF-8 unless most of its sequences are invalid, else
  /// whatever ICU detects, or UTF-8 if ICU is not confident.
  ///
  /// Of Chinese text in another encoding, three in four sequences are invalid and more; of UTF-8
  /// whose lines were cut after some bytes, one in five at most.
  init(judging sample: ArraySlice<UInt8>) {
    self =
      Self.isUTF8(sample)
      ? .utf8 : detectedEncoding(of: sample).flatMap(Encoding.init(name:)) ?? .utf8
  }

  /// Whether no more sequences are invalid than damage makes them.
  static func isUTF8(_ sample: ArraySlice<UInt8>) -> Bool {
    let (valid, invalid) = UTF8Scanner.sequences(in: sample)
    return invalid <= valid
  }

  /// UTF-16 without a mark: nearly all of its units are common in Chinese texts.
  ///
  /// Where both orders of bytes would do, as for English, there are more units of ASCII in the right one.
  private static func unmarkedUTF16(_ sample: ArraySlice<UInt8>) -> Encoding? {
    guard sample.count > 1, sample.contains(0) || !isUTF8(sample) else { return nil }
    var best: (encoding: Encoding, plain: Int)?
    for (encoding, high) in [(Encoding.utf16LittleEndian, 1), (.utf16BigEndian, 0)] {
      var (common, plain, count) = (0, 0, 0)
      for start in stride(from: sample.startIndex, to: sample.endIndex - 1, by: 2) {
        let unit = UInt16(sample[start + high]) << 8 | UInt16(sample[start + 1 - high])
        count += 1
        if isPlain(unit) { plain += 1 }
        if isPlain(unit) || isCommon(unit) { common += 1 }
      }
      guard common * 20 >= count * 19 else { continue }
      if best.map({ plain > $0.plain }) ?? true { best = (encoding, plain) }
    }
    return best?.encoding
  }

  private static func isPlain(_ unit: UInt16) -> Bool {
    0x20..<0x7F ~= unit || unit == 0x0A || unit == 0x0D || unit == 0x09
  }

  private static func isCommon(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x2010...0x2027, 0x3000...0x30FF, 0x4E00...0x9FFF, 0xFF00...0xFFEF: true
    default: false
    }
  }
}
