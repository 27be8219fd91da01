import WordMineLexicon

extension LexiconEntry {
  /// A discovered word as an entry of the native dictionary.
  ///
  /// - Parameter normalized: Whether the text is the counted form, with folded width, case, script.
  package init(_ word: DiscoveredWord, normalized: Bool = false) {
    self.init(word: normalized ? word.folded : word.text, count: word.count, score: word.score)
    rawCount = word.rawCount
    contexts = Double(word.contexts)
    cohesion = word.cohesion
    leftEntropy = word.leftEntropy
    rightEntropy = word.rightEntropy
    gain = word.gain
    kind = word.kind.rawValue
    termhood = word.termhood?.value
    parts = word.termhood?.parts.joined(separator: " ")
  }
}
