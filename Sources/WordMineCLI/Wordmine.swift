import ArgumentParser
import WordMine
import WordMineText
@main struct Wordmine: ParsableCommand {
  @Argument var file: String
  @Option var o: String
  @Option var threads = 1
  func run() throws {
    var rc = CorpusReader.Configuration()
    rc.threads = threads
    var reader = CorpusReader([.file(file)], rc)
    var text = AtomText()
    try reader.readAtoms { text.append($1); if $0.isLast { text.endClause() } }
    let out = try debugFast(text, threads)
    for (bit, name) in [(1, "A"), (2, "B")] {
    let sink = try ByteSink.file(o + name)
    var r2 = CorpusReader([.file(file)], rc)
    var tk = Tokenizer()
    tk.recordsExtents = true
    var n = 0
    var st = SegmentWriter.State()
    try r2.readAtoms(tk) { b, t in
      let w = t.debugWords { out[n + $0] & UInt8(bit) != 0 }
      n += t.extents.count
      var o: [UInt8] = []
      SegmentWriter().write(b.bytes, words: w, state: &st, to: &o)
      try sink.write(o)
    }
    try sink.close()
    }
  }
}
