// swift-format-ignore-file: AlwaysUseLowerCamelCase

// The names are those of the header.
import CWordMine
import WordMine

/// A corpus of files, or of bytes that are appended until a call works on them.
final class PushedCorpus {
  private var builder: CorpusBuilder?
  private var finished: Corpus?

  init(_ corpus: Corpus) { finished = corpus }
  init(_ builder: consuming CorpusBuilder) { self.builder = consume builder }

  func append(_ bytes: [UInt8]) throws {
    let done: Void? = try builder?.append(bytes)
    guard done != nil else {
      throw InvalidValue("nothing can be appended to a corpus of files, or one that was worked on")
    }
  }

  func corpus() throws -> Corpus {
    if let finished { return finished }
    guard let builder = builder.take() else { throw InvalidValue("the corpus could not be kept") }
    let corpus = try builder.finish()
    finished = corpus
    return corpus
  }
}

extension Corpus.Options {
  init(_ options: inout Options) throws(InvalidValue) {
    self.init()
    if let name = try options.text("encoding"), name.lowercased() != "auto" {
      guard let known = Encoding(name: name) else {
        throw InvalidValue("encoding: \(InputError.Reason.unknownEncoding(name)), or auto")
      }
      encoding = known
    }
    column = try options.text("column").map { Column($0) }
    uniqueLines = try options.boolean("unique_lines") ?? false
    isStrict = try options.boolean("strict") ?? false
  }
}

@c @implementation
public func wordmine_corpus_of_files(
  _ paths: UnsafePointer<UnsafePointer<CChar>?>?, _ count: Int, _ options: UnsafePointer<CChar>?,
  _ corpus: UnsafeMutablePointer<OpaquePointer?>?, _ message: MessagePlace?
) -> Int32 {
  call(message) {
    var options = try Passed.options(options)
    let reading = try Corpus.Options(&options)
    try options.end()
    let paths = try Passed.paths(paths, count)
    guard paths.count(where: { $0 == "-" }) < 2 else {
      throw InvalidValue("standard input can be read only once")
    }
    try Handle.give(PushedCorpus(try Corpus(contentsOf: paths, options: reading)), to: corpus)
  }
}

@c @implementation
public func wordmine_corpus_new(
  _ options: UnsafePointer<CChar>?, _ corpus: UnsafeMutablePointer<OpaquePointer?>?,
  _ message: MessagePlace?
) -> Int32 {
  call(message) {
    var options = try Passed.options(options)
    let reading = try Corpus.Options(&options)
    let memory = try options.integer("memory") ?? 64 << 20
    try InvalidValue.check("memory", memory, atLeast: 0)
    let directory = try Resources.temporaryDirectory(&options)
    try options.end()
    let builder = CorpusBuilder(options: reading, memory: memory, temporaryDirectory: directory)
    try Handle.give(PushedCorpus(builder), to: corpus)
  }
}

@c @implementation
public func wordmine_corpus_append(
  _ corpus: OpaquePointer?, _ bytes: UnsafePointer<UInt8>?, _ count: Int,
  _ message: MessagePlace?
) -> Int32 {
  call(message) {
    let bytes = try Passed.bytes(bytes, count)
    try Handle.object(corpus, PushedCorpus.self).append(Array(bytes))
  }
}

@c @implementation
public func wordmine_corpus_free(_ corpus: OpaquePointer?) { Handle.free(corpus) }
