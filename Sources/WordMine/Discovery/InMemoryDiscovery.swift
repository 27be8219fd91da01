import WordMineBase
import WordMineLexicon
import WordMineText

/// Finds the words of a text in memory.
struct InMemoryDiscovery {
  private let text: AtomSequence
  private let configuration: WordDiscovery.Configuration
  private let known: PriorStrings?
  private let previous: SegmentationModel?
  private let lexicon: Lexicon?
  private let workers: Workers
  private var filter: EntryFilter

  init(
    _ text: AtomSequence, _ configuration: WordDiscovery.Configuration, known: PriorStrings?,
    previous: SegmentationModel?, lexicon: Lexicon? = nil, minimumCount: Int, workers: Workers
  ) {
    self.text = text
    self.configuration = configuration
    self.known = known
    self.previous = previous
    self.lexicon = lexicon
    self.workers = workers
    filter = configuration.filter(text.atoms, minimumCount: minimumCount)
  }

  /// A segmentation, and what else the dictionary needs.
  private struct Outcome {
    var cuts: SharedArray<UInt8>
    /// The cuts of the boundary model alone, if there is also a word model.
    var boundaryCuts: SharedArray<UInt8>?
    var entropies: (Range<Int>) -> NeighbourEntropies.Values
    /// What is listed, if a dictionary guided the segmentation.
    var terms: TermSelection?
  }

  func run() throws -> WordDiscovery.Result {
    guard let lexicon else { return try discover() }
    var guide = try Guide(
      GuidingDictionary(lexicon, text.atoms, script: configuration.script), text, workers: workers)
    let guidance = guide.summary
    var result: WordDiscovery.Result
    if guide.isTrusted {
      result = try discover(with: &guide, lexicon)
    } else {
      let isKnown = guide.isKnown
      result = try listing { !isKnown($0) }.discover()
    }
    result.summary.guidance = guidance
    return result
  }

  /// The same discovery of which only some words are listed.
  private func listing(_ isListed: @escaping @Sendable ([UInt32]) -> Bool) -> Self {
    var discovery = self
    discovery.filter.allows = isListed
    return discovery
  }

  /// The new words of a text that is cut by a dictionary and what it teaches.
  private func discover(
    with guide: inout Guide, _ lexicon: Lexicon
  ) throws -> WordDiscovery.Result {
    let granularity = configuration.granularity ?? Guide.granularity
    var strings: NeighbourEntropies?
    let decoder = try guide.learn(joinsNumbers: configuration.joinsNumbers) {
      let (right, left) = try entropies(granularity)
      strings = NeighbourEntropies(right: right.variations, left: left.variations)
      return GapFeatureReader(right: right, left: left)
    }
    let cuts = try decoder.cuts(text, workers: workers)
    var model = guide.model(
      decoder.model, script: configuration.script, granularity: granularity)
    let measure = TermhoodMeasure(
      decoder, try UsageReader(decoder).usage(text, cuts.view, workers: workers),
      atoms: model.atoms)
    let minimumCount = configuration.minimumCount ?? Guide.minimumCount
    // Phrases are no words of the model; atoms that no dictionary has are words by themselves only.
    var discovery = listing { $0.count > 1 ? !measure.isKnown($0[...]) : measure.isNew($0[...]) }
    discovery.filter.minimumCount = minimumCount
    var result = try discovery.dictionary(
      Outcome(
        cuts: cuts,
        entropies: { [strings] in strings?.values($0) ?? NeighbourEntropies.Values() },
        terms: TermSelection(measure, lexicon, atoms: text.atoms, minimumCount: minimumCount)), nil)
    model.words = result.segmentationWords
    result.learnedModel = configuration.makesModel ? model : nil
    result.isGuided = true
    result.summary.granularity = granularity
    return result
  }

  private func discover() throws -> WordDiscovery.Result {
    if configuration.method == .mutualInformation {
      let cuts = try MutualInformationDiscovery(text, configuration, workers).cuts
      return try dictionary(Outcome(cuts: cuts) { _ in NeighbourEntropies.Values() }, nil)
    }
    let learner = ModelLearner(configuration, workers)
    let folds = CrossFitFolds(text)
    var stages = try boundaries(learner, folds)
    let needsModel = configuration.makesModel || previous != nil
    var model =
      needsModel
      ? SegmentationModel(
        stages, text, script: configuration.script, maximumLength: configuration.maximumLength)
      : nil
    let granularity = stages.granularity
    var outcome: Outcome
    if configuration.method == .full {
      let words = try learner.words(text, &stages, keepsModel: needsModel)
      model?.wordModel = words.model
      if stages.usesContexts {
        model?.boundaries = stages.weights(atoms: text.atoms.count).rounded
      }
      outcome = Outcome(
        cuts: words.cuts, boundaryCuts: words.boundaryCuts, entropies: words.entropies)
    } else {
      let cuts = try stages.cuts(text, maximumLength: configuration.maximumLength)
      let strings = stages.takeStrings()
      outcome = Outcome(cuts: cuts) { strings?.values($0) ?? NeighbourEntropies.Values() }
    }
    // A previous model has a part in the segmentation that these know nothing of.
    let probabilities =
      previous == nil ? CutProbabilities(text, replacing: stages.logits) : nil
    _ = consume stages
    if let previous, let own = model { model = try resegment(&outcome, previous, own) }
    var result = try dictionary(consume outcome, probabilities)
    model?.words = result.segmentationWords
    if let previous, let whole = model { model = previous.addingWords(to: whole) }
    result.learnedModel = configuration.makesModel ? model : nil
    result.summary.granularity = granularity
    return result
  }

