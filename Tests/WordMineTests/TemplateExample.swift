import WordMine
import WordMineText

/// Mines templates, writes them to a file, reads them again, and extracts what fills their slots in a
/// new sentence.
func templateExample(_ lines: [String], file: String) throws -> [String] {
  // The words of the corpus stand between blanks; `SentenceCorpusBuilder` takes block after block.
  let corpus = try SentenceCorpus([WordBlock(lines.joined(separator: "\n"))])

  var configuration = TemplateMiner.Configuration()
  configuration.view = .frames
  try TemplateMiner(configuration).run(on: corpus).write(to: file)

  let matcher = try TemplateMatcher(Template.list(contentsOf: file))
  let text = WordBlock("如果 明天 下雨 ， 那么 不 去")
  return matcher.matches(text, in: text.sentences[0]).flatMap { match in
    matcher.slots(of: match).map { name, words in
      "\(matcher.templates[match.template].text): \(name) = \(words.map { text.word($0) }.joined())"
    }
  }
}
