import WordMine
import WordMineText

/// What must hold for templates.
extension Invariants {
  /// What was read as templates is read back the same from every format, but for the names that CQL
  /// does not have.
  static func templates(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    let formats: [TemplateFormat?] = [nil] + TemplateFormat.allCases
    let format = formats[Int(choice) % formats.count]
    guard let known = templates(bytes.dropFirst(), format) else { return }
    for format in TemplateFormat.allCases {
      let sink = ByteSink.memory()
      guard var writer = try? RecordWriter(sink, as: format.lineFormat()) else { continue }
      var written: [Template] = []
      for template in known where (try? writer.write(template)) != nil { written.append(template) }
      guard let read = templates(sink.bytes[...], format) else {
        preconditionFailure("\(format) cannot read what it wrote")
      }
      let (here, there) = (read.map(names(format)), written.map(names(format)))
      precondition(here == there, "\(format) changes templates")
    }
  }

  private static func names(_ format: TemplateFormat) -> (Template) -> [Template.Element] {
    { template in
      template.elements.map { format == .cql && !$0.isLiteral ? .slot(nil) : $0 }
    }
  }

  private static func templates(
    _ bytes: ArraySlice<UInt8>, _ format: TemplateFormat?
  ) -> [Template]? {
    do {
      return try RecordReader(templates: try source(bytes), format: format).all()
    } catch {
      return nil
    }
  }

  /// The first lines are templates, the rest, behind an empty line, is a text. Literals and fillers of a
  /// match are its words, and so it is with a nesting.
  static func matcher(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let templates = lines.prefix { !$0.isEmpty }.compactMap { try? Template($0) }
    let words = WordBlock(
      Array(lines.drop { !$0.isEmpty }.joined(separator: "\n").utf8))
    for scope in TemplateScope.allCases {
      var configuration = TemplateMatcher.Configuration()
      configuration.scope = scope
      guard let matcher = try? TemplateMatcher(templates, configuration),
        let nesting = try? TemplateParser(templates, configuration)
      else { preconditionFailure("the default configuration is refused") }
      matcher.visitMatches(words) { sentence, match in
        check(
          templates[match.template], match.words, matcher.slotWords(of: match),
          words.sentences[sentence].words)
      }
      for (sentence, reading) in zip(words.sentences, nesting.readings(of: words)) {
        precondition(reading.bits.isFinite && reading.bits >= 0, "\(reading.bits) bits")
        for node in reading.nodes {
          let outer = templates[node.template].elements.drop { !$0.isLiteral }.reversed()
            .drop { !$0.isLiteral }
          guard let template = try? Template(Array(outer.reversed())) else { continue }
          check(template, node.words, node.slots, sentence.words)
        }
      }
    }
  }

  private static func check(
    _ template: Template, _ words: Range<Int>, _ slots: [Range<Int>], _ sentence: Range<Int>
  ) {
    precondition(words.lowerBound >= 0 && words.upperBound <= sentence.count, "out of bounds")
    var (place, rest) = (words.lowerBound, slots[...])
    for element in template.elements {
      switch element {
      case .word: place += 1
      case .clauseStart, .clauseEnd: continue
      case .slot:
        guard let slot = rest.popFirst() else { preconditionFailure("a slot is missing") }
        precondition(slot.lowerBound == place && !slot.isEmpty, "a slot is elsewhere")
        place = slot.upperBound
      }
    }
    precondition(place == words.upperBound && rest.isEmpty, "the parts are not the match")
  }
}
