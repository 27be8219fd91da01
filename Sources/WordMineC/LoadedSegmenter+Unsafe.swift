import Synchronization
import WordMine

/// A segmenter that can be written again.
final class LoadedSegmenter: Sendable {
  let segmenter: Segmenter
  private let source: Source
  /// Memory of a cut that is done, for one to come.
  ///
  /// Whoever wants it takes it away, so that no thread waits for another: a child that is forked meanwhile has no
  /// such thread.
  private let spare = Atomic<Unmanaged<Memory>?>(nil)

  /// One thread has it at a time.
  private final class Memory: @unchecked Sendable {
    var words = Segmenter.Words()
  }

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

  deinit { replaceSpare(by: nil)?.release() }

  /// Lends memory for cuts, which no other thread has at the time.
  ///
  /// - Parameter size: The bytes of the longest text; memory for long ones is not kept.
  func withWords<Result>(
    size: Int, _ body: (inout Segmenter.Words) throws -> Result
  ) rethrows -> Result {
    // SAFETY: an exchange gives what is in the place to one thread only, with the reference that `passRetained` made.
    let memory = replaceSpare(by: nil)?.takeRetainedValue() ?? Memory()
    defer {
      if size <= Self.longestKept { replaceSpare(by: Unmanaged.passRetained(memory))?.release() }
    }
    return try body(&memory.words)
  }

  /// The bytes of text whose memory, some ten times as many, is kept.
  private static let longestKept = 1 << 16

  private func replaceSpare(by memory: Unmanaged<Memory>?) -> Unmanaged<Memory>? {
    spare.exchange(memory, ordering: .acquiringAndReleasing)
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
