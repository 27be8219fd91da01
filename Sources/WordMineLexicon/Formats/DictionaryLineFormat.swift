import WordMineText

/// A format for dictionaries, which says how well lines fit it.
package protocol DictionaryLineFormat: LineFormat where Record == LexiconEntry {
  /// How well the first lines of a file fit, blank ones left out: 1 if they can be nothing else, 0 if
  /// they do not, and less if they speak against it.
  func fit(_ lines: [Substring]) -> Double

  /// How well one line fits; `nil` if it says nothing, such as a comment.
  func fit(_ line: Substring) -> Double?
}

extension DictionaryLineFormat {
  /// The mean over the lines.
  package func fit(_ lines: [Substring]) -> Double {
    let fits = lines.compactMap { fit($0) }
    return fits.isEmpty ? 0 : fits.reduce(0, +) / Double(fits.count)
  }

  package func fit(_ line: Substring) -> Double? { nil }

  var asLineFormat: any LineFormat<LexiconEntry> { self }

  package func encode(_ entry: LexiconEntry) throws(InputError.Reason) -> String {
    throw .mismatch("the format cannot be written")
  }
}

extension TSVFormat: DictionaryLineFormat where Row == LexiconEntry {
  package func fit(_ lines: [Substring]) -> Double {
    guard let header = lines.first else { return 0 }
    let names = DictionaryField.split(header, at: 0x09)
    return names.contains("word") || header.hasPrefix("#word\t") ? 1 : 0
  }
}

extension JSONLinesFormat: DictionaryLineFormat where Row == LexiconEntry {
  /// By the first line: objects that go over several lines begin with a brace alone.
  package func fit(_ lines: [Substring]) -> Double {
    guard let first = lines.first.map(DictionaryField.trim), first.hasPrefix("{") else { return 0 }
    return DictionaryField.trim(first.dropFirst()).hasPrefix("\"") ? 1 : 0
  }
}
