// swift-format-ignore-file: AlwaysUseLowerCamelCase

// The names are those of the header.
import CWordMine
import Glibc
import WordMine

@c @implementation
public func wordmine_discover(
  _ corpus: OpaquePointer?, _ options: UnsafePointer<CChar>?, _ task: OpaquePointer?,
  _ words: UnsafeMutablePointer<OpaquePointer?>?, _ message: MessagePlace?
) -> Int32 {
  call(message) {
    var options = try Passed.options(options)
    let discovery = try DiscoveryOptions(&options)
    let corpus = try Handle.object(corpus, PushedCorpus.self).corpus()
    try Handle.give(try discovery.run(on: corpus, task: task), to: words)
  }
}

@c @implementation
public func wordmine_words_count(_ words: OpaquePointer?) -> Int {
  (try? Handle.object(words, FoundWords.self))?.entries.count ?? 0
}

@c @implementation
public func wordmine_words_note(_ words: OpaquePointer?) -> UnsafeMutablePointer<CChar>? {
  (try? Handle.object(words, FoundWords.self))?.note.map { strdup($0) }
}

@c @implementation
public func wordmine_words_table(
  _ words: OpaquePointer?, _ schema: UnsafeMutablePointer<ArrowSchema>?,
  _ array: UnsafeMutablePointer<ArrowArray>?, _ message: MessagePlace?
) -> Int32 {
  call(message) {
    guard let schema, let array else { throw InvalidValue("the place of the table is NULL") }
    let words: FoundWords = try Handle.object(words)
    ArrowTable(words.columns, rows: words.entries.count).export(schema, array)
  }
}

extension FoundWords {
  /// The columns of a native dictionary.
  fileprivate var columns: [ArrowTable.Column] {
    typealias Column = ArrowTable.Column
    var columns = [
      Column("word", .texts(entries.map(\.word))),
      Column("score", .numbers(entries.map(\.score))),
      Column("count", .integers(entries.map(\.count))),
      Column("raw_count", .integers(entries.map(\.rawCount))),
      Column("contexts", .integers(entries.map { $0.contexts.map { Int($0) } })),
      Column("cohesion", .numbers(entries.map(\.cohesion))),
      Column("left_entropy", .numbers(entries.map(\.leftEntropy))),
      Column("right_entropy", .numbers(entries.map(\.rightEntropy))),
      Column("gain", .numbers(entries.map(\.gain))),
      Column("kind", .texts(entries.map(\.kind))),
    ]
    if areTerms {
      columns.append(Column("termhood", .numbers(entries.map(\.termhood))))
      columns.append(Column("parts", .texts(entries.map(\.parts))))
    }
    return columns
  }
}

@c @implementation
public func wordmine_words_save(
  _ words: OpaquePointer?, _ path: UnsafePointer<CChar>?, _ format: UnsafePointer<CChar>?,
  _ message: MessagePlace?
) -> Int32 {
  call(message) {
    try Handle.object(words, FoundWords.self)
      .save(to: Passed.path(path), as: format.map { String(cString: $0) })
  }
}

@c @implementation
public func wordmine_words_save_model(
  _ words: OpaquePointer?, _ path: UnsafePointer<CChar>?, _ message: MessagePlace?
) -> Int32 {
  call(message) { try Handle.object(words, FoundWords.self).saveModel(to: Passed.path(path)) }
}

@c @implementation
public func wordmine_words_segmenter(
  _ words: OpaquePointer?, _ segmenter: UnsafeMutablePointer<OpaquePointer?>?,
  _ message: MessagePlace?
) -> Int32 {
  call(message) {
    let words: FoundWords = try Handle.object(words)
    try Handle.give(LoadedSegmenter(words.model), to: segmenter)
  }
}

@c @implementation
public func wordmine_words_free(_ words: OpaquePointer?) { Handle.free(words) }
