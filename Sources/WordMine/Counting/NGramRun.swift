/// Windows in their order, front-coded: the body of a counts file.
///
/// A window is a head byte, the atoms that differ from the window before, and a count:
///
/// | bits of the head | meaning |
/// | --- | --- |
/// | 0–2 | how many atoms it shares with the window before |
/// | 3–5 | how many atoms follow, less 1 |
/// | 6–7 | the count if it is 1, 2 or 3; 0 if it follows |
///
/// All numbers are LEB128. The first atom that follows is written as the difference to its
/// predecessor in the window before, unless nothing is shared; the others are ranks. A head of 0xFF
/// ends the run.
struct NGramRun: Sendable {
  /// Room for the bytes; those up to `end` are written.
  private var buffer: [UInt8] = []
  private var end = 0
  /// The number of distinct windows.
  private(set) var windows = 0

  /// The head after the last window.
  static let endMark: UInt8 = 0xFF

  /// The most bytes of a window: its head, the atoms and the count.
  private static let longestWindow = 1 + 5 * NGramWindow.longest + 10

  var bytes: ArraySlice<UInt8> { buffer[..<end] }

  /// - Parameters:
  ///   - count: How often the window occurs.
  ///   - shared: What `sharedPrefix` gives for the window and the one before.
  ///   - first: The first atom that is not shared, less that of the window before in its place, if
  ///     any is shared.
  ///   - atom: The atoms after that, by index; 0 after the last.
  @inline(__always)
  mutating func append(count: Int, shared: Int, _ first: UInt32, _ atom: (Int) -> UInt32) {
    let head = end
    if head + Self.longestWindow > buffer.count { grow() }
    var bytes = buffer.mutableSpan
    var place = head + 1
    Self.write(UInt64(first), to: &bytes, at: &place)
    var length = shared + 1
    while length < NGramWindow.longest, case let next = atom(length), next != 0 {
      Self.write(UInt64(next), to: &bytes, at: &place)
      length += 1
    }
    if count >= 4 { Self.write(UInt64(count - 4), to: &bytes, at: &place) }
    bytes[head] = UInt8(
      truncatingIfNeeded: shared | (length - shared - 1) &<< 3 | (count < 4 ? count : 0) &<< 6)
    end = place
    windows += 1
  }

  @inline(__always) private static func write(
    _ value: UInt64, to bytes: inout MutableSpan<UInt8>, at place: inout Int
  ) {
    var value = value
    while value >= 0x80 {
      bytes[place] = UInt8(truncatingIfNeeded: value) | 0x80
      place += 1
      value &>>= 7
    }
    bytes[place] = UInt8(truncatingIfNeeded: value)
    place += 1
  }

  private mutating func grow() {
    buffer += Array(repeating: 0, count: max(1 << 12, buffer.count))
  }

  /// Forgets the bytes, which were written somewhere.
  mutating func removeBytes() { end = 0 }
}
