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
      With a model of `wordmine discover`, or with a dictionary of any format: the segmentation of \
      the highest probability, or the longest match if the dictionary has no counts. The output is \
      UTF-8; without the separators it is the input.

        wordmine discover corpus.txt --model corpus.model > words.tsv
        wordmine segment --model corpus.model new.txt
      """)

  @Option(help: "A model that `wordmine discover` made.", completion: .file())
  var model: String?

  @Option(help: "A dictionary of any format.", completion: .file())
  var dictionary: String?

  @Option(help: "What is put between words.")
  var separator = " "

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    guard (model == nil) != (dictionary == nil) else {
      throw ValidationError("give either --model or --dictionary")
    }
  }

  func run() throws {
    var report = RunReport("segment")
    let progress = Progress(isQuiet: resources.quiet)
    let segmenter = try Segmenter(contentsOf: model ?? dictionary!)
    var reader = CorpusReader(
      try input.inputs(), try input.configuration(threads: resources.threads))
    let sink = try OutputFile.open(output)
    var segments = SegmentedOutput(sink, separator: separator)
    var words = 0
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    try reader.readAtoms(
      tokenizer, progress: progress.update,
      transform: { block, atoms in segmenter.words(block.bytes.span, atoms) }
    ) { block, extents in
      words += extents.count
      try segments.write(block, words: extents)
    }
    try sink.close()
    progress.end()
    report.add(reader)
    report.words = words
    try report.finish(resources)
  }
}
