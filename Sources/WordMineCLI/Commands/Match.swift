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

      Columns: the sentence, the template, its first and last word in the sentence, and start:end of \
      each slot, all from 1; of more than one file also its name. A template matches once at each place, \
      with its shortest slots.
      """)

  @Option(help: "A file of templates, of any format.", completion: .file())
  var templates: String

  @Option(help: "What a slot may cross: the commas of a sentence, or nothing.")
  var frames = TemplateScope.sentence

  @Option(
    help:
      "The most words of a slot, 1 to 15; by default what the templates were found with, else 8.")
  var slotLength: Int?

  @Option(help: "tsv or jsonl; by default what the name of the file asks for.")
  var format: TableFormat?

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @OptionGroup var sentences: SentenceOptions

  func validate() throws {
    guard 1...15 ~= slotLength ?? 1 else {
      throw ValidationError("--slot-length is \(slotLength!); it can be 1 to 15")
    }
  }

  func run() throws {
    var report = RunReport("match")
    let progress = Progress(isQuiet: sentences.resources.quiet)
    var configuration = TemplateMatcher.Configuration()
    (configuration.scope, configuration.slotLength) = (frames, slotLength)
    let known = try RecordReader(templates: try InputFile.open(templates)).all()
    guard !known.isEmpty else {
      throw InputError(.mismatch("there are no templates"), at: SourcePosition(source: templates))
    }
    let lines = MatchLines(
      try TemplateMatcher(known, configuration), format: .chosen(format, for: output))
    let sink = try OutputFile.open(output)
    var places = PlaceCounter(try sentences.input.inputs())
    if let header = lines.header {
      try sink.write((places.columns("sent") + [header]).joined(separator: "\t") + "\n")
    }
    let format = TableFormat.chosen(format, for: output)
    var matches = 0
    try sentences.read(
      &report, progress, transform: { lines.lines(of: $0) },
      consume: { block in
        let before = places.add(block.sentences, of: block.source)
        try sink.write(
          block.numbered { sentence in
            let number = before + sentence + 1
            return format == .tsv
              ? places.fields(number, of: block.source)
              : "{" + places.keys("sent", number, of: block.source)
          })
        matches += block.lines.count
      })
    try sink.close()
    if matches == 0, !sentences.resources.quiet {
      Terminal.say(
        "wordmine: no template was found; between words and slots stand blanks, as in 在 [X] 的 时候, and "
          + "a word is found where the segmentation has it whole")
    }
    report.entries = matches
    try report.finish(sentences.resources)
  }
}
