import ArgumentParser
import WordMine
import WordMineModels
import WordMineText

/// `wordmine topics`
struct Topics: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topics",
    abstract: "Learns the topics of a corpus.",
    discussion: """
      A topic is a group of words that occur in the same documents, which are lines. Words are those that \
      are discovered, by default of two characters or more:

        wordmine topics reviews.txt --k 20 --save-model reviews.topics
        wordmine topics --model reviews.topics new.txt --shares new.tsv

      Columns: topic; share of it in all documents; bits of its part of a document's code; npmi, how \
      often its words occur in the same documents, from -1 to 1; words. --shares has a row per document: \
      the shares of its topics and the bits of its code.
      """)

  @OptionGroup(title: "Topics") var training: TopicOptions

  @Option(help: "How many words of a topic are listed.")
  var top = 10

  @Option(help: "Learn nothing, but use the topics of this file.", completion: .file())
  var model: String?

  @Option(help: "Also write the topics to this file, for --model.", completion: .file())
  var saveModel: String?

  @Option(help: "Also write the topics of each document to this file.", completion: .file())
  var shares: String?

  @OptionGroup var output: OutputOptions<TableFormat>
  @OptionGroup var sentences: SentenceOptions

  func validate() throws {
    try sentences.words.requireOneStandardInput(besides: [model])
    try require("--top", top, atLeast: 2)
    try requireFormat(of: shares, ".tsv")
    try require(
      model == nil || saveModel == nil,
      "--save-model writes what was learned; with --model nothing is learned")
    try require(
      model == nil || training.isEmpty,
      "--k, --prior and the other options of topics are for learning, and with --model nothing is "
        + "learned; leave them out")
  }

  func run() throws {
    try Session.run("topics", sentences.resources) { session in
      session.warnWithoutOpenBLAS()
      let sink = try session.open(output.file)
      let modelSink = try session.openIfGiven(saveModel)
      let sharesSink = try session.openIfGiven(shares)
      let known = try model.map { try ModelFile.read($0, as: TopicModel.init(_:)) }
      let corpus = try sentences.sentences(for: .topics, session)
      let bags = try TopicBags(corpus).bags(known?.words, training.selection)
      try check(bags, session.report.source)
      let learned = try known ?? learn(bags, session)
      let table = try TopicTable(learned, bags, words: top)
      try table.write(as: output.format, to: sink)
      if let sharesSink { try table.writeShares(to: sharesSink) }
      if let modelSink { try modelSink.write(learned.archive.bytes) }
      session.note(table.summary)
      session.report["entries"] = bags.words.count
    }
  }

  private func learn(_ bags: BagsOfWords, _ session: Session) throws -> TopicModel {
    var configuration = training.configuration
    configuration.seed = sentences.resources.seed
    return try TopicTraining(configuration).train(bags, workers: session.workers)
  }

  private func check(_ bags: BagsOfWords, _ source: String) throws(InputError) {
    let filled = (0..<bags.counts.rows).count { !bags.counts.range(ofRow: $0).isEmpty }
    guard filled < 2 || bags.words.count < top else { return }
    throw InputError(
      .mismatch(
        "\(bags.words.count) words in \(filled) documents are too few for topics of \(top) words; see "
          + "--top, --min-documents, --max-share and --min-length"),
      at: SourcePosition(source: source))
  }
}

/// The documents of a corpus as bags of words.
private struct TopicBags {
  private var documents: [[UInt32]] = []
  private var names: [String] = []

  init(_ corpus: SentenceCorpus) {
    for sentence in 0..<corpus.sentenceCount {
      let document = corpus.document(ofSentence: sentence)
      while documents.count <= document { documents.append([]) }
      documents[document] += corpus.words[corpus.sentence(sentence)]
    }
    // Punctuation, numbers and Latin letters are no words of a topic: they get an empty name.
    names = (0..<UInt32(corpus.vocabulary.count)).map { id in
      let text = corpus.vocabulary.text(of: id)
      let isPlain = !corpus.vocabulary.isPunctuation(id) && !text.contains { "#@".contains($0) }
      return isPlain ? text : ""
    }
  }

  func bags(_ words: [String]?, _ selection: BagsOfWords.Selection) throws -> BagsOfWords {
    if let words { return try BagsOfWords(documents, names: names, words: words) }
    return try BagsOfWords(documents, names: names, selection)
  }
}
