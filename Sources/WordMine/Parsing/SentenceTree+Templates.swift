/// Trees and the templates that their spans hold.
extension SentenceTree {
  /// The best nesting of templates as a tree, with its cost.
  ///
  /// - Parameter words: All words of the sentence.
  init(_ reading: TemplateParser.Reading, of words: [String], templates: [Template]) {
    let whole = 0..<words.count
    var spans = reading.spans.map { span in
      Span(span.words, label: span.template.map { templates[$0].text } ?? "")
    }
    if words.count > 1, !spans.contains(where: { $0.words == whole }) { spans.append(Span(whole)) }
    self.init(words: words, spans: spans)
    (bits, cutSearches) = (reading.bits, reading.cutSearches)
  }

  /// This tree with the templates that its spans hold.
  func labelled(_ reading: TemplateParser.Reading, templates: [Template]) -> SentenceTree {
    var tree = self
    tree.cutSearches = reading.cutSearches
    for (index, template) in reading.labels(of: spans.map(\.words)).enumerated() {
      if let template { tree.spans[index].label = templates[template].text }
    }
    return tree
  }
}

extension TemplateParser {
  /// The sentences of a text as nested templates.
  public func trees(_ text: WordBlock) -> [SentenceTree] {
    zip(readings(of: text), text.sentences).map { reading, sentence in
      SentenceTree(reading, of: sentence.words.map(text.word), templates: templates)
    }
  }

  /// Trees of the sentences of a text, with the templates that their spans hold.
  public func label(_ trees: [SentenceTree], of text: WordBlock) -> [SentenceTree] {
    zip(trees, readings(of: text)).map { tree, reading in
      tree.labelled(reading, templates: templates)
    }
  }
}
