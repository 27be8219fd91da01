import WordMineBase
import WordMineText

/// A line of a corpus as a document.
package struct Document: Sendable {
  /// Empty where lines have no labels.
  package var label: String
  /// The line without its break.
  package var text: ArraySlice<UInt8>
  /// Its words without punctuation, where words are asked for.
  package var words: [ArraySlice<UInt8>] = []
}

extension Corpus {
  /// Reads the corpus as documents, one per line, without segmenting them.
  ///
  /// - Parameters:
  ///   - label: The column of a label beside that of the text.
  ///   - bytesPerByte: The memory that `transform` and `consume` take for each byte of text.
  ///   - transform: Receives the documents of a block, on any thread.
  ///   - consume: Receives the results in the order of the text.
  ///   - atPause: Called where an input pauses behind a line that was consumed.
  /// - Returns: What was read.
  /// - Throws: `InputError` for a text that cannot be read; `Interrupted`.
  package func readDocuments<Result: Sendable>(
    label: Column? = nil, bytesPerByte: Int = 16, workers: Workers,
    atPause: (() throws -> Void)? = nil,
    transform: @Sendable ([Document]) throws -> Result, consume: (Result) throws -> Void
  ) throws -> CorpusReader.Summary {
    var configuration = readerConfiguration(workers: workers)
    configuration.keepsLines = true
    configuration.label = label
    configuration.bytesPerByte = bytesPerByte
    var reader = CorpusReader(inputs, configuration)
    reader.atPause = atPause
    try reader.readAtoms(
      transform: { block, _ in try transform(block.documents) },
      consume: { _, result in try consume(result) })
    return reader.summary
  }
}

extension CorpusWords {
  /// Reads the corpus as documents with their words, one per line.
  ///
  /// - Parameters:
  ///   - transform: Receives the documents of a block, on any thread.
  ///   - consume: Receives the results in the order of the text.
  /// - Returns: What was read.
  /// - Throws: As `read`.
  package func readDocuments<Result: Sendable>(
    transform: @Sendable ([Document]) throws -> Result, consume: (Result) throws -> Void
  ) throws -> CorpusReader.Summary {
    var lines = self
    lines.wholeLines = true
    return try lines.read(
      transform: { block, words in try transform(block.documents(with: words)) },
      consume: consume)
  }
}

extension TextBlock {
  /// The lines of the block.
  fileprivate var documents: [Document] {
    var documents: [Document] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[start..<end]
      documents.append(
        Document(
          label: labels.isEmpty ? "" : labels[documents.count],
          text: line.last == 0x0D ? line.dropLast() : line))
      start = end + 1
    }
    return documents
  }

  /// The lines of the block with their words.
  ///
  /// - Parameter words: Those of the block, of which each line is one sentence.
  fileprivate func documents(with words: WordBlock) -> [Document] {
    let documents = documents
    return words.sentences.filter { $0.line < documents.count }.map { sentence in
      var document = documents[sentence.line]
      document.words = sentence.words.filter { !words.isPunctuation($0) }.map {
        words.text[words.extents[$0]]
      }
      return document
    }
  }
}
