import WordMine
import WordMineModels
import WordMineText

extension DocumentBlock {
  /// Documents by their words.
  init(words documents: [Document]) {
    self.init()
    for document in documents { append(words: document.words, label: document.label) }
  }

  /// Documents by the features of their texts.
  init(_ documents: [Document], features: TextFeatures) {
    self.init()
    for document in documents {
      append(document.text, label: document.label, features: features)
    }
  }
}

extension WordOptions {
  /// All documents of the input, one per line, by their words.
  ///
  /// - Parameters:
  ///   - segmenter: Finds words where nothing was said about them; `nil`: they are discovered.
  ///   - label: The column of their labels.
  ///   - texts: Receives the documents of each block as they are written.
  /// - Throws: `MemoryExceeded` if learning from them would take more than `--memory`.
  func documents(
    segmenter: Segmenter? = nil, label: String? = nil, _ session: Session,
    texts: (([String]) -> Void)? = nil
  ) throws -> DocumentBlock {
    var words = try words(segmenter: segmenter, session)
    words.label = label.map { Column($0) }
    let keepsTexts = texts != nil
    var (all, bytes) = (DocumentBlock(), 0)
    let summary = try words.readDocuments(
      transform: { documents in
        let texts =
          keepsTexts ? documents.map { String(decoding: $0.text, as: UTF8.self) } : []
        return (DocumentBlock(words: documents), texts)
      },
      consume: { block, lines in
        all.append(block)
        texts?(lines)
        bytes += lines.reduce(0) { $0 + $1.utf8.count + MemoryLayout<String>.stride }
        try words.memory.checkDocuments(
          all.memory + bytes, for: .vectors, enoughFor: "about \(all.count) of these lines")
      })
    session.report.add(words.corpus, summary)
    return all
  }
}

extension InputOptions {
  /// Reads documents as characters, one per line. Lines without any are left out.
  ///
  /// - Parameters:
  ///   - atPause: Called where the input pauses behind a line that was consumed.
  ///   - consume: Receives blocks of documents in the order of the text.
  static func readCharacters(
    _ corpus: Corpus, bytesPerByte: Int = 16, _ session: Session,
    atPause: (() throws -> Void)? = nil, consume: (CharacterTexts) throws -> Void
  ) throws -> CorpusReader.Summary {
    try corpus.readDocuments(
      bytesPerByte: bytesPerByte, workers: session.workers, atPause: atPause,
      transform: { documents in
        var texts = CharacterTexts()
        for document in documents where !document.text.isEmpty { texts.append(document.text) }
        return texts
      }, consume: consume)
  }
}
