import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// `wordmine segment`
struct Segment: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment",
    abstract: "Puts a separator between the words of a text.",
    discussion: """
      A model of `wordmine discover` or a dictionary of any format finds the words: the segmentation of \
      the highest probability, or the longest match if the dictionary has no counts. The output is \
      UTF-8; without the separators it is the input.

        wordmine discover corpus.txt --save-model corpus.model > words.tsv
        wordmine segment --model corpus.model new.txt
      """)

  @Option(help: "A model of `wordmine discover --save-model`.", completion: .file())
  var model: String?

  @Option(
    help: """
      A dictionary of any format; repeat for more: what a later one says of a word is taken. A word \
      without a count among words with counts wins where it stands.
      """, completion: .file())
  var dictionary: [String] = []

  @Option(help: "What to put between words.")
  var separator = " "

  @Option(
    name: .shortAndLong, help: "The file to write; by default standard output.",
    completion: .file())
  var output: String?

  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try require((model == nil) != dictionary.isEmpty, "give either --model or --dictionary")
    try require(
      !separator.isEmpty, "--separator is empty; give a character or more, such as / or $'\\t'")
    try requireFormat(of: output)
    try input.requireOneStandardInput(besides: [model] + dictionary)
  }

  func run() throws {
    try Session.run("segment", resources) { session in
      let segmenter = try self.segmenter()
      let corpus = try input.corpus(session)
      var configuration = corpus.readerConfiguration(workers: session.workers)
      configuration.keepsLines = segmenter.needsLines
      var reader = CorpusReader(corpus.inputs, configuration)
      reader.atPause = session.flush
      var segments = SegmentedOutput(try session.open(output), separator: separator)
      var words = 0
      var tokenizer = Tokenizer()
      tokenizer.recordsExtents = true
      try reader.readAtoms(
        tokenizer, transform: { block, atoms in segmenter.words(block.bytes.span, atoms) }
      ) { block, extents in
        words += extents.count
        try segments.write(block, words: extents)
      }
      session.report.add(corpus, reader.summary)
      session.report["words"] = words
      if segments.separatorsInText > 0 {
        session.note(
          "separators that stand in the text itself: "
            + "\(Figure.grouped(segments.separatorsInText)); choose another --separator to tell them apart"
        )
      }
    }
  }

  private func segmenter() throws -> Segmenter {
    if let model { return Segmenter(try InputFile.segmentationModel(model)) }
    return Segmenter(try dictionaries.lexicon(dictionary))
  }
}
