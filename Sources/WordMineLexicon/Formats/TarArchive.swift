/// A tar archive (ustar) that is being written. It says nothing of users and times: the same files make the
/// same bytes.
struct TarArchive {
  private static let block = 512
  private var bytes: [UInt8] = []

  /// Appends a file.
  ///
  /// - Parameter name: At most 100 bytes in ASCII.
  mutating func append(_ name: String, _ content: String) {
    let content = Array(content.utf8)
    bytes += Self.header(name, content.count)
    bytes += content
    bytes += [UInt8](repeating: 0, count: -content.count & (Self.block - 1))
  }

  /// The archive, with the two empty blocks that end it.
  consuming func complete() -> [UInt8] { bytes + [UInt8](repeating: 0, count: 2 * Self.block) }

  private static func header(_ name: String, _ size: Int) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: block)
    func put(_ text: String, _ place: Int) {
      for (index, byte) in text.utf8.enumerated() { header[place + index] = byte }
    }
    put(name, 0)
    put("0000644", 100)
    put("0000000", 108)
    put("0000000", 116)
    put(octal(size, digits: 11), 124)
    put(octal(0, digits: 11), 136)
    put("        ", 148)
    put("0", 156)
    put("ustar", 257)
    put("00", 263)
    // The sum of all bytes, with blanks in place of itself.
    put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\0", 148)
    return header
  }

  private static func octal(_ value: Int, digits: Int) -> String {
    let text = String(value, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
