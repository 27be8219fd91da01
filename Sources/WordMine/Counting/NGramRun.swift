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
  private(set) var bytes: [UInt8] = []
  /// The number of distinct windows.
  private(set) var windows = 0
  private var previous = NGramWindow()

  static let end: UInt8 = 0xFF

  /// - Parameter shared: What `window.sharedPrefix` gives for the window before; the caller knows it.
  @inline(__always) mutating func append(_ window: NGramWindow, shared: Int) {
    var length = shared + 1
    while length < NGramWindow.longest, window.atoms[length] != 0 { length += 1 }
    let small = window.count < 4
    bytes.append(
      UInt8(
        truncatingIfNeeded: shared | (length - shared - 1) &<< 3 | (small ? window.count : 0) &<< 6)
    )
    var index = shared
    if shared > 0 {
      append(UInt64(window.atoms[shared] &- previous.atoms[shared]))
      index += 1
    }
    while index < length {
      append(UInt64(window.atoms[index]))
      index += 1
    }
    if !small { append(UInt64(window.count - 4)) }
    previous = window
    windows += 1
  }

  @inline(__always) private mutating func append(_ value: UInt64) {
    var value = value
    while value >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value &>>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: value))
  }

  /// Forgets the bytes, which were written somewhere, but not the window before.
  mutating func removeBytes() { bytes.removeAll(keepingCapacity: true) }
}
