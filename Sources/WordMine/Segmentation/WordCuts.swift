import WordMineText

extension TokenizedBlock {
  /// The words of the block, given which of its atoms begin one.
  ///
  /// Atoms that do not touch, or that a cut parts, belong to different words.
  func words(beginsWord: (Int) -> Bool) -> [Range<Int32>] {
    var words: [Range<Int32>] = []
    words.reserveCapacity(extents.count * 2 / 3)
    for (index, extent) in extents.enumerated() {
      if let last = words.last, !beginsWord(index) {
        words[words.count - 1] = last.lowerBound..<extent.upperBound
      } else {
        words.append(extent)
      }
    }
    return words
  }
}
extension TokenizedBlock { public func debugWords(beginsWord: (Int) -> Bool) -> [Range<Int32>] { words(beginsWord: beginsWord) } }
