import WordMine
import WordMineLexicon
import WordMineText

/// What must hold for any bytes. Each traps where it does not.
public enum Invariants {
  /// The invariant of each fuzz target, by its name.
  public static let all: [String: @Sendable ([UInt8]) -> Void] = [
    "Decoder": decoder, "Tokenizer": tokenizer, "Columns": columns, "Pattern": pattern,
    "FileList": fileList, "Lexicon": lexicon,
    "Dictionary": dictionary, "Counts": alsoMended(counts), "Model": alsoMended(model),
    "Known": alsoMended(known), "Links": alsoMended(linkModel), "Parser": parser,
    "Collocations": collocations, "Templates": templates, "Matcher": matcher,
    "Archive": archive, "Vectors": vectors, "Interface": interface,
  ]

  static func source(_ bytes: ArraySlice<UInt8>) throws -> ByteSource {
    var rest = bytes
    return try ByteSource(name: "fuzz") { count in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
  }

  static func configuration(_ choice: UInt8) -> CorpusReader.Configuration {
    var configuration = CorpusReader.Configuration()
    let encodings: [Encoding?] = [nil] + Encoding.allCases
    configuration.encoding = encodings[Int(choice) % encodings.count]
    return configuration
  }

  /// The text of a file does not depend on the size of blocks, and is valid UTF-8 unless the file
  /// was taken for UTF-8 and is not.
  static func decoder(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    var results: [[UInt8]?] = []
    for blockSize in [1, 7, 1 << 20] {
      var configuration = configuration(choice)
      configuration.blockSize = blockSize
      results.append(text(bytes.dropFirst(), configuration))
    }
    precondition(results[0] == results[1] && results[1] == results[2], "blocks change the text")
    guard let encoding = configuration(choice).encoding, encoding != .utf8 else { return }
    if let text = results[0] {
      precondition(Array(String(decoding: text, as: UTF8.self).utf8) == text, "not UTF-8")
    }
  }

  static func text(
    _ bytes: ArraySlice<UInt8>, _ configuration: CorpusReader.Configuration
  ) -> [UInt8]? {
    var text: [UInt8] = []
    var reader = CorpusReader([.spooled("fuzz", .memory(Array(bytes)))], configuration)
    do {
      try reader.read(transform: { _ in }, consume: { block, _ in text += block.bytes })
    } catch {
      return nil
    }
    return text
  }

  /// Atoms lie in order inside the text, the stream holds as many as were found, cutting the text
  /// into blocks changes nothing, and segmented text without separators is the text.
  static func tokenizer(_ bytes: [UInt8]) {
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    let block = tokenizer.tokenize(bytes.span)
    var end: Int32 = 0
    for extent in block.extents {
      precondition(extent.lowerBound >= end && !extent.isEmpty, "atoms overlap")
      end = extent.upperBound
    }
    precondition(end <= bytes.count && block.extents.count == block.atoms, "atoms out of bounds")
    precondition(units(bytes, 1) == units(bytes, 1 << 20), "blocks change the atoms")
    var output: [UInt8] = []
    var state = SegmentWriter.State()
    SegmentWriter(separator: "\u{7F}").write(
      bytes, words: block.clauses(), state: &state, to: &output)
    precondition(output.filter { $0 != 0x7F } == bytes.filter { $0 != 0x7F }, "text was changed")
  }

  static func units(_ bytes: [UInt8], _ blockSize: Int) -> [UInt16] {
    var configuration = CorpusReader.Configuration()
    configuration.encoding = .utf8
    configuration.blockSize = blockSize
    var text = AtomText()
    var reader = CorpusReader([.text(bytes)], configuration)
    do {
      try reader.readAtoms { block, atoms in
        text.append(atoms)
        if block.isLast { text.endClause() }
      }
    } catch {
      preconditionFailure("text at hand cannot fail: \(error)")
    }
    return text.units
  }

  /// What was read from a dictionary and can be written is read back the same.
  static func dictionary(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    let formats: [DictionaryFormat?] = [nil] + DictionaryFormat.allCases
    let format = formats[Int(choice) % formats.count]
    guard let entries = entries(bytes.dropFirst(), format) else { return }
    for format in DictionaryFormat.written where !format.isDocument {
      let sink = ByteSink.memory()
      guard var writer = try? DictionaryWriter(sink, as: format) else { continue }
      var written: [String] = []
      for entry in entries where (try? writer.write(entry)) != nil { written.append(entry.word) }
      let read = self.entries(sink.bytes[...], format)
      precondition(read?.map(\.word) == written, "\(format) loses words")
    }
    for format in DictionaryFormat.written where format.isDocument { document(entries, format) }
  }

  /// A document has each word once, and may have the characters of words besides.
  static func document(_ entries: [LexiconEntry], _ format: DictionaryFormat) {
    let sink = ByteSink.memory()
    do {
      var writer = try DictionaryWriter(sink, as: format)
      for entry in entries { try writer.write(entry) }
      try writer.finish()
    } catch {
      return
    }
    guard format != .mecab else { return }
    let read = self.entries(sink.bytes[...], format)
    precondition(
      Set(entries.map(\.word)).isSubset(of: (read ?? []).map(\.word)), "\(format) loses words")
    precondition(self.entries(sink.bytes[...], nil) == read, "\(format) is not detected")
  }

  static func entries(
    _ bytes: ArraySlice<UInt8>, _ format: DictionaryFormat?
  ) -> [LexiconEntry]? {
    do {
      var reader = try RecordReader(dictionary: try source(bytes), format: format)
      var entries: [LexiconEntry] = []
      while let entry = try reader.next() { entries.append(entry) }
      return entries
    } catch {
      return nil
    }
  }

  /// A counts file either is an error, or its windows ascend and it can be merged and printed.
  static func counts(_ bytes: [UInt8]) {
    guard var reader = try? NGramCountsReader(source(bytes[...])) else { return }
    do {
      try reader.validate()
    } catch {
      return
    }
    let merged = ByteSink.memory()
    do {
      try NGramMerge(directory: "/tmp").merge([{ try source(bytes[...]) }], to: merged)
      try NGramPrinter { try source(bytes[...]) }.print(to: .memory())
    } catch {
      preconditionFailure("a valid file: \(error)")
    }
    precondition(merged.bytes == bytes, "merging one file changes it")
  }

  /// A counts file either is an error, or its statistics join those of a text, in both directions.
  static func known(_ bytes: [UInt8]) {
    for script in Script.allCases {
      let counts: PriorCounts
      do {
        counts = try PriorCounts(
          [{ try source(bytes[...]) }], script: script, memory: 1 << 20, directory: "/tmp")
      } catch {
        continue
      }
      _ = discover(script) { $0.counts = counts }
    }
  }

  /// The words of a small text after what is known.
  static func discover(
    _ script: Script, after change: (inout LoadedPrior) -> Void
  ) -> WordDiscovery.Result {
    var text = AtomText()
    text.append(Tokenizer().tokenize(Array(sample.utf8).span))
    text.endClause()
    var configuration = WordDiscovery.Configuration()
    (configuration.script, configuration.makesModel) = (script, true)
    configuration.effort = .quick
    var prior = LoadedPrior()
    change(&prior)
    do {
      return try WordDiscovery(configuration).discover(inMemory: text, after: prior)
    } catch {
      preconditionFailure("what was read whole is valid: \(error)")
    }
  }

  static let sample = """
    杀青以后，茶汤才有回甘 5G网络 x。杀青要快，茶汤要清，茶汤回甘。

    """

  /// A model either is an error, or segments any text, is written as it was read, and can be
  /// continued.
  static func model(_ bytes: [UInt8]) {
    guard let model = try? SegmentationModelFormat.read(source(bytes[...])) else { return }
    let sink = ByteSink.memory()
    guard (try? SegmentationModelFormat.write(model, to: sink)) != nil else { return }
    precondition(sink.bytes == bytes, "writing a model changes it")
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    let block = tokenizer.tokenize(Array(sample.utf8).span)
    _ = ModelSegmenter(model).words(block)
    guard let continued = discover(model.script, after: { $0.model = model }).learnedModel else {
      preconditionFailure("no model was made")
    }
    _ = ModelSegmenter(continued).words(block)
    do {
      let sink = ByteSink.memory()
      try SegmentationModelFormat.write(continued, to: sink)
      _ = try SegmentationModelFormat.read(source(sink.bytes[...]))
    } catch {
      preconditionFailure("a continued model is none: \(error)")
    }
  }
}
