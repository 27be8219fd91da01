// swift-format-ignore-file: AlwaysUseLowerCamelCase

// The names are those of the header.
import CWordMine
import WordMine

@c @implementation
public func wordmine_count(
  _ corpus: OpaquePointer?, _ options: UnsafePointer<CChar>?, _ task: OpaquePointer?,
  _ path: UnsafePointer<CChar>?, _ message: MessagePlace?
) -> Int32 {
  call(message) {
    var options = try Passed.options(options)
    let resources = try Resources(&options)
    var configuration = NGramCounter.Configuration(order: try options.integer("order") ?? 4)
    try InvalidValue.check("order", configuration.order, in: 1...NGramWindow.longest)
    configuration.script = try options.choice("script") ?? .asIs
    try options.end()
    configuration.workers = try CallTask.workers(task, threads: resources.threads)
    configuration.directory = resources.temporaryDirectory
    configuration.memory = resources.memory
    let corpus = try Handle.object(corpus, PushedCorpus.self).corpus()
    try resources.writeCounts(to: Passed.path(path), configuration.workers) { sink in
      var counter = NGramCounter(configuration)
      var reader = CorpusReader(
        corpus.inputs, corpus.readerConfiguration(workers: configuration.workers))
      try reader.readAtoms { block, atoms in try counter.add(atoms, endsInput: block.isLast) }
      try counter.finish(to: sink)
    }
  }
}

@c @implementation
public func wordmine_merge(
  _ paths: UnsafePointer<UnsafePointer<CChar>?>?, _ count: Int, _ options: UnsafePointer<CChar>?,
  _ task: OpaquePointer?, _ path: UnsafePointer<CChar>?, _ message: MessagePlace?
) -> Int32 {
  call(message) {
    var options = try Passed.options(options)
    let resources = try Resources(&options)
    try options.end()
    let workers = try CallTask.workers(task, threads: resources.threads)
    let sources = try Passed.paths(paths, count).map { path in { try ByteSource.named(path) } }
    try resources.writeCounts(to: Passed.path(path), workers) { sink in
      try NGramMerge(directory: resources.temporaryDirectory, workers: workers)
        .merge(sources, to: sink)
    }
  }
}

extension Resources {
  /// Writes counts to a file, in the format that its name asks for.
  ///
  /// - Parameter make: Writes a counts file.
  fileprivate func writeCounts(
    to path: String, _ workers: Workers, _ make: (ByteSink) throws -> Void
  ) throws {
    try InvalidValue.check("memory", memory, atLeast: NGramCounter.minimumMemory)
    let sink = try ByteSink.file(path)
    let format: CountsFormat = path.hasSuffix(FileKind.countsSuffix) ? .counts : .tsv
    try format.write(
      to: sink, memory: memory, directory: temporaryDirectory, workers: workers, make)
    try sink.close()
  }
}
