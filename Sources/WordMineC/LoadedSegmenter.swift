import Synchronization
import WordMine

/// A segmenter that can be written again.
final class LoadedSegmenter: Sendable {
  let segmenter: Segmenter
  private let source: Source
  /// Memory of cuts that are done, for those to come.
  private let spare = Mutex<[Segmenter.Words]>([])

  /// What the segmenter was made of: the file of a model, which is a fraction of its tables, or words.
  private enum Source {
    case model([UInt8])
    case lexicon(Lexicon)
  }

  init(_ model: Segmenter.Model) throws {
    segmenter = Segmenter(model)
    switch model {
    case .learned(let model):
      let sink = ByteSink.memory()
      try SegmentationModelFormat.write(model, to: sink)
      try sink.flush()
      source = .model(sink.bytes)
    case .lexicon(let lexicon): source = .lexicon(lexicon)
    }
  }

  /// Reads a model, or dictionaries.
  ///
  /// - Throws: `InputError`, also where there is a model among several files.
  convenience init(_ paths: [String]) throws {
    if paths.count == 1 {
      try self.init(Segmenter.Model(reading: ByteSource.named(paths[0])))
    } else {
      try self.init(.lexicon(Lexicon(contentsOf: paths)))
    }
  }

  /// Reads the bytes of a model, or of a dictionary.
  convenience init(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    let source = try ByteSource(name: "<bytes>") { count in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    try self.init(Segmenter.Model(reading: source))
  }

  /// Lends memory for a cut, which no other thread has at the time.
  func withWords<Result>(_ body: (inout Segmenter.Words) -> Result) -> Result {
    var words = spare.withLock { $0.popLast() } ?? Segmenter.Words()
    defer { spare.withLock { $0.append(words) } }
    return body(&words)
  }

  /// The bytes of the model, or the words in JSON Lines.
  func bytes() throws -> [UInt8] {
    switch source {
    case .model(let bytes): return bytes
    case .lexicon(let lexicon):
      let sink = ByteSink.memory()
      var writer = try DictionaryWriter(sink, as: .jsonl, name: "<bytes>")
      for entry in lexicon.entries { try writer.write(entry) }
      try writer.finish()
      return sink.bytes
    }
  }
}

extension Lexicon {
  fileprivate var entries: [LexiconEntry] {
    var entries: [LexiconEntry] = []
    forEach({ word, count in
      entries.append(LexiconEntry(word: String(decoding: word, as: UTF8.self), count: count))
    })
    return entries
  }
}
