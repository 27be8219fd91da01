import WordMine
import WordMineLexicon
import WordMineText

/// What must hold for columns of texts, and for what is looked for in them.
extension Invariants {
  /// The texts of a column do not depend on the size of blocks, and each is one line.
  static func columns(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    let columns: [Column] = [.number(1), .number(2), .name("text"), .name("正文")]
    var results: [[UInt8]?] = []
    for blockSize in [1, 5, 1 << 20] {
      var configuration = CorpusReader.Configuration()
      configuration.column = columns[Int(choice) % columns.count]
      configuration.label = choice & 4 == 0 ? nil : .number(1)
      configuration.blockSize = blockSize
      results.append(text(bytes.dropFirst(), configuration))
    }
    precondition(results[0] == results[1] && results[1] == results[2], "blocks change a column")
    if let text = results[0], !text.isEmpty {
      precondition(text.last == 0x0A, "a text has no end")
      precondition(!text.contains(0x0D), "a text has a line break")
    }
  }

  /// Names of files are read back from a list with zero bytes between them, byte for byte.
  static func fileList(_ bytes: [UInt8]) {
    let names = FileName.list(bytes)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let written = mark + names.flatMap { FileName.bytes($0) + [0] }
    precondition(names.allSatisfy { !$0.isEmpty }, "a name is empty")
    precondition(names.isEmpty || FileName.list(written) == names, "a name changes")
  }

  /// Words of a dictionary cut a text into pieces that make it up again, and so is each word by itself.
  /// The dictionary ends at the first empty line.
  static func lexicon(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: "\n\n", maxSplits: 1)
    guard parts.count == 2, let entries = entries(Array(parts[0].utf8)[...], nil) else { return }
    var builder = LexiconBuilder()
    for entry in entries { builder.add(entry.word, knownCount: entry.count) }
    let segmenter = Segmenter(builder.build())
    let pieces = segmenter.segment(String(parts[1]))
    precondition(letters(pieces.joined()) == letters(String(parts[1])), "text was changed")
    for entry in entries where !entry.word.isEmpty {
      precondition(
        letters(segmenter.segment(entry.word).joined()) == letters(entry.word), "a word was changed"
      )
    }
  }

  /// What is left of a text without its blanks.
  private static func letters(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter {
      !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
    }
  }

  /// A pattern either is an error, or finds only hits in the text, whatever its script.
  static func pattern(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let pattern = try? ConcordancePattern(text) else { return }
    var configuration = Concordance.Configuration()
    configuration.window = 3
    guard let concordance = try? Concordance(pattern, configuration) else { return }
    concordance.visitHits(in: WordBlock(sentences + text + "\n")) { hit in
      precondition(hit.slots.count == pattern.slotNames.count, "a slot is missing")
      precondition(!hit.match.isEmpty, "nothing was found")
    }
  }
}
