import ArgumentParser
import WordMine
import WordMineText

/// `wordmine parse`
struct Parse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Shows which words of a sentence belong together: a tree, or links.",
    discussion: """
      With a model of `wordmine collocate`. The tree comes mostly from which words begin and end \
      clauses: take it as a way to show a sentence, not as its grammar.

        wordmine collocate --segmented corpus.words --model corpus.links > pairs.tsv
        echo '今天 的 天气 很 好 。' | wordmine parse --segmented --model corpus.links

      With --method templates, the sentence is the cheapest nesting of the templates of a file. The node \
      of a template reaches from its first fixed word to its last: what fills a slot at its beginning or \
      end stays outside, while `wordmine match` gives such a slot all words to the edge of the clause.

        wordmine templates --segmented corpus.words -o corpus.jsonl
        echo '在 这样 的 时候 ，' |
          wordmine parse --segmented --method templates --templates corpus.jsonl
      """)

  @Option(help: "links: by --model; templates: by --templates alone.")
  var method = ParseMethod.links

  @Option(help: "A model that `wordmine collocate --model` made.", completion: .file())
  var model: String?

  @Option(
    help: "Templates of any format: nodes are labelled with those that they hold.",
    completion: .file())
  var templates: String?

  @Option(help: "fast: by the gaps between words; full: also by how likely spans are.")
  var form = SentenceParser.Form.fast

  @Option(help: "tree, brackets, or jsonl (spans from a first to a last word, from 1).")
  var format = TreeFormat.tree

  @Flag(
    help: """
      Print links in place of trees: the sentence and two words of it, all from 1, and the probability \
      that one governs the other, from 0.01.
      """)
  var links = false

  @Option(
    help: """
      Sum the probability of a link over all trees (matrix), or those without crossing links \
      (projective).
      """)
  var over = SentenceParser.Links.matrix

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @OptionGroup var sentences: SentenceOptions

  func validate() throws {
    guard method == .templates || model != nil else {
      throw ValidationError("--model is missing: make one with `wordmine collocate --model`")
    }
    guard method == .links || templates != nil else {
      throw ValidationError("--method templates needs --templates")
    }
    guard method == .links || model == nil && !links else {
      throw ValidationError("--model and --links are for --method links")
    }
  }

  func run() throws {
    var report = RunReport("parse")
    let progress = Progress(isQuiet: sentences.resources.quiet)
    _ = try sentences.resources.memoryLimit(atLeast: SentenceOptions.minimumMemory)
    let parser = try parser()
    let nesting = try nesting()
    let sink = try OutputFile.open(output)
    var places = PlaceCounter(try sentences.input.inputs())
    var (count, cuts) = (0, 0)
    if links, let parser {
      try sink.write(
        (places.columns("sentence") + ["first", "second", "probability"]).joined(separator: "\t")
          + "\n")
      try sentences.read(
        &report, progress,
        transform: { block in (block.source, block.sentences.map { parser.links(block, $0) }) },
        consume: { source, sentences in
          let before = places.add(sentences.count, of: source)
          count += sentences.count
          for (index, links) in sentences.enumerated() {
            let place = places.fields(before + index + 1, of: source)
            try sink.write(links.map { place + Self.line($0) }.joined())
          }
        })
    } else {
      let format = format
      try sentences.read(
        &report, progress,
        transform: { ($0.source, Self.trees($0, parser, nesting)) },
        consume: { source, trees in
          cuts += trees.reduce(0) { $0 + $1.cutSearches }
          let before = places.add(trees.count, of: source)
          for (index, tree) in trees.enumerated() {
            let place = places.keys("id", before + index + 1, of: source)
            try sink.write(format.text(tree, place: place, isFirst: count == 0))
            count += 1
          }
        })
      report.cutSearches = cuts
    }
    try sink.close()
    report.entries = count
    try report.finish(sentences.resources)
  }

  private func parser() throws -> SentenceParser? {
    guard let model else { return nil }
    var configuration = SentenceParser.Configuration()
    (configuration.form, configuration.links) = (form, over)
    return SentenceParser(try LinkModel(try InputFile.open(model)), configuration)
  }

  private func nesting() throws -> TemplateParser? {
    guard let templates else { return nil }
    let known = try RecordReader(templates: try InputFile.open(templates)).all()
    guard !known.isEmpty else {
      throw InputError(.mismatch("there are no templates"), at: SourcePosition(source: templates))
    }
    return try TemplateParser(known)
  }

  /// Trees by links, labelled; or, where there is no model of links, those of the nesting.
  private static func trees(
    _ block: WordBlock, _ parser: SentenceParser?, _ nesting: TemplateParser?
  ) -> [SentenceTree] {
    guard let parser else { return nesting?.trees(block) ?? [] }
    let trees = block.sentences.map { parser.parse(block, $0) }
    return nesting?.label(trees, of: block) ?? trees
  }

  private static func line(_ link: SentenceParser.Link) -> String {
    "\(link.first + 1)\t\(link.second + 1)\t\(link.probability.shortText)\n"
  }
}

extension SentenceParser.Form: ExpressibleByArgument {}
extension SentenceParser.Links: ExpressibleByArgument {}

/// What a tree comes from.
enum ParseMethod: String, ExpressibleByArgument {
  case links
  case templates
}

/// How a tree is written.
enum TreeFormat: String, ExpressibleByArgument {
  case tree
  case brackets
  case jsonl

  /// - Parameter place: The keys that say where the sentence is.
  func text(_ tree: SentenceTree, place: String, isFirst: Bool) -> String {
    switch self {
    case .tree:
      let cost = tree.bits.map { "\($0.shortText) bits\n" } ?? ""
      return (isFirst ? "" : "\n") + cost + tree.text()
    case .brackets: return tree.brackets() + "\n"
    case .jsonl:
      let spans = tree.spans.map { "[\($0.words.lowerBound + 1),\($0.words.upperBound)]" }
      let cost = tree.bits.map { ",\"bits\":\($0.shortText)" } ?? ""
      let labels = tree.spans.map { JSONText.quoted($0.label) }
      return "{\(place)\"spans\":[\(spans.joined(separator: ","))],"
        + "\"label\":[\(labels.joined(separator: ","))]\(cost)}\n"
    }
  }
}
