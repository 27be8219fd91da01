import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// `wordmine discover`, and `wordmine` without a command.
struct Discover: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Finds the words of a corpus: a ranked dictionary, best word first.",
    discussion: """
      The whole manual for the first use:

        cat corpus.txt | wordmine > words.tsv

      Columns: word, score, count (uses by the segmentation), raw_count (occurrences), contexts \
      (different words before it, estimated), cohesion, left_entropy, right_entropy, gain (what the \
      word saves in the whole text), kind (word, or phrase: words that stand together firmly, which \
      follow all words, greatest gain first). Information is in bits.

        wordmine discover --known jieba.txt --limit 100 shop.txt
      """)

  @Option(
    help: """
      full: branching entropy, a boundary model and a word model; fast: without the word model; pmi: \
      mutual information, to explain.
      """)
  var method = WordDiscovery.Method.full

  @Option(help: "How much work --method full does: quick, normal, thorough or utmost.")
  var effort = Effort.normal

  @Option(
    help: """
      How coarse words are, about 0.5 (fine) to 6 (coarse), for --method full and fast; by default \
      chosen from the text.
      """)
  var granularity: Double?

  @OptionGroup(title: "Options of --method pmi")
  var mutualInformation: MutualInformationOptions

  @Option(name: [.short, .long], help: "The dictionary file.", completion: .file())
  var output: String?

  @Option(
    help: "tsv, plain, jieba or jsonl; by default what the name of the file asks for.")
  var format: DictionaryFormat?

  @Option(help: "Only so many entries, the best.")
  var limit: Int?

  @Option(
    help: """
      Leave out words that the segmentation uses less often; by default 1, and 2 for texts below \
      1 MB.
      """)
  var minCount: Int?

  @Option(help: "The most characters of a word.")
  var maxLength = 4

  @Option(
    help: "A dictionary of any format: leave out the words that it has; repeat for more.",
    completion: .file())
  var known: [String] = []

  @Option(
    help: """
      Counts of other text, made by `wordmine count -n 5`: their statistics join those of this one; \
      repeat for more. What is listed and counted are the words of this text.
      """, completion: .file())
  var counts: [String] = []

  @Option(
    help: """
      A model of other text, made by --model: it is continued, that is, the text is segmented by both \
      together, and --model writes the sum.
      """, completion: .file())
  var update: String?

  @Option(help: "Sort by this column, greatest first: word, score, count, raw_count, ….")
  var sort = DictionaryColumn.score

  @Flag(help: "Print words as they were counted: folded width, case and script.")
  var normalized = false

  @Flag(
    inversion: .prefixedNo,
    help: "Also list phrases, in formats that tell kinds apart; by default with --method full.")
  var phrases: Bool?

  @Flag(help: "Also list words of one character.")
  var singleCharacters = false

  @Flag(help: "Also list words without a Han character.")
  var nonHan = false

  @Option(help: "Fold the script before counting: as-is, simplified, traditional.")
  var script = Script.asIs

  @Option(help: "Also write the corpus, segmented, to this file.", completion: .file())
  var segmentation: String?

  @Option(help: "Also write a model for `wordmine segment` to this file.", completion: .file())
  var model: String?

  @Option(
    help: """
      Keep finished stages in this directory: a run that was killed goes on from there if it is \
      started again in the same way. A corpus that fits in memory takes seconds, and is one stage.
      """, completion: .directory)
  var work: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    guard (1...64).contains(maxLength) else {
      throw ValidationError("--max-length is \(maxLength); it can be 1 to 64")
    }
    guard method != .mutualInformation || model == nil else {
      throw ValidationError("--model needs --method full or fast: it holds what these learn")
    }
    guard method != .mutualInformation || counts.isEmpty && update == nil else {
      throw ValidationError("--counts and --update need --method full or fast")
    }
    guard granularity.map({ (0...20).contains($0) }) ?? true else {
      throw ValidationError("--granularity must be between 0 and 20")
    }
    guard limit ?? 0 >= 0, minCount ?? 1 >= 1 else {
      throw ValidationError("--limit must not be negative, --min-count at least 1")
    }
  }

  func run() throws {
    var report = RunReport("discover")
    let progress = Progress(isQuiet: resources.quiet)
    let memory = try resources.memoryLimit(atLeast: DiscoveryMemory.minimum)
    let known = try KnownWords.read(known, script: script)
    try OutputFile.requireDifferent([output ?? "-", segmentation, model, resources.report])
    let outputs = try (
      dictionary: OutputFile.open(output), segmentation: segmentation.map(OutputFile.open),
      model: model.map(OutputFile.open)
    )
    var reader = CorpusReader(
      try input.inputs(), try input.configuration(threads: resources.threads))
    let prior = try priorKnowledge(memory)
    let work = try work.map { path throws(SystemError) in try WorkDirectory(path) }
    var checksum = Checksum()
    var corpus = Corpus(corpusConfiguration(memory, work))
    var spool = TextSpool(limit: memory / 8, directory: resources.temporaryDirectory)
    try reader.readAtoms(progress: progress.update) { block, atoms in
      try corpus.append(atoms, endsInput: block.isLast)
      try DiscoveryMemory.check(corpus, fits: memory, method)
      if work != nil { checksum.update(block.bytes) }
      if outputs.segmentation != nil { try spool.append(block) }
    }
    try work?.claim(try manifest(checksum, characters: reader.summary.characters))
    progress.stage("discovering")
    let discovery = try WordDiscovery(configuration).discover(
      consume corpus, after: prior)
    if let sink = outputs.segmentation { try writeSegmentation(discovery, spool, to: sink) }
    if let sink = outputs.model, let model = discovery.model {
      try SegmentationModelFormat.write(model, to: sink)
      try sink.close()
    }
    // Last, because whoever reads the list may stop reading.
    let entries = entries(discovery.words, known: known)
    try write(entries, to: outputs.dictionary)
    progress.end()
    report.add(reader)
    if !resources.quiet { Self.explainLittle(report, discovery) }
    report.add(discovery)
    report.entries = entries.count
    try report.finish(resources)
  }

  private var configuration: WordDiscovery.Configuration {
    var configuration = WordDiscovery.Configuration()
    configuration.method = method
    configuration.mutualInformation = mutualInformation.configuration
    configuration.effort = effort
    configuration.granularity = granularity
    configuration.seed = resources.seed
    configuration.script = script
    configuration.minimumCount = minCount
    configuration.maximumLength = maxLength
    configuration.findsPhrases =
      phrases ?? (method == .full) && [.tsv, .jsonl].contains(dictionaryFormat)
    configuration.includesSingleAtoms = singleCharacters
    configuration.includesNonHan = nonHan
    configuration.makesModel = model != nil
    configuration.threads = resources.threads
    return configuration
  }

  /// What the stages of a run depend on, a thing a line.
  private func manifest(_ checksum: Checksum, characters: Int) throws -> [String] {
    [
      "wordmine discover, stages of version 1",
      "input: \(characters) characters, checksum \(checksum.value)",
      "method: \(method.rawValue), effort \(effort.rawValue), "
        + "granularity \(granularity.map { String($0) } ?? "auto"), max-length \(maxLength)",
      "script: \(script.rawValue)", "seed: \(resources.seed)",
      "memory: \(resources.memory?.description ?? "auto")",
      "counts: \(try counts.map(Self.checksum))", "update: \(try update.map(Self.checksum) ?? 0)",
    ]
  }

  private static func checksum(_ path: String) throws -> UInt32 {
    var source = try InputFile.open(path)
    var checksum = Checksum()
    while case let part = try source.read(1 << 18), !part.isEmpty { checksum.update(part) }
    return checksum.value
  }

  private func priorKnowledge(_ memory: Int) throws -> PriorKnowledge {
    var prior = PriorKnowledge()
    if !counts.isEmpty {
      prior.counts = try KnownCounts(
        counts.map { path in { try InputFile.open(path) } }, script: script, memory: memory / 4,
        directory: resources.temporaryDirectory)
    }
    guard let update else { return prior }
    let model = try SegmentationModelFormat.read(try InputFile.open(update))
    guard model.script == script else {
      throw InputError(
        .mismatch(
          "a model of script \(model.script.rawValue) cannot be continued with script "
            + "\(script.rawValue)"), at: SourcePosition(source: update))
    }
    prior.model = model
    return prior
  }

  private var dictionaryFormat: DictionaryFormat { .chosen(format, for: output) }

  private func corpusConfiguration(
    _ memory: Int, _ work: WorkDirectory?
  ) -> Corpus.Configuration {
    var configuration = DiscoveryMemory.configuration(memory, resources)
    configuration.work = work
    // It works on the text as a whole.
    if method == .mutualInformation { configuration.unitsInMemory = .max }
    return configuration
  }

  private func entries(_ words: [DiscoveredWord], known: Lexicon?) -> [LexiconEntry] {
    let new = words.filter { !(known?.contains($0.folded) ?? false) }
    let sorted = sort.sorted(new)
    return sorted.prefix(limit ?? .max).map { LexiconEntry($0, normalized: normalized) }
  }

  private func write(_ entries: [LexiconEntry], to sink: ByteSink) throws {
    var writer = try RecordWriter(sink, as: dictionaryFormat.lineFormat, name: output ?? "<stdout>")
    for entry in entries { try writer.write(entry) }
    try sink.close()
  }

  private func writeSegmentation(
    _ discovery: Discovery, _ spool: TextSpool, to sink: ByteSink
  ) throws {
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    var segments = SegmentOutput(sink, separator: " ")
    let cursor = try discovery.segmentation.cursor()
    try spool.forEach({ block in
      let atoms = tokenizer.tokenize(block.bytes.span)
      try segments.write(block, words: try cursor.words(of: atoms))
    })
    try sink.close()
  }

  /// Says why there may be little to see.
  private static func explainLittle(_ report: RunReport, _ discovery: Discovery) {
    let atoms = discovery.summary.atoms
    if report.invalidBytes * 20 > report.characters {
      Terminal.say(
        "wordmine: \(Figure.grouped(report.invalidBytes)) bytes are invalid: if this is text, name "
          + "its --encoding")
    }
    if atoms == 0 {
      Terminal.say(
        "wordmine: the text holds no Chinese characters, letters or digits: nothing to learn from")
    } else if atoms < 1000 {
      Terminal.say(
        "wordmine: the text has \(atoms) atoms; below a few thousand, statistics are weak: take the "
          + "list as a hint, and give more text of the kind")
    } else if discovery.words.isEmpty {
      Terminal.say("wordmine: no two Chinese characters stand together often enough to be a word")
    }
  }
}

