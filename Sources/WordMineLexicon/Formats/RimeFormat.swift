import WordMineText

/// A dictionary of Rime: a header in YAML from `---` to `...`, then `word TAB code TAB weight`, with
/// `columns` in another order.
///
/// It is written without codes: Rime takes those of the characters from `luna_pinyin`.
package struct RimeFormat: DictionaryLineFormat {
  private enum Part {
    case beforeHeader
    case header
    case columns
    case body
  }

  private var part = Part.beforeHeader
  private var columns: [Substring] = []

  package init() {}

  package var header: String? {
    """
    # Rime dictionary
    ---
    name: wordmine
    version: "1"
    sort: by_weight
    use_preset_vocabulary: false
    import_tables:
      - luna_pinyin
    ...
    """
  }

  package mutating func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    let text = DictionaryField.trim(line)
    if part == .body { return try entry(line) }
    if text.isEmpty || text.hasPrefix("#") { return nil }
    if text == "..." {
      part = .body
    } else if part == .beforeHeader {
      guard text == "---" else {
        throw .mismatch("a dictionary of Rime begins with ---, not with \(text.debugDescription)")
      }
      part = .header
    } else if part == .columns, text.hasPrefix("- ") {
      columns.append(DictionaryField.trim(text.dropFirst(2)))
    } else {
      part = text == "columns:" ? .columns : .header
    }
    return nil
  }

  private func entry(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    if line.hasPrefix("#") || DictionaryField.trim(line).isEmpty { return nil }
    let fields = DictionaryField.split(line, at: 0x09).map(DictionaryField.trim)
    func field(_ name: Substring, _ place: Int) -> Substring {
      guard let index = columns.isEmpty ? place : columns.firstIndex(of: name) else { return "" }
      return index < fields.count ? fields[index] : ""
    }
    var entry = LexiconEntry(word: String(field("text", 0)))
    try DictionaryField.requireWord(entry.word)
    let weight = field("weight", 2)
    if DictionaryField.isCount(weight) {
      entry.count = try DictionaryField.count(weight, field: "weight")
    } else if !weight.isEmpty {
      // A part of the weight in the preset vocabulary.
      let number = weight.hasSuffix("%") ? weight.dropLast() : weight
      guard let score = DictionaryField.number(number) else {
        throw .invalidNumber(String(weight), field: "weight")
      }
      entry.score = score
    }
    return entry
  }

  /// By the header.
  package func fit(_ lines: [Substring]) -> Double {
    let first = lines.first { !$0.hasPrefix("#") }
    return first.map(DictionaryField.trim) == "---" && lines.contains { $0.hasPrefix("name:") }
      ? 1 : 0
  }

  package func encode(_ entry: LexiconEntry) throws(InputError.Reason) -> String {
    try DictionaryField.requireWord(entry.word)
    try DictionaryField.require(entry.word, without: { $0 == "\t" }, in: .rime)
    guard !entry.word.hasPrefix("#") else {
      throw .mismatch("the format rime would take it for a comment: \(entry.word.debugDescription)")
    }
    return entry.word + (entry.count.map { "\t\t\($0)" } ?? "")
  }
}
