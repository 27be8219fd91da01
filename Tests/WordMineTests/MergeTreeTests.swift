import Testing

@testable import WordMine

@Suite struct MergeTreeTests {
  @Test(arguments: 1...9)
  func givesTheWindowsOfAllFilesInOrderThoseOfTheFirstFileFirst(files: Int) {
    var random = TestGenerator(seed: UInt64(files))
    // From few atoms, so that many windows are equal; some files are empty.
    let windows = (0..<files).map { _ in
      (0..<Int.random(in: 0...20, using: &random)).map { _ in
        [UInt32.random(in: 1...3, using: &random), UInt32.random(in: 0...2, using: &random)]
      }.sorted { $0.lexicographicallyPrecedes($1) }
    }
    var taken = [Int](repeating: 0, count: files)
    func next(_ file: Int) -> MergeWindow {
      if taken[file] == windows[file].count { return .end }
      defer { taken[file] += 1 }
      return window(windows[file][taken[file]])
    }
    var tree = MergeTree((0..<files).map(next))
    var merged: [[UInt32]] = []
    while !tree.least.isEnd {
      merged.append([tree.least.atom(0), tree.least.atom(1), UInt32(tree.source)])
      tree.replaceLeast(with: next(tree.source))
    }
    let all = windows.enumerated().flatMap { file, windows in
      windows.map { $0 + [UInt32(file)] }
    }
    #expect(merged == all.sorted { $0.lexicographicallyPrecedes($1) })
  }

  private func window(_ atoms: [UInt32]) -> MergeWindow {
    var window = NGramWindow()
    for (index, atom) in atoms.enumerated() { window.atoms[index] = atom }
    return MergeWindow(window, ranks: ([0, 1, 2, 3] as [UInt32]).span)
  }
}
