/// Splits an input into lines.
///
/// A line ends with LF or CR LF; the last one may end with the input. A UTF-8 byte order mark at
/// the beginning is not part of the first line. A line may have any length.
package struct LineReader: ~Copyable {
  /// The number of the last line that was read, from 1; 0 before the first.
  package private(set) var line = 0

  private var source: ByteSource
  private var buffer: [UInt8] = []
  /// The start of the next line in `buffer`.
  private var start = 0
  private var hasEnded = false

  private static let blockSize = 256 << 10
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  package init(_ source: consuming ByteSource) { self.source = source }

  /// The position of the last line that was read.
  package var position: SourcePosition {
    SourcePosition(source: source.name, line: line == 0 ? nil : line)
  }

  /// The beginning of the text, at most one block of it, if no line has been read yet.
  ///
  /// - Throws: `InputError` if the input cannot be read.
  package mutating func peek() throws(InputError) -> ArraySlice<UInt8> {
    // Three bytes are enough to recognize a byte order mark.
    while line == 0, buffer.count < Self.byteOrderMark.count, !hasEnded { try fill() }
    if line == 0, start == 0 {
      try FileSignature.check(buffer[...], source: source.name)
      if buffer.starts(with: Self.byteOrderMark) { start = Self.byteOrderMark.count }
    }
    return buffer[start...]
  }

  /// The next line, without its line break; `nil` after the last.
  ///
  /// - Throws: `InputError` if the input cannot be read or is not UTF-8.
  package mutating func next() throws(InputError) -> String? {
    if line == 0 { _ = try peek() }
    guard let bytes = try nextBytes() else { return nil }
    line += 1
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError(
        .mismatch("bytes that are not UTF-8; convert the file to UTF-8 first"), at: position)
    }
    return text
  }

  private mutating func nextBytes() throws(InputError) -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        return Self.withoutReturn(buffer[start..<end])
      }
      searched = buffer.count - start
      if hasEnded {
        defer { start = buffer.count }
        return start == buffer.count ? nil : Self.withoutReturn(buffer[start...])
      }
      try fill()
    }
  }

  private static func withoutReturn(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.last == 0x0D ? line.dropLast() : line
  }

  /// Moves the unfinished line to the front of the buffer, and reads more after it.
  private mutating func fill() throws(InputError) {
    let bytes = try source.read(Self.blockSize)
    hasEnded = bytes.isEmpty
    if start > 0 { buffer.removeFirst(start) }
    start = 0
    buffer += bytes
  }
}
