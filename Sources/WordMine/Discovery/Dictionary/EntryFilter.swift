/// Which strings belong into a dictionary.
struct EntryFilter {
  let atoms: AtomAlphabet
  let includesSingleAtoms: Bool
  let includesNonHan: Bool

  init(_ atoms: AtomAlphabet, _ configuration: WordDiscovery.Configuration) {
    self.atoms = atoms
    includesSingleAtoms = configuration.includesSingleAtoms
    includesNonHan = configuration.includesNonHan
  }

  /// Whether the string of some ids is listed.
  ///
  /// Class atoms never are. A word with Latin in it must not begin or end in one of four particles that
  /// only stand beside it: they would make words of `在Ubuntu` and `X和`.
  func isListed(_ ids: some Collection<Int>) -> Bool {
    let kinds = ids.map { atoms.kinds[$0] }
    if kinds.contains(.classAtom) { return false }
    if kinds.count == 1, !includesSingleAtoms { return false }
    if !kinds.contains(.han), !includesNonHan { return false }
    guard kinds.count > 1, kinds.contains(.other) else { return true }
    let edges = [ids[ids.startIndex], ids[ids.index(ids.startIndex, offsetBy: kinds.count - 1)]]
    return !edges.contains { ["和", "在", "的", "与"].contains(atoms.folded[$0]) }
  }
}
