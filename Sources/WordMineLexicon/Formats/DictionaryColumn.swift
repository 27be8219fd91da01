import WordMineText

/// The columns of a native dictionary, in their order.
package enum DictionaryColumn: String, CaseIterable, Sendable {
  case word
  case score
  case count
  case rawCount = "raw_count"
  case contexts
  case cohesion
  case leftEntropy = "left_entropy"
  case rightEntropy = "right_entropy"
  case gain
  case kind

  /// What stands in this column: empty where the entry has no value.
  func text(of entry: LexiconEntry) -> String {
    switch self {
    case .word: entry.word
    case .score: entry.score?.shortText ?? ""
    case .count: entry.count.map { String($0) } ?? ""
    case .rawCount: entry.rawCount.map { String($0) } ?? ""
    case .contexts: entry.contexts?.shortText ?? ""
    case .cohesion: entry.cohesion?.shortText ?? ""
    case .leftEntropy: entry.leftEntropy?.shortText ?? ""
    case .rightEntropy: entry.rightEntropy?.shortText ?? ""
    case .gain: entry.gain?.shortText ?? ""
    case .kind: entry.kind ?? ""
    }
  }

  /// Puts what stands in this column into an entry.
  ///
  /// - Throws: `InputError.Reason.invalidNumber` with the name of the column.
  func read(_ text: Substring, into entry: inout LexiconEntry) throws(InputError.Reason) {
    switch self {
    case .word: entry.word = String(text)
    case .score: entry.score = try number(text)
    case .count: entry.count = try DictionaryField.count(text, field: rawValue)
    case .rawCount: entry.rawCount = try DictionaryField.count(text, field: rawValue)
    case .contexts: entry.contexts = try number(text)
    case .cohesion: entry.cohesion = try number(text)
    case .leftEntropy: entry.leftEntropy = try number(text)
    case .rightEntropy: entry.rightEntropy = try number(text)
    case .gain: entry.gain = try number(text)
    case .kind: entry.kind = text.isEmpty ? nil : String(text)
    }
  }

  private func number(_ text: Substring) throws(InputError.Reason) -> Double? {
    if text.isEmpty { return nil }
    guard let value = Double(text), value.isFinite else {
      throw .invalidNumber(String(text), field: rawValue)
    }
    return value
  }
}
