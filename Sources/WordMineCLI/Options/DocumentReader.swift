import WordMine
import WordMineModels
import WordMineText

/// Reads documents, one a line, as blocks of features.
struct DocumentReader {
  var features: TextFeatures
  /// Segments raw text into words; `nil` where blanks stand between them.
  var segmenter: ModelSegmenter?
  /// Lines are labels and texts, with a tab between.
  var isLabelled = false

  /// - Parameter consume: Gets the blocks in the order of the text.
  func read(
    _ reader: inout CorpusReader, _ progress: Progress, consume: (DocumentBlock) throws -> Void
  ) throws {
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = segmenter != nil
    try reader.readAtoms(
      tokenizer, progress: progress.update,
      transform: { block, atoms in documents(block, words: segmenter?.words(atoms)) },
      consume: { _, documents in try consume(documents) })
    progress.end()
  }

  private func documents(_ block: TextBlock, words: [Range<Int32>]?) -> DocumentBlock {
    var documents = DocumentBlock()
    var words = (words ?? [])[...]
    var start = 0
    while start < block.bytes.count {
      let end = block.bytes[start...].firstIndex(of: 0x0A) ?? block.bytes.count
      let text = textStart(block.bytes, start, end)
      let label = isLabelled ? block.bytes[start..<max(start, text - 1)] : []
      var line = block.bytes[text..<(block.bytes[..<end].last == 0x0D ? max(text, end - 1) : end)]
      if segmenter != nil { line = segmented(line, &words) }
      documents.append(
        line, label: String(decoding: label, as: UTF8.self), features: features)
      start = end + 1
    }
    return documents
  }

  /// Where the text of a line begins: behind its label.
  private func textStart(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    guard isLabelled, let tab = bytes[start..<end].firstIndex(of: 0x09) else { return start }
    return tab + 1
  }

  /// The words of a line, with blanks between; those before it are dropped.
  private func segmented(
    _ line: ArraySlice<UInt8>, _ words: inout ArraySlice<Range<Int32>>
  ) -> ArraySlice<UInt8> {
    var text: [UInt8] = []
    while let word = words.first, word.lowerBound < line.endIndex {
      words.removeFirst()
      guard word.lowerBound >= line.startIndex else { continue }
      text += line[Int(word.lowerBound)..<Int(word.upperBound)] + [0x20]
    }
    return text[...]
  }
}
