import ArgumentParser
import WordMine
import WordMineBase
import WordMineModels
import WordMineText

/// `wordmine topics`
struct Topics: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topics",
    abstract: "Finds what a corpus is about: words that come in the same documents.",
    discussion: """
      A document is a line. Words are those of the mined vocabulary, by default of two characters or more:

        wordmine topics reviews.txt --k 20 --shares shares.tsv --model reviews.topics
        wordmine topics --use reviews.topics new.txt --shares new.tsv

      Columns: topic; share of it in all documents; bits, what its part of a document's code takes; npmi, \
      how much its words come in the same documents, from -1 to 1; words. --shares has a line a document: \
      the shares of its topics and the bits of its code.
      """)

  @OptionGroup(title: "Topics") var training: TopicOptions

  @Option(help: "How many words of a topic are listed.")
  var top = 10

  @Option(help: "Save the topics in this file.", completion: .file())
  var model: String?

  @Option(help: "Learn nothing: take the topics of this file.", completion: .file())
  var use: String?

  @Option(help: "The file for the topics of each document.", completion: .file())
  var shares: String?

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @Option(help: "tsv or jsonl; by default what the name of the file asks for.")
  var format: TableFormat?

  @OptionGroup var sentences: SentenceOptions

  func validate() throws {
    guard top >= 2 else { throw ValidationError("--top must be at least 2") }
    guard model == nil || use == nil else {
      throw ValidationError("--model saves what was learnt; with --use nothing is")
    }
    guard use == nil || training.isEmpty else {
      throw ValidationError(
        "--k, --prior and the other options of topics are for learning, and --use learns nothing; "
          + "leave them out")
    }
  }

  func run() throws {
    let resources = sentences.resources
    var report = RunReport("topics")
    let progress = Progress(isQuiet: resources.quiet)
    try OutputFile.requireDifferent([output ?? "-", model, shares, resources.report])
    let known = try use.map { try ModelFile.read($0, as: TopicModel.init(_:)) }
    let memory = try resources.memoryLimit(atLeast: SentenceOptions.minimumMemory)
    let corpus = try sentences.corpus(memory: memory / 8, &report, progress)
    let bags = try TopicBags(corpus).bags(known?.words, training.selection)
    try requireWords(bags, report)
    let sink = try OutputFile.open(output)
    var configuration = training.configuration
    configuration.seed = resources.seed
    let learnt =
      try known
      ?? TopicTraining(configuration).train(bags, workers: Workers(threads: resources.threads))
    progress.end()
    let table = try TopicTable(learnt, bags, words: top)
    try table.write(as: .chosen(format, for: output), to: sink)
    if let shares { try table.writeShares(to: try OutputFile.open(shares)) }
    if let model { try ModelFile.write(learnt.archive, to: try OutputFile.open(model)) }
    if !resources.quiet { Terminal.say("wordmine: " + table.summary) }
    report.entries = bags.words.count
    try report.finish(resources)
  }

  private func requireWords(_ bags: BagsOfWords, _ report: RunReport) throws(InputError) {
    let filled = (0..<bags.counts.rows).count { !bags.counts.range(ofRow: $0).isEmpty }
    guard filled < 2 || bags.words.count < top else { return }
    throw InputError(
      .mismatch(
        "\(bags.words.count) words in \(filled) documents are too few for topics; see "
          + "--min-documents, --max-share and --min-length"),
      at: SourcePosition(source: report.inputs.first ?? "<stdin>"))
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
