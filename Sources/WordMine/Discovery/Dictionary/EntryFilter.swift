/// Selects the strings that belong in a dictionary.
struct EntryFilter {
  let atoms: AtomAlphabet
  /// Words that are used less often are left out.
  var minimumCount = 1
  /// Whether words of one atom are listed.
  var includesSingleAtoms = false
  /// Whether words without a Han character are listed.
  var includesNonHan = false

  /// Whether the string of some ids is listed.
  ///
  /// Class atoms never are. A word with Latin in it must not begin or end in one of four particles that
  /// only stand beside it: they would make words of `在Ubuntu` and `X和`.
  func isListed(_ ids: [UInt32]) -> Bool {
    let kinds = ids.map { atoms.kinds[Int($0)] }
    if kinds.contains(.classAtom) { return false }
    if kinds.count == 1, !includesSingleAtoms { return false }
    if !kinds.contains(.han), !includesNonHan { return false }
    guard kinds.count > 1, kinds.contains(.other) else { return true }
    let edges = [ids[0], ids[ids.count - 1]]
    return !edges.contains { ["和", "在", "的", "与"].contains(atoms.folded[Int($0)]) }
  }
}
