import WordMineBase
import WordMineLexicon
import WordMineText

extension WordDiscovery.Result {
  /// Writes the dictionary to a file, or to standard output for `-`.
  ///
  /// - Parameter format: `nil` takes the format that the name of the file asks for: TSV if it asks for
  ///   none. In formats that do not tell words from phrases, phrases are entries like others.
  /// - Throws: `InputError` for a word that the format cannot hold, `SystemError` if the file cannot be
  ///   written. The file is there when it is complete, or not at all.
  public func write(to path: String, as format: DictionaryFormat? = nil) throws {
    let sink = try path == "-" ? ByteSink.standardOutput() : ByteSink.file(path)
    try write(to: sink, as: format ?? DictionaryFormat(path: path) ?? .tsv, name: path)
    try sink.close()
  }

  /// Writes the dictionary; the sink is not closed.
  public func write(
    to sink: ByteSink, as format: DictionaryFormat, name: String = "<stdout>"
  ) throws {
    var writer = try DictionaryWriter(sink, as: format, name: name)
    for word in words { try writer.write(LexiconEntry(word)) }
    try writer.finish()
  }

  /// Writes the corpus with a separator between its words, if the text was kept.
  ///
  /// - Throws: `InvalidValue` if it was not: see `WordDiscovery.Configuration.keepsText`;
  ///   `SystemError` if the file cannot be written; `Interrupted`. The file is there when it is
  ///   complete, or not at all.
  public func writeSegmentation(
    to path: String, separator: String = " ", workers: Workers = Workers()
  ) throws {
    let sink = try path == "-" ? ByteSink.standardOutput() : ByteSink.file(path)
    try writeSegmentation(to: sink, separator: separator, workers: workers)
    try sink.close()
  }

  /// Writes the corpus with a separator between its words; the sink is not closed.
  public func writeSegmentation(
    to sink: ByteSink, separator: String = " ", workers: Workers = Workers()
  ) throws {
    guard let text else {
      throw InvalidValue(
        option: "keepsText", found: false, allowed: "true where the corpus is written segmented")
    }
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    var output = SegmentedOutput(sink, separator: separator)
    let cursor = try segmentation.cursor()
    try text.forEach(on: workers, stage: "writing") { block in
      let atoms = tokenizer.tokenize(block.bytes.span)
      try output.write(block, words: try cursor.words(of: atoms))
    }
  }

  /// What other text can be segmented with: the model that was learned, else the words themselves.
  public var model: Segmenter.Model {
    if let learnedModel { return .learned(learnedModel) }
    var builder = LexiconBuilder()
    for word in words where word.kind == .word {
      builder.add(word.text, knownCount: word.count)
    }
    return .lexicon(builder.build())
  }
}

extension DictionaryFormat {
  /// Whether entries say if they are words or phrases.
  package var holdsKinds: Bool { [.tsv, .csv, .jsonl].contains(self) }
}
