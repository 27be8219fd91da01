import WordMine

/// What `wordmine_discover` is asked for, by the names that the options of the command have.
struct DiscoveryOptions {
  private var configuration = WordDiscovery.Configuration()
  private var prior = Prior()
  private var known: Lexicon?
  private var listing = WordListing()
  private let threads: Int
  /// Whether dictionaries are named that guide.
  private var isGuided = false
  /// What the caller should know.
  private var notes: [String] = []

  /// - Throws: `InvalidValue`; `InputError` for a dictionary that cannot be read.
  init(_ options: inout Options) throws {
    let resources = try Resources(&options)
    threads = resources.threads
    configuration.memory = resources.memory
    configuration.temporaryDirectory = resources.temporaryDirectory
    try takeDiscovery(&options)
    let dictionaries = try options.texts("dictionary")
    let numbers = try options.choice("numbers", Numbers.self)
    let files = try options.texts("known")
    let words = try options.texts("known_words")
    prior.counts = try options.texts("counts")
    prior.model = try options.text("update")
    let phrases = try options.boolean("phrases")
    try takeListing(&options)
    try options.end()
    try check(dictionaries, numbers)
    try read(dictionaries, known: files, words)
    configuration.joinsNumbers = numbers != .split
    configuration.findsPhrases =
      phrases ?? (configuration.method == .full || prior.lexicon != nil)
  }

  /// What becomes of digits and letters next to Chinese.
  private enum Numbers: String, CaseIterable {
    case join
    case split
  }

  private mutating func takeDiscovery(_ options: inout Options) throws(InvalidValue) {
    configuration.method = try options.choice("method") ?? .full
    configuration.effort = try options.choice("effort") ?? .normal
    configuration.granularity = try options.number("granularity")
    configuration.minimumCount = try options.integer("min_count")
    try InvalidValue.check("min_count", configuration.minimumCount ?? 1, atLeast: 1)
    configuration.maximumLength = try options.integer("max_length") ?? 4
    try InvalidValue.check("max_length", configuration.maximumLength, in: 1...64)
    configuration.includesSingleAtoms = try options.boolean("single_characters") ?? false
    configuration.includesNonHan = try options.boolean("non_han") ?? false
    configuration.script = try options.choice("script") ?? .asIs
    configuration.makesModel = try options.boolean("model") ?? false
    let seed = try options.integer("seed") ?? 0
    try InvalidValue.check("seed", seed, atLeast: 0)
    configuration.seed = UInt64(seed)
  }

  private mutating func takeListing(_ options: inout Options) throws(InvalidValue) {
    listing.sort = try options.choice("sort") ?? .score
    listing.limit = try options.integer("limit") ?? .max
    try InvalidValue.check("limit", listing.limit, atLeast: 0)
    listing.isNormalized = try options.boolean("normalized") ?? false
  }

  private func check(_ dictionaries: [String], _ numbers: Numbers?) throws(InvalidValue) {
    if configuration.method == .mutualInformation {
      guard !configuration.makesModel else {
        throw InvalidValue("a model needs method full or fast: it holds what they learn")
      }
      guard dictionaries.isEmpty, prior.counts.isEmpty, prior.model == nil else {
        throw InvalidValue("dictionary, counts and update need method full or fast")
      }
    }
    guard numbers == nil || !dictionaries.isEmpty else {
      throw InvalidValue(
        "numbers is for dictionary: without one, the text alone says what belongs together")
    }
    guard dictionaries.isEmpty || prior.model == nil else {
      throw InvalidValue("give either dictionary or update: both say how to cut the text")
    }
  }

