/// A window on its way through a merge: its atoms by their ranks in the result, and its count.
struct MergeWindow: BitwiseCopyable, Sendable {
  /// The atoms, four to a word, the first highest; zeros after the last.
  private var high: UInt128
  private var low: UInt128
  var count: Int

  /// What comes after all windows: no atom has the last rank.
  static let end = MergeWindow(high: .max, low: .max, count: 0)

  private init(high: UInt128, low: UInt128, count: Int) {
    (self.high, self.low, self.count) = (high, low, count)
  }

  var isEnd: Bool { high == .max }

  /// - Parameter ranks: The ranks in the result, by those in the file of the window.
  init(_ window: NGramWindow, ranks: Span<UInt32>) {
    high = Self.pack(window, from: 0, ranks)
    low = window.atoms[4] == 0 ? 0 : Self.pack(window, from: 4, ranks)
    count = window.count
  }

  @inline(__always)
  private static func pack(
    _ window: NGramWindow, from index: Int, _ ranks: Span<UInt32>
  ) -> UInt128 {
    func rank(_ place: Int) -> UInt64 { UInt64(ranks[Int(window.atoms[index &+ place])]) }
    let (high, low) = (rank(0) &<< 32 | rank(1), rank(2) &<< 32 | rank(3))
    return UInt128(high) &<< 64 | UInt128(low)
  }

  /// The same window in other ranks, by its own.
  func renumbered(_ ranks: Span<UInt32>) -> MergeWindow {
    func word(_ start: Int) -> UInt128 {
      (start..<start + 4).reduce(0) { $0 &<< 32 | UInt128(ranks[Int(atom($1))]) }
    }
    return MergeWindow(high: word(0), low: word(4), count: count)
  }

  /// The atom at an index, 0 after the last.
  @inline(__always) func atom(_ index: Int) -> UInt32 {
    let word = index < 4 ? high : low
    return UInt32(truncatingIfNeeded: word &>> UInt128(96 &- 32 &* (index & 3)))
  }

  @inline(__always) func isSame(as other: MergeWindow) -> Bool {
    high == other.high && low == other.low
  }

  /// How many atoms at the front are the same in both, which differ.
  @inline(__always) func sharedPrefix(_ other: MergeWindow) -> Int {
    high != other.high
      ? (high ^ other.high).leadingZeroBitCount / 32
      : 4 + (low ^ other.low).leadingZeroBitCount / 32
  }

  /// The order of the files: by the ranks, a prefix first.
  @inline(__always) func precedes(_ other: MergeWindow) -> Bool {
    high != other.high ? high < other.high : low < other.low
  }
}
