import WordMineModels
import WordMineText

/// Reads documents, one a line, as characters. Lines without any are left out.
enum CharacterReader {
  /// - Parameter consume: Gets blocks of documents in the order of the text.
  static func read(
    _ reader: inout CorpusReader, _ progress: Progress,
    consume: (CharacterTexts) throws -> Void
  ) throws {
    try reader.readAtoms(
      progress: progress.update, transform: { block, _ in documents(block.bytes) },
      consume: { _, texts in try consume(texts) })
    progress.end()
  }

  private static func documents(_ bytes: [UInt8]) -> CharacterTexts {
    var texts = CharacterTexts()
    for line in bytes.split(separator: 0x0A) {
      let text = line.last == 0x0D ? line.dropLast() : line
      if !text.isEmpty { texts.append(text) }
    }
    return texts
  }

  static func reader(_ inputs: [CorpusInput], _ options: InputOptions, threads: Int) throws
    -> CorpusReader
  {
    var configuration = try options.configuration(threads: threads)
    configuration.keepsLines = true
    return CorpusReader(inputs, configuration)
  }
}
