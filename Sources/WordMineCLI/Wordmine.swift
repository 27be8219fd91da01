import ArgumentParser
import WordMine
import WordMineText
@main struct Wordmine: ParsableCommand {
  @Argument var file: String
  @Option var o: String
  @Option var threads = 1
  @Option var len = 4
  @Flag var model = false
  @Option var with: String?
  func run() throws {
    var rc = CorpusReader.Configuration()
    rc.threads = threads
    var reader = CorpusReader([.file(file)], rc)
    if let with {
      let m = ModelSegmenter(try SegmentationModelFormat.read(ByteSource(path: with)))
      let sink = try ByteSink.file(o + "B")
      var tk = Tokenizer()
      tk.recordsExtents = true
      let tk2 = tk
      var st = SegmentWriter.State()
      try reader.read { b in let t = tk2.tokenize(b.bytes.span); return m.words(t) } consume: { b, w in
        var o: [UInt8] = []
        SegmentWriter().write(b.bytes, words: w, state: &st, to: &o)
        try sink.write(o)
      }
      try sink.close()
      return
    }
    var text = AtomText()
    try reader.readAtoms { text.append($1); if $0.isLast { text.endClause() } }
    var c = WordDiscovery.Configuration()
    c.threads = threads
    c.maximumLength = len
    c.makesModel = model
    let d = try WordDiscovery(c).discover(text)
    print(d.summary)
    if let m = d.model { let s = try ByteSink.file(o + ".model"); try SegmentationModelFormat.write(m, to: s); try s.close() }
    let s2 = try ByteSink.file(o + ".tsv")
    try s2.write("word\tscore\n")
    for w in d.words { try s2.write("\(w.text)\t\(w.score)\t\(w.count)\t\(w.rawCount)\t\(w.contexts)\t\(w.cohesion ?? -1)\t\(w.leftEntropy ?? -1)\t\(w.rightEntropy ?? -1)\t\(w.gain ?? -1)\n") }
    try s2.close()
    let sink = try ByteSink.file(o + "B")
    var r2 = CorpusReader([.file(file)], rc)
    var tk = Tokenizer()
    tk.recordsExtents = true
    var n = 0
    var st = SegmentWriter.State()
    try r2.readAtoms(tk) { b, t in
      let w = t.debugWords { d.segmentation.beginsWord(n + $0) }
      n += t.extents.count
      var o: [UInt8] = []
      SegmentWriter().write(b.bytes, words: w, state: &st, to: &o)
      try sink.write(o)
    }
    try sink.close()
  }
}
