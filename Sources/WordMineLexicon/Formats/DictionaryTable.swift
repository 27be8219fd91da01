import WordMineText

extension Table<LexiconEntry> {
  /// The native dictionary. Information is in bits.
  package static var dictionary: Table { dictionary(ofTerms: termColumns.map { $0.only(.jsonl) }) }

  /// The native dictionary of terms, with the words that make them up.
  static var dictionaryOfTerms: Table { dictionary(ofTerms: termColumns) }

  /// The names of the columns in a format.
  func names(in format: TableFormat) -> Set<String> {
    Set(columns.filter { $0.formats.contains(format) }.map(\.name))
  }

  private static var termColumns: [Column] {
    [
      .number("termhood", { $0.termhood }, set: { $0.termhood = $1 }),
      .text("parts", { $0.parts }, set: { $0.parts = $1 }),
    ]
  }

  private static func dictionary(ofTerms termColumns: [Column]) -> Table {
    Table(
      [
        .text(
          "word", { $0.word },
          set: { $0.word = $1.map { String(DictionaryField.trim($0[...])) } ?? "" }
        ).required,
        .number("score", { $0.score }, set: { $0.score = $1 }),
        .integer("count", { $0.count }, set: { $0.count = $1 }),
        .integer("raw_count", { $0.rawCount }, set: { $0.rawCount = $1 }),
        .number("contexts", { $0.contexts }, set: { $0.contexts = $1 }),
        .number("cohesion", { $0.cohesion }, set: { $0.cohesion = $1 }),
        .number("left_entropy", { $0.leftEntropy }, set: { $0.leftEntropy = $1 }),
        .number("right_entropy", { $0.rightEntropy }, set: { $0.rightEntropy = $1 }),
        .number("gain", { $0.gain }, set: { $0.gain = $1 }),
        .text("kind", { $0.kind }, set: { $0.kind = $1 }),
      ] + termColumns + [
        .text("tag", { $0.tag }, set: { $0.tag = $1 }).only(.jsonl, .csv)
      ],
      blank: { LexiconEntry(word: "") },
      check: { entry throws(InputError.Reason) in try DictionaryField.requireWord(entry.word) })
  }
}
