import WordMine
import WordMineText

/// Mines templates, writes them to a file, reads them again, and extracts what fills their slots in a
/// new sentence.
func templateExample(_ lines: [String], file: ByteSink) throws -> [String] {
  // The words of the corpus stand between blanks; `SentenceCorpusBuilder` takes block after block.
  var builder = SentenceCorpusBuilder()
  builder.append(WordBlock(Array(lines.map { $0 + "\n" }.joined().utf8)))

  var configuration = TemplateMiner.Configuration()
  configuration.view = .frames
  let mined = try TemplateMiner(configuration).mine(builder.finish())
  var writer = try RecordWriter(file, as: JSONLTemplateFormat())
  for template in mined.templates { try writer.write(template) }
  try file.close()

  var rest = file.bytes[...]
  let source = try ByteSource(name: "templates.jsonl") { count in
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }
  let matcher = TemplateMatcher(try RecordReader(templates: source).all())
  let text = WordBlock(Array("如果 明天 下雨 ， 那么 不 去".utf8))
  return matcher.matches(text, in: text.sentences[0]).flatMap { match in
    matcher.slots(of: match).map { name, words in
      "\(matcher.templates[match.template].text): \(name) = \(words.map { text.word($0) }.joined())"
    }
  }
}