  /// Reads the dictionaries that guide, and those whose words are left out.
  private mutating func read(
    _ dictionaries: [String], known files: [String], _ words: [String]
  ) throws {
    if !files.isEmpty || !words.isEmpty {
      var known = KnownWords(configuration.script)
      for path in files {
        let unmatched = try known.add(contentsOf: RecordReader(dictionary: .named(path)))
        note(unmatched, of: path)
      }
      note(known.add(words), of: "known_words")
      self.known = known.lexicon
    }
    isGuided = !dictionaries.isEmpty
    if isGuided {
      prior.lexicon = try Lexicon(contentsOf: dictionaries)
    } else if configuration.method != .mutualInformation, prior.model == nil {
      prior.lexicon = known
    }
  }

  private mutating func note(_ unmatched: KnownWords.Unmatched, of source: String) {
    if unmatched.isEmpty { return }
    let first = unmatched.first.map(\.debugDescription).joined(separator: ", ")
    notes.append(
      "\(source): no text can have these as one word, as they hold signs or blanks: "
        + "\(unmatched.count) (\(first)\(unmatched.count > unmatched.first.count ? ", …" : ""))")
  }

  /// Finds the words of a corpus.
  func run(on corpus: Corpus, task: OpaquePointer?) throws -> FoundWords {
    let workers = try CallTask.workers(task, threads: threads)
    let result = try WordDiscovery(configuration).run(on: corpus, after: prior, workers: workers)
    let notes = self.notes + [guidanceNote(result)].compactMap(\.self)
    return FoundWords(
      entries: listing.entries(result.words, known: known), areTerms: result.isGuided,
      model: result.model, hasModel: result.learnedModel != nil,
      note: notes.isEmpty ? nil : notes.joined(separator: "\n"))
  }

  /// Why dictionaries did not guide; a short list of known words is not meant to.
  private func guidanceNote(_ result: WordDiscovery.Result) -> String? {
    guard let guidance = result.summary.guidance, !guidance.isUsed,
      isGuided || known?.count ?? 0 >= Self.wordsOfALanguage
    else { return nil }
    return
      "the dictionary does not know enough of the text, which was cut without it; its words "
      + "are left out; if it is in the other script, see the option script"
  }

  /// A list of fewer words is one of words to leave out, and not a dictionary to learn from.
  private static let wordsOfALanguage = 5000
}

/// The words of a corpus, and what cuts other text into them.
final class FoundWords: Sendable {
  let entries: [LexiconEntry]
  /// Whether each has a figure of how good a term it is, and its parts.
  let areTerms: Bool
  let model: Segmenter.Model
  /// Whether the model was learned, and does not only hold the words.
  let hasModel: Bool

  /// What the caller should know.
  let note: String?

  init(
    entries: [LexiconEntry], areTerms: Bool, model: Segmenter.Model, hasModel: Bool, note: String?
  ) {
    (self.entries, self.areTerms, self.model) = (entries, areTerms, model)
    (self.hasModel, self.note) = (hasModel, note)
  }

  /// Writes the words as a dictionary.
  ///
  /// - Throws: `InvalidValue` for a format that is not written; `InputError` for a word that it cannot hold;
  ///   `SystemError`.
  func save(to path: String, as name: String?) throws {
    var format = DictionaryFormat(path: path) ?? .tsv
    if let name {
      guard let named = DictionaryFormat(name: name), DictionaryFormat.written.contains(named)
      else {
        let names = DictionaryFormat.written.map(\.rawValue).joined(separator: ", ")
        throw InvalidValue("there is no format \"\(name)\" to write; known are \(names)")
      }
      format = named
    }
    let sink = try ByteSink.file(path)
    var writer = try DictionaryWriter(sink, as: format, areTerms: areTerms, name: path)
    for entry in entries { try writer.write(entry) }
    try writer.finish()
    try sink.close()
  }

  /// - Throws: `InvalidValue` if no model was learned; `SystemError`.
  func saveModel(to path: String) throws {
    guard hasModel, case .learned(let model) = model else {
      throw InvalidValue("no model was learned; discover with the option model")
    }
    let sink = try ByteSink.file(path)
    try SegmentationModelFormat.write(model, to: sink)
    try sink.close()
  }
}
