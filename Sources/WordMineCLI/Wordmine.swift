import ArgumentParser
import WordMine
import WordMineText
@main struct Wordmine: ParsableCommand {
  @Argument var file: String
  @Option var o: String
  @Option var threads = 1
  @Option var memory = 0
  @Option(name: .short) var n = 4
  func run() throws {
    var c = NGramCounter.Configuration(order: n)
    c.threads = threads
    if memory > 0 { c.memory = memory << 20 }
    var counter = NGramCounter(c)
    var rc = CorpusReader.Configuration()
    rc.threads = threads
    var reader = CorpusReader([.file(file)], rc)
    try reader.readAtoms { try counter.add($1, endsInput: $0.isLast) }
    let sink = try ByteSink.file(o)
    try counter.finish(to: sink)
    try sink.close()
    print(reader.summary)
  }
}
