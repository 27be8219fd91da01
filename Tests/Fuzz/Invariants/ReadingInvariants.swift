import WordMine
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
