import WordMine
import WordMineText

extension Invariants {
  /// Segmented text to link and to parse.
  static let sentences = """
    杀青 以后 ， 茶汤 才 有 回甘 。 杀青 要 快 ， 茶汤 要 清 ， 茶汤 回甘 。
    1998年 的 茶汤 很 清 ； 杀青 以后 要 快 。 杀青 要 清 ， 茶汤 要 快 。

    """

  /// A model of `sentences`.
  static let links: LinkModel = {
    do {
      return try CollocationMiner().run(on: SentenceCorpus([WordBlock(sentences)])).model
    } catch {
      preconditionFailure("text at hand cannot fail: \(error)")
    }
  }()

  /// A link model either is an error, or links and parses any text, and what it is written as is read.
  static func linkModel(_ bytes: [UInt8]) {
    guard let model = try? LinkModel(source(bytes[...])) else { return }
    check(model, WordBlock(sentences))
    let sink = ByteSink.memory()
    do {
      try model.write(to: sink)
      _ = try LinkModel(source(sink.bytes[...]))
    } catch {
      preconditionFailure("what was read whole is valid: \(error)")
    }
  }

  /// What was read as collocations is written, read and written again in the same bytes.
  static func collocations(_ bytes: [UInt8]) {
    guard let pairs = pairs(bytes[...]) else { return }
    let window = max(1, pairs.first?.distances.count ?? 1)
    for format in TableFormat.allCases {
      let lines = Table.collocations(window: window).lineFormat(format)
      let sink = ByteSink.memory()
      guard var writer = try? RecordWriter(sink, as: lines) else { continue }
      for pair in pairs { try? writer.write(pair) }
      guard let read = self.pairs(sink.bytes[...]) else {
        preconditionFailure("\(format) cannot read what it wrote")
      }
      let again = ByteSink.memory()
      try? Table.collocations(window: window).write(read, to: again, as: format)
      precondition(again.bytes == sink.bytes, "\(format) changes pairs")
    }
  }

  private static func pairs(_ bytes: ArraySlice<UInt8>) -> [Collocation]? {
    do {
      return try RecordReader(collocations: try source(bytes)).all()
    } catch {
      return nil
    }
  }

  /// Any text can be linked and parsed.
  static func parser(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    check(links, WordBlock(Array(bytes.dropFirst()), wholeLines: choice & 1 == 1))
  }

  /// Trees hold each word once and spans in one another; links have probabilities.
  private static func check(_ model: LinkModel, _ block: WordBlock) {
    for form in SentenceParser.Form.allCases {
      var configuration = SentenceParser.Configuration()
      (configuration.form, configuration.links) = (form, form == .full ? .projective : .matrix)
      let parser = SentenceParser(model, configuration)
      for sentence in block.sentences {
        let tree = parser.parse(block, sentence)
        precondition(tree.words.count == sentence.words.count, "words were lost")
        var open: [Range<Int>] = []
        for span in tree.spans.map(\.words) {
          while let last = open.last, last.upperBound <= span.lowerBound { open.removeLast() }
          precondition(open.last.map { span.clamped(to: $0) == span } ?? true, "spans cross")
          open.append(span)
        }
        precondition(!tree.brackets().isEmpty || tree.words.isEmpty, "nothing is drawn")
        for link in parser.links(block, sentence) {
          precondition(
            0 <= link.first && link.first < link.second && link.second < tree.words.count,
            "a link out of the sentence")
          precondition((0.01...1).contains(link.probability), "no probability")
        }
      }
    }
  }
}