  private func boundaries(
    _ learner: ModelLearner, _ folds: CrossFitFolds
  ) throws -> BoundaryDiscovery {
    let (right, left) = try entropies(
      collectsStrings: configuration.makesModel || previous != nil)
    return try learner.boundaries(text, folds, right: right, left: left)
  }

  /// The entropies in both directions, corrected with a given m.
  private func entropies(
    _ granularity: Double
  ) throws -> (right: BranchingEntropy, left: BranchingEntropy) {
    let (right, left) = try entropies(collectsStrings: false)
    return (
      try right.applyingCorrection(granularity, workers: workers),
      try left.applyingCorrection(granularity, workers: workers)
    )
  }

  /// The entropies in both directions.
  ///
  /// - Parameter collectsStrings: Whether strings are kept for a model.
  private func entropies(
    collectsStrings: Bool
  ) throws -> (right: UncorrectedEntropies, left: UncorrectedEntropies) {
    let index = try AtomIndex(text)
    func parts(_ direction: BranchingEntropy.Direction) throws -> UncorrectedEntropies {
      if let known {
        let records = try known.counts.records(
          direction, ids: known.ids, bits: text.atoms.bits, workers: workers)
        return try UncorrectedEntropies(
          text, index: index, direction: direction,
          background: PriorRecords([records], workers: workers), isCounted: false,
          gramLimit: .max, workers: workers)
      }
      return try UncorrectedEntropies(
        text, index: index, direction: direction,
        collectedCount: collectsStrings ? 2 : nil, workers: workers)
    }
    return (try parts(.right), try parts(.left))
  }

  /// Segments the text with the sum of a previous model and its own, or with the previous one alone.
  private func resegment(
    _ outcome: inout Outcome, _ previous: SegmentationModel, _ own: SegmentationModel
  ) throws(OutOfMemory) -> SegmentationModel {
    let (model, ids) = previous.applied(to: own, freezes: configuration.freezesModel)
    outcome.cuts = try SharedArray(zeros: text.ids.count)
    if outcome.boundaryCuts != nil { outcome.boundaryCuts = try SharedArray(zeros: text.ids.count) }
    ModelSegmenter(model).segment(
      text, text.range.lowerBound..<text.ids.count, ids: ids, into: outcome.cuts.view,
      boundaryCuts: outcome.boundaryCuts?.view)
    return model
  }

  /// Builds the result from the segmentation.
  ///
  /// - Parameter probabilities: Those of cuts; `nil`: none are known.
  private func dictionary(
    _ outcome: consuming Outcome, _ probabilities: CutProbabilities?
  ) throws -> WordDiscovery.Result {
    let cuts = outcome.cuts.view
    try workers.report("listing words", 0)
    let usage = try WordUsage(text, cuts: cuts, workers: workers)
    let entropies = usage.table.entries.indices.map { outcome.entropies(usage.table.span($0)) }
    // Frees the entropies of all strings: 16 bytes per atom, no longer needed.
    outcome.entropies = { _ in NeighbourEntropies.Values() }
    var phrases: [PhraseFinder.Phrase] = []
    if configuration.findsPhrases, configuration.method != .mutualInformation {
      var finder =
        outcome.terms == nil
        ? PhraseFinder(text, usage)
        : PhraseFinder(text, usage, TermSelection.phraseCriteria())
      phrases = try finder.phrases()
    }
    try workers.report("listing words", 0.4)
    let boundaryUsage = try outcome.boundaryCuts.map {
      try WordUsage(text, cuts: $0.view, workers: workers)
    }
    let records = try TextRecords(
      text, cuts: cuts, usage: usage, boundaryUsage: boundaryUsage, phrases: phrases,
      filter: filter.fitting(
        in: configuration.memory / 2, counts: usage.table.entries.map { Int($0.count) }),
      probabilities: probabilities, workers: workers)
    try workers.report("listing words", 0.8)
    var segmentation = SegmentationBuilder()
    try segmentation.append(text.ids, text.range, cuts)
    var (words, glued) = (records.words(entropies), records.phrases(phrases))
    if let terms = outcome.terms {
      (words, glued) = (terms.terms(words: words, phrases: glued), [])
    }
    let entries = try DictionaryBuilder(atoms: text.atoms, workers: workers).entries(
      words: words, phrases: glued)
    try workers.report("listing words", 1)
    return WordDiscovery.Result(
      words: entries,
      summary: WordDiscovery.Summary(
        atoms: text.atoms, words: usage.table.entries.map(\.count)),
      segmentation: try segmentation.finish())
  }
}
