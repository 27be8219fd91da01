import Foundation
import WordMine
import WordMineBase

/// What the documents show of the library. The part from `example: NAME` to `end` stands in them word for
/// word, but for `path("…")`, which is the name of the file alone.
struct LibraryExamples {
  /// Where the files of the examples are.
  let path: @Sendable (String) -> String

  func frontDoor() throws -> [Substring] {
    // example: front-door
    let corpus = try Corpus(contentsOf: path("corpus.txt"))
    let result = try WordDiscovery().run(on: corpus)
    try result.write(to: path("words.tsv"))
    let segmenter = Segmenter(result.model)
    let words = segmenter.segment("师傅的茶园在山上")  // 师傅, 的, 茶园, 在, 山上
    // end
    return words
  }

  func findingWords() throws -> [DiscoveredWord] {
    // example: words
    var configuration = WordDiscovery.Configuration()
    configuration.minimumCount = 3
    configuration.findsPhrases = false

    let interrupt = Interrupt()
    let workers = Workers(threads: 4, interrupt: interrupt) { progress in
      print(progress.stage, progress.fraction)
    }
    let corpus = try Corpus(contentsOf: path("corpus.txt"))
    let result = try WordDiscovery(configuration).run(on: corpus, workers: workers)

    for word in result.prefix(20) { print(word.text, word.count, word.gain ?? 0) }
    try result.write(to: path("words.dict"))  // a user dictionary of jieba, by its name
    // end
    return Array(result)
  }

  func pushing(_ chunks: [[UInt8]]) throws -> [DiscoveredWord] {
    // example: push
    let builder = CorpusBuilder()
    for chunk in chunks { try builder.append(chunk) }
    let result = try WordDiscovery().run(on: builder.finish())
    // end
    return Array(result)
  }

  func segmenting() throws -> [Substring] {
    // example: segmenting
    let learned = try Segmenter(contentsOf: path("tea.model"))
    print(learned.segment("春茶的叶子比秋茶厚"))

    let listed = try Segmenter(contentsOf: path("words.tsv"))
    let words = listed.segment("春茶的叶子比秋茶厚")
    // end
    return words
  }

  func templates() throws -> [String] {
    // example: templates
    var configuration = TemplateMiner.Configuration()
    configuration.view = .frames
    let corpus = try Corpus(contentsOf: path("corpus.words"))
    let found = try TemplateMiner(configuration).run(on: SentenceCorpus(corpus, words: .blanks))
    try found.write(to: path("templates.jsonl"))

    let matcher = try TemplateMatcher(Template.list(contentsOf: path("templates.jsonl")))
    let block = WordBlock("如果 明天 下雨 ， 那么 不 去")
    var slots: [String] = []
    for match in matcher.matches(block, in: block.sentences[0]) {
      for (name, words) in matcher.slots(of: match) {
        let filler = words.map { block.word($0) }.joined()
        slots.append("\(matcher.templates[match.template].text): \(name) = \(filler)")
      }
    }
    // end
    return slots
  }

  func collocations() throws -> [Collocations.Neighbour] {
    // example: collocations
    let corpus = try Corpus(contentsOf: path("tea.words"))
    let sentences = try SentenceCorpus(corpus, words: .blanks)  // or .segmenter(…), .discovery()
    let pairs = try CollocationMiner().run(on: sentences)
    for pair in pairs.prefix(20) { print(pair.first, pair.second, pair.count, pair.link) }
    try pairs.write(to: path("pairs.tsv"))

    let neighbours = pairs.neighbours(of: "师傅", limit: 3)
    let parser = SentenceParser(pairs.model)
    print(parser.parse(["师傅", "的", "紫砂壶", "很", "好", "。"]).brackets())
    // end
    return neighbours
  }

  func contrast() throws -> [ContrastedWord] {
    // example: contrast
    let target = try DictionaryCounts(contentsOf: path("june.tsv"))
    let reference = try DictionaryCounts(contentsOf: path("may.tsv"))
    let result = try CorpusContrast().run(on: .dictionary(target), against: .dictionary(reference))
    for word in result.prefix(20) { print(word.text, word.target, word.reference) }
    try result.write(to: path("new.tsv"))
    // end
    return Array(result)
  }
}
