import WordMineBase
import WordMineText

/// Finds the words of a text in memory.
struct InMemoryDiscovery {
  private let text: AtomSequence
  private let configuration: WordDiscovery.Configuration
  private let known: PriorStrings?
  private let previous: SegmentationModel?
  private let minimumCount: Int

  init(
    _ text: AtomSequence, _ configuration: WordDiscovery.Configuration, known: PriorStrings?,
    previous: SegmentationModel?, minimumCount: Int
  ) {
    self.text = text
    self.configuration = configuration
    self.known = known
    self.previous = previous
    self.minimumCount = minimumCount
  }

  /// A segmentation, and what the dictionary needs besides.
  private struct Outcome {
    var cuts: SharedArray<UInt8>
    /// Of the boundary model alone, where there is a word model too.
    var boundaryCuts: SharedArray<UInt8>?
    var entropies: (Range<Int>) -> NeighbourEntropies.Values
  }

  func discover() throws -> Discovery {
    if configuration.method == .mutualInformation {
      let cuts = MutualInformationDiscovery(text, configuration).cuts
      return try dictionary(Outcome(cuts: cuts) { _ in NeighbourEntropies.Values() })
    }
    let learner = ModelLearner(configuration)
    let turns = CrossFitFolds(text)
    var stages = try boundaries(learner, turns)
    let needsModel = configuration.makesModel || previous != nil
    var model = needsModel ? SegmentationModel(stages, text, configuration) : nil
    let granularity = stages.correction
    var outcome: Outcome
    if configuration.method == .full {
      let words = try learner.words(text, turns, &stages, keepsModel: needsModel)
      model?.wordModel = words.model
      outcome = Outcome(
        cuts: words.cuts, boundaryCuts: words.boundaryCuts, entropies: words.entropies)
    } else {
      let cuts = stages.cuts(text, maximumLength: configuration.maximumLength)
      let strings = stages.takeStrings()
      outcome = Outcome(cuts: cuts) { strings?.values($0) ?? NeighbourEntropies.Values() }
    }
    _ = consume stages
    if let previous, let own = model { model = resegment(&outcome, previous, own) }
    var discovery = try dictionary(consume outcome)
    model?.words = discovery.segmentationWords
    if let previous, let whole = model { model = previous.addingWords(to: whole) }
    discovery.model = configuration.makesModel ? model : nil
    discovery.summary.granularity = granularity
    return discovery
  }

  private func boundaries(
    _ learner: ModelLearner, _ turns: CrossFitFolds
  ) throws -> BoundaryDiscovery {
    let index = AtomIndex(text)
    func parts(_ direction: BranchingEntropy.Direction) throws -> UncorrectedEntropies {
      if let known {
        let records = try known.counts.records(
          direction, ids: known.ids, bits: text.atoms.bits)
        return try UncorrectedEntropies(
          text, index: index, direction: direction, background: PriorRecords([records]),
          isCounted: false, gramLimit: .max)
      }
      return try UncorrectedEntropies(
        text, index: index, direction: direction,
        collectedCount: configuration.makesModel || previous != nil ? 2 : nil,
        workers: configuration.workers)
    }
    let (right, left) = (try parts(.right), try parts(.left))
    _ = consume index
    return try learner.boundaries(text, turns, right: right, left: left)
  }

  /// Segments the text by a model that continues another.
  private func resegment(
    _ outcome: inout Outcome, _ previous: SegmentationModel, _ own: SegmentationModel
  ) -> SegmentationModel {
    let (model, ids) = previous.continued(by: own)
    outcome.cuts = SharedArray(zeros: text.ids.count)
    if outcome.boundaryCuts != nil { outcome.boundaryCuts = SharedArray(zeros: text.ids.count) }
    ModelSegmenter(model).segment(
      text, text.range.lowerBound..<text.ids.count, ids: ids, into: outcome.cuts.view,
      boundaryCuts: outcome.boundaryCuts?.view)
    return model
  }

  /// What the segmentation of the text gives.
  private func dictionary(_ outcome: consuming Outcome) throws -> Discovery {
    let cuts = outcome.cuts.view
    let uses = WordUsage(text, cuts: cuts)
    let entropies = uses.table.entries.indices.map { outcome.entropies(uses.table.span($0)) }
    // Those of all strings take 16 bytes an atom, and are not needed any more.
    outcome.entropies = { _ in NeighbourEntropies.Values() }
    let builder = DictionaryBuilder(
      text: text, cuts: cuts, configuration: configuration,
      entropies: entropies,
      boundaryUses: outcome.boundaryCuts.map { WordUsage(text, cuts: $0.view) })
    var phrases: [PhraseFinder.Phrase] = []
    if configuration.findsPhrases, configuration.method != .mutualInformation {
      var finder = PhraseFinder(text, uses)
      phrases = finder.phrases()
    }
    var segmentation = Segmentation()
    try segmentation.append(text.ids, text.range, cuts)
    try segmentation.finish()
    return Discovery(
      words: try builder.words(uses, phrases, minimumCount: minimumCount),
      summary: Discovery.Summary(
        atoms: text.atoms, words: uses.table.entries.map(\.count)), segmentation: segmentation)
  }
}
