import WordMineBase
import WordMineText

/// Finds the words of a text in memory.
struct InMemoryDiscovery {
  private let text: AtomSequence
  private let configuration: WordDiscovery.Configuration
  private let known: PriorStrings?
  private let previous: SegmentationModel?
  private let workers: Workers
  private let filter: EntryFilter

  init(
    _ text: AtomSequence, _ configuration: WordDiscovery.Configuration, known: PriorStrings?,
    previous: SegmentationModel?, minimumCount: Int, workers: Workers
  ) {
    self.text = text
    self.configuration = configuration
    self.known = known
    self.previous = previous
    self.workers = workers
    filter = configuration.filter(text.atoms, minimumCount: minimumCount)
  }

  /// A segmentation, and what else the dictionary needs.
  private struct Outcome {
    var cuts: SharedArray<UInt8>
    /// The cuts of the boundary model alone, if there is also a word model.
    var boundaryCuts: SharedArray<UInt8>?
    var entropies: (Range<Int>) -> NeighbourEntropies.Values
  }

  func run() throws -> WordDiscovery.Result {
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
        collectedCount: configuration.makesModel || previous != nil ? 2 : nil,
        workers: workers)
    }
    let (right, left) = (try parts(.right), try parts(.left))
    _ = consume index
    return try learner.boundaries(text, folds, right: right, left: left)
  }

  /// Segments the text with the sum of a previous model and its own.
  private func resegment(
    _ outcome: inout Outcome, _ previous: SegmentationModel, _ own: SegmentationModel
  ) throws(OutOfMemory) -> SegmentationModel {
    let (model, ids) = previous.continued(by: own)
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
    let usage = try WordUsage(text, cuts: cuts, workers: workers)
    let entropies = usage.table.entries.indices.map { outcome.entropies(usage.table.span($0)) }
    // Frees the entropies of all strings: 16 bytes per atom, no longer needed.
    outcome.entropies = { _ in NeighbourEntropies.Values() }
    var phrases: [PhraseFinder.Phrase] = []
    if configuration.findsPhrases, configuration.method != .mutualInformation {
      var finder = PhraseFinder(text, usage)
      phrases = try finder.phrases()
    }
    let boundaryUsage = try outcome.boundaryCuts.map {
      try WordUsage(text, cuts: $0.view, workers: workers)
    }
    let records = try TextRecords(
      text, cuts: cuts, usage: usage, boundaryUsage: boundaryUsage, phrases: phrases,
      filter: filter.fitting(
        in: configuration.memory / 2, counts: usage.table.entries.map { Int($0.count) }),
      probabilities: probabilities, workers: workers)
    var segmentation = SegmentationBuilder()
    try segmentation.append(text.ids, text.range, cuts)
    return WordDiscovery.Result(
      words: try DictionaryBuilder(atoms: text.atoms, workers: workers).entries(
        words: records.words(entropies), phrases: records.phrases(phrases)),
      summary: WordDiscovery.Summary(
        atoms: text.atoms, words: usage.table.entries.map(\.count)),
      segmentation: try segmentation.finish())
  }
}
