/// Selects the strings that belong in a dictionary.
struct EntryFilter {
  let atoms: AtomAlphabet
  /// The least number of uses of a word in the dictionary.
  var minimumCount = 1
  /// Whether words of one atom are listed.
  var includesSingleAtoms = false
  /// Whether words without a Han character are listed.
  var includesNonHan = false
  /// Whether a string may be listed at all; `nil`: any.
  var allows: (@Sendable ([UInt32]) -> Bool)?

  /// Bytes that an entry takes on its way into a dictionary: its record, with its texts and splits.
  private static let bytesPerEntry = 400

  /// This filter, with the least minimum count for which there is memory.
  ///
  /// - Parameter counts: The uses of all words.
  func fitting(in memory: Int, counts: [Int]) -> EntryFilter {
    var filter = self
    var listed = counts.filter { $0 >= minimumCount }
    while listed.count > memory / Self.bytesPerEntry, let least = listed.min() {
      filter.minimumCount = least + 1
      listed.removeAll { $0 == least }
    }
    return filter
  }

  /// Whether the string of these ids belongs in the dictionary.
  ///
  /// Class atoms never do. A word that contains Latin letters must not begin or end with one of
  /// four particles, which would otherwise form words such as `在Ubuntu` and `X和`.
  func isListed(_ ids: [UInt32]) -> Bool {
    isWord(ids) && allows?(ids) ?? true
  }

  /// Whether a phrase of these ids belongs in the dictionary.
  func allowsPhrase(_ ids: [UInt32], count: Int) -> Bool {
    count >= minimumCount && allows?(ids) ?? true
  }

  private func isWord(_ ids: [UInt32]) -> Bool {
    let kinds = ids.map { atoms.kinds[Int($0)] }
    if kinds.contains(.classAtom) { return false }
    if kinds.count == 1, !includesSingleAtoms { return false }
    if !kinds.contains(.han), !includesNonHan { return false }
    guard kinds.count > 1, kinds.contains(.other) else { return true }
    let edges = [ids[0], ids[ids.count - 1]]
    return !edges.contains { ["和", "在", "的", "与"].contains(atoms.folded[Int($0)]) }
  }
}
