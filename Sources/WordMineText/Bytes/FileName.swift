/// The name of a file as a text, whatever its bytes are.
///
/// File names are bytes, but arguments and messages are texts. A byte that is not UTF-8 is held by a
/// character of private use, U+10FE00 + byte, and so are the bytes of such characters themselves: every
/// name has a text of its own.
package enum FileName {
  private static let compressed = [".gz", ".bz2", ".zst", ".xz"]

  /// A name without the suffix of a compressed file.
  package static func uncompressed(_ name: String) -> String {
    let suffix = compressed.first { name.lowercased().hasSuffix($0) }
    return String(name.dropLast(suffix?.count ?? 0))
  }

  private static let escapes = UInt32(0x10FE80)...0x10FEFF

  /// The text of a name.
  package static func text(_ name: some Sequence<UInt8>) -> String {
    let bytes = Array(name)
    if let text = String(validating: bytes, as: UTF8.self), !hasEscapes(text) { return text }
    var text = String.UnicodeScalarView()
    var position = 0
    while position < bytes.count {
      let (scalar, length) = UTF8Scanner.next(in: bytes.span, at: position)
      if let scalar = scalar.flatMap(Unicode.Scalar.init), !escapes.contains(scalar.value) {
        text.append(scalar)
      } else {
        for byte in bytes[position..<position + length] { text.append(escape(byte)) }
      }
      position += length
    }
    return String(text)
  }

  /// The bytes of a name.
  package static func bytes(_ text: String) -> [UInt8] {
    guard hasEscapes(text) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      escapes.contains(scalar.value)
        ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(Character(scalar)).utf8)
    }
  }

  /// The name as system calls take it.
  package static func system(_ text: String) -> [CChar] {
    (bytes(text) + [0]).map { CChar(bitPattern: $0) }
  }

  /// The name as people read it: `a\xC4\xE3.txt`.
  package static func shown(_ text: String) -> String {
    guard hasEscapes(text) else { return text }
    return text.unicodeScalars.map { scalar in
      escapes.contains(scalar.value)
        ? "\\x" + String(scalar.value & 0xFF, radix: 16, uppercase: true)
        : String(Character(scalar))
    }.joined()
  }

  /// The names of a list: with NUL behind each, as `find -print0` writes them, else one per line.
  package static func list(_ bytes: [UInt8]) -> [String] {
    let list = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    if list.contains(0) { return list.split(separator: 0).map(text) }
    return list.split(separator: 0x0A).compactMap { line in
      let name = line.last == 0x0D ? line.dropLast() : line
      return name.isEmpty ? nil : text(name)
    }
  }

  private static func escape(_ byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(0x10FE00 | UInt32(byte))!
  }

  private static func hasEscapes(_ text: String) -> Bool {
    text.utf8.contains(0xF4) && text.unicodeScalars.contains { escapes.contains($0.value) }
  }
}
