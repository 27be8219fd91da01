import ArgumentParser
import WordMine
import WordMineText

/// `wordmine match`
struct Match: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Finds templates in a text, and what fills their slots.",
    discussion: """
      The templates are those of `wordmine templates`, or a list by hand, with named slots:

        echo '从 [from] 到 [to]' > trips.txt
        wordmine match --templates trips.txt --word-model corpus.model new.txt

      Columns: sentence, template, start and end (its first and last word), and slots (start:end of \
      each, with ; between them). Sentences and words are numbered from 1. A template matches once per \
      place, with its shortest slots.
      """)

  @Option(help: "A file of templates, of any format.", completion: .file())
  var templates: String

  @Option(help: "What a slot may cross: sentence (its commas), or clause (nothing).")
  var frames = TemplateScope.sentence

  @Option(
    help: """
      The most words of a slot, 1 to 15; by default what the templates were found with, else 8.
      """)
  var slotLength: Int?

  @OptionGroup var output: OutputOptions<RowFormat>
  @OptionGroup var sentences: SentenceOptions

  func validate() throws {
    try require("--slot-length", slotLength, in: 1...15)
    try sentences.words.requireOneStandardInput(besides: [templates])
  }

  func run() throws {
    try Session.run("match", sentences.resources) { session in
      var configuration = TemplateMatcher.Configuration()
      (configuration.scope, configuration.slotLength) = (frames, slotLength)
      let matcher = try TemplateMatcher(try InputFile.templates(templates), configuration)
      let format = output.format
      let lines = MatchLines(matcher, format: format)
      let sink = try session.open(output.file)
      let words = try sentences.corpusWords(session)
      var places = PlaceCounter(words.corpus.inputs)
      if let header = lines.header {
        try sink.write((places.columns("sentence") + [header]).joined(separator: "\t") + "\n")
      }
      var matches = 0
      try sentences.read(
        words, session, transform: { lines.lines(of: $0) },
        consume: { block in
          let before = places.add(block.sentences, of: block.source)
          try sink.write(
            block.numbered {
              places.prefix("sentence", before + $0 + 1, of: block.source, as: format)
            })
          matches += block.lines.count
        })
      if matches == 0 {
        session.note(
          "no template was found; blanks separate words and slots, as in 在 [X] 的 时候, and a word is "
            + "found where it is a whole word of the segmentation")
      }
      session.report["entries"] = matches
    }
  }
}
