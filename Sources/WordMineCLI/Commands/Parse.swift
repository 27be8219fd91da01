import ArgumentParser
import WordMine
import WordMineText

/// `wordmine parse`
struct Parse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Shows which words of a sentence belong together: a tree, or links.",
    discussion: """
      It uses a model of `wordmine collocate`. The tree comes mostly from which words begin and end \
      clauses: take it as a way to show a sentence, not as its grammar.

        wordmine collocate --segmented tea.words --save-model tea.links > pairs.tsv
        echo '今天 的 天气 很 好 。' | wordmine parse --segmented --model tea.links

      With --method templates, the sentence is the cheapest nesting of the templates of a file. The node \
      of a template reaches from its first fixed word to its last: what fills a slot at its beginning or \
      end stays outside, while `wordmine match` gives such a slot all words to the edge of the clause.

        wordmine templates --segmented tea.words -o tea.jsonl
        echo '在 这样 的 时候 ，' |
          wordmine parse --segmented --method templates --templates tea.jsonl

      With --format jsonl, a line is a sentence: its number, and the first and last word of each span. \
      Sentences and words are numbered from 1.
      """)

  @Option(help: "links: by --model; templates: by --templates alone.")
  var method = ParseMethod.links

  @Option(help: "A model of `wordmine collocate --save-model`.", completion: .file())
  var model: String?

  @Option(
    help: "Templates of any format, as labels of the nodes that they match.",
    completion: .file())
  var templates: String?

  @Option(help: "fast: by the gaps between words; full: also by how likely spans are.")
  var form = SentenceParser.Form.fast

  @Flag(
    help: """
      Print links instead of trees: the sentence, the numbers of two words, and the probability that one \
      governs the other, from 0.01 on.
      """)
  var links = false

  @Option(
    help: """
      Sum the probability of a link over all trees (matrix), or those without crossing links \
      (projective).
      """)
  var over = SentenceParser.Links.matrix

  @OptionGroup var output: OutputOptions<TreeFormat>
  @OptionGroup var sentences: SentenceOptions

  func validate() throws {
    try sentences.words.requireOneStandardInput(besides: [model, templates])
    try require(
      method == .templates || model != nil,
      "--model is missing: make one with `wordmine collocate --save-model`")
    try require(method == .links || templates != nil, "--method templates needs --templates")
    try require(
      method == .links || model == nil && !links, "--model and --links are for --method links")
    try require(
      links || RowFormat.suffixes.format(of: output.file ?? "") != .tsv || output.given != nil,
      "a TSV holds --links; trees are written to .txt or .jsonl")
    try require(
      !links || output.given == nil || output.given == .jsonl,
      "--links is a table: leave out --format for TSV, or use --format jsonl")
  }

  func run() throws {
    try Session.run("parse", sentences.resources) { session in
      let parser = try parser()
      let nesting = try templates.map { try TemplateParser(try InputFile.templates($0)) }
      let sink = try session.open(output.file)
      if links, let parser {
        try writeLinks(parser, to: sink, session)
      } else {
        try writeTrees(parser, nesting, to: sink, session)
      }
    }
  }

  private func parser() throws -> SentenceParser? {
    guard let model else { return nil }
    var configuration = SentenceParser.Configuration()
    (configuration.form, configuration.links) = (form, over)
    return SentenceParser(try LinkModel(try ByteSource.named(model)), configuration)
  }

  private func writeLinks(
    _ parser: SentenceParser, to sink: ByteSink, _ session: Session
  ) throws {
    let words = try sentences.corpusWords(session)
    var places = PlaceCounter(words.corpus.inputs)
    let format: RowFormat = output.format == .jsonl ? .jsonl : .tsv
    let lines = Self.linkTable.lineFormat(format == .jsonl ? .jsonl : .tsv)
    if let header = lines.header {
      try sink.write((places.columns("sentence") + [header]).joined(separator: "\t") + "\n")
    }
    var count = 0
    try sentences.read(
      words, session,
      transform: { block in (block.source, block.sentences.map { parser.links(block, $0) }) },
      consume: { source, sentences in
        let before = places.add(sentences.count, of: source)
        count += sentences.count
        for (index, links) in sentences.enumerated() {
          let place = places.prefix("sentence", before + index + 1, of: source, as: format)
          for link in links {
            let row = PlaceCounter.rest(of: try lines.encode(link), as: format)
            try sink.write(place + row + "\n")
          }
        }
      })
    session.report["entries"] = count
  }

  private static let linkTable = Table<SentenceParser.Link>([
    .integer("first", { $0.first + 1 }),
    .integer("second", { $0.second + 1 }),
    .number("probability", { $0.probability }),
  ])

  private func writeTrees(
    _ parser: SentenceParser?, _ nesting: TemplateParser?, to sink: ByteSink, _ session: Session
  ) throws {
    let words = try sentences.corpusWords(session)
    var places = PlaceCounter(words.corpus.inputs)
    var (count, cuts) = (0, 0)
    try sentences.read(
      words, session, transform: { ($0.source, Self.trees($0, parser, nesting)) },
      consume: { source, trees in
        let before = places.add(trees.count, of: source)
        for (index, tree) in trees.enumerated() {
          cuts += tree.cutSearches
          let place = places.prefix("sentence", before + index + 1, of: source, as: .jsonl)
          try sink.write(output.format.text(tree, place: place, isFirst: count == 0))
          count += 1
        }
      })
    session.report["entries"] = count
    session.report["cut_searches"] = cuts
  }

  /// Trees by links, labelled; or, where there is no model of links, those of the nesting.
  private static func trees(
    _ block: WordBlock, _ parser: SentenceParser?, _ nesting: TemplateParser?
  ) -> [SentenceTree] {
    guard let parser else { return nesting?.trees(block) ?? [] }
    let trees = block.sentences.map { parser.parse(block, $0) }
    return nesting?.label(trees, of: block) ?? trees
  }
}

/// What a tree comes from.
enum ParseMethod: String, ExpressibleByArgument {
  case links
  case templates
}

/// How a tree is written.
enum TreeFormat: String, OutputFormat {
  case tree
  case brackets
  case jsonl

  static var standard: TreeFormat { .tree }

  static var suffixes: [FileSuffix<TreeFormat>] {
    // `--links` is a table where trees are drawn.
    [
      FileSuffix(".txt", .tree), FileSuffix(".tsv", .tree), FileSuffix(".jsonl", .jsonl),
      FileSuffix(".ndjson", .jsonl),
    ]
  }

  /// - Parameter place: The beginning of a JSON object, with the place of the sentence.
  func text(_ tree: SentenceTree, place: String, isFirst: Bool) -> String {
    switch self {
    case .tree:
      let cost = tree.bits.map { "\($0.shortText) bits\n" } ?? ""
      return (isFirst ? "" : "\n") + cost + tree.text()
    case .brackets: return tree.brackets() + "\n"
    case .jsonl:
      let spans = tree.spans.map { "[\($0.words.lowerBound + 1),\($0.words.upperBound)]" }
      let cost = tree.bits.map { ",\"bits\":\($0.shortText)" } ?? ""
      let labels = tree.spans.map { JSON.text(.text($0.label)) }
      return "\(place)\"spans\":[\(spans.joined(separator: ","))],"
        + "\"label\":[\(labels.joined(separator: ","))]\(cost)}\n"
    }
  }
}