extension RunReport {
  mutating func add(_ discovery: Discovery) {
    words = discovery.summary.words
    distinctWords = discovery.summary.distinctWords
    granularity = discovery.summary.granularity
    sampledAtoms = discovery.summary.sampledAtoms
    bitsPerCharacterBefore = Bits.from(nats: discovery.summary.natsBefore)
    bitsPerCharacterAfter = Bits.from(nats: discovery.summary.natsAfter)
  }
}

/// What users see of information.
enum Bits {
  static func from(nats: Double) -> Double { nats * 1.442_695_040_888_963_4 }
}

extension LexiconEntry {
  /// An entry of the native dictionary: information in bits.
  init(_ word: DiscoveredWord, normalized: Bool) {
    self.init(word: normalized ? word.folded : word.text, count: word.count, score: word.score)
    rawCount = word.rawCount
    contexts = Double(word.contexts)
    cohesion = word.cohesion.map(Bits.from)
    leftEntropy = word.leftEntropy.map(Bits.from)
    rightEntropy = word.rightEntropy.map(Bits.from)
    gain = word.gain.map(Bits.from)
    kind = word.kind.rawValue
  }
}

extension DictionaryColumn: ExpressibleByArgument {
  /// Greatest first, words without a value last; words by code point. Equals keep their order.
  func sorted(_ words: [DiscoveredWord]) -> [DiscoveredWord] {
    switch self {
    case .score, .kind: return words
    case .word: return words.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    default:
      let keyed = words.enumerated().map { (value: value($1), index: $0) }
      let order = keyed.sorted { $0.value != $1.value ? $0.value > $1.value : $0.index < $1.index }
      return order.map { words[$0.index] }
    }
  }

  private func value(_ word: DiscoveredWord) -> Double {
    switch self {
    case .word, .score, .kind: word.score
    case .count: Double(word.count)
    case .rawCount: Double(word.rawCount)
    case .contexts: Double(word.contexts)
    case .cohesion: word.cohesion ?? -.infinity
    case .leftEntropy: word.leftEntropy ?? -.infinity
    case .rightEntropy: word.rightEntropy ?? -.infinity
    case .gain: word.gain ?? -.infinity
    }
  }
}
