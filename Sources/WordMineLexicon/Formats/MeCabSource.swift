import WordMineText

/// The source of a dictionary of MeCab, which Lindera and Vibrato compile too: a tar archive of the files
/// `words.csv`, `matrix.def`, `char.def`, `unk.def` and `dicrc`.
///
/// There is one part of speech, so that a path costs what its words cost: −1500 ln(count / *T*).
struct MeCabSource: DictionaryDocument {
  private static let costsPerNat = 1500.0

  func encode(_ entries: [LexiconEntry]) throws(InputError.Reason) -> [UInt8] {
    let vocabulary = try UnigramVocabulary(entries) { _ throws(InputError.Reason) in }
    try vocabulary.requireCounts(.mecab)
    let rows = vocabulary.words.map { word in
      let count = word.count.map { String($0) } ?? "*"
      return "\(CSVRecord.field(word.text)),0,0,\(Self.cost(word.score)),\(count)\n"
    }
    var archive = TarArchive()
    archive.append("words.csv", rows.joined())
    archive.append("matrix.def", "1 1\n0 0 0\n")
    archive.append("char.def", Self.characters)
    archive.append("unk.def", Self.unknown(cost: Self.cost(vocabulary.unknownScore)))
    archive.append("dicrc", Self.settings)
    return archive.complete()
  }

  private static func cost(_ score: Double) -> Int {
    min(Int((-score * costsPerNat).rounded()), Int(Int16.max))
  }

  /// An unknown word is one character, wherever it is (1, 0, 1); blanks go together (0, 1, 0).
  private static let characters = """
    DEFAULT 1 0 1
    SPACE 0 1 0
    0x0020 SPACE

    """

  private static func unknown(cost: Int) -> String {
    "DEFAULT,0,0,\(cost),*\nSPACE,0,0,\(cost),*\n"
  }

  private static let settings = """
    cost-factor = 1500
    bos-feature = BOS/EOS
    eval-size = 1
    unk-eval-size = 1
    config-charset = UTF-8

    """
}
