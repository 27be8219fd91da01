import WordMineBase
import WordMineText

/// A text segmented by a word model that is initialized from the cuts by entropy: stage C.
///
/// The model is sampled over the gaps of which the boundary model is not sure; now and then, the
/// spelling model and the boundary model are retrained on the current segmentation. At the end, the
/// best segmentation is taken.
struct WordSegmentation {
  /// Where words begin.
  let cuts: SharedArray<UInt8>
  /// Where words begin according to the boundary model alone, in its final state.
  let boundaryCuts: SharedArray<UInt8>

  private let words: WordList
  /// The entropies of the words, by word number.
  private let entropies: [NeighbourEntropies.Values]

  /// The parameters of the stage.
  struct Configuration: Sendable {
    var effort = Effort.normal
    var maximumLength = 4
    var seed: UInt64 = 0
    /// What discovery may use, in bytes.
    var memory = Int.max
    var workers = Workers()
  }

  /// A boundary model that uses contexts is trained again between so many rounds of sweeps.
  private static let rounds = 3

  /// The final model.
  let model: BigramModel?

  /// - Parameter keepsModel: Whether the model is needed for segmenting other text.
  /// - Complexity: O(open gaps · sweeps) time after O(atoms).
  init(
    _ text: AtomSequence, _ stages: inout BoundaryDiscovery, _ configuration: Configuration,
    keepsModel: Bool
  ) throws {
    let effort = configuration.effort
    let length = min(configuration.maximumLength, AtomSequence.longestWord)
    let (builder, gate) = LatticeBuilder.fitting(
      in: configuration.memory / 2, text, logits: stages.logits.view, gate: effort.gate,
      maximumLength: length)
    words = builder.words
    entropies = Self.entropies(words, stages.takeStrings())
    let lattice = try WordLattice(consume builder)
    let spelling = SpellingModel(lattice.words, atoms: text.atoms.count, longest: length)
    var sampler = try WordSampler(
      lattice, cuts: stages.firstCuts.view, seed: configuration.seed)
    sampler.setFactors(stages.logits.view)
    sampler.setSpelling(spelling)
    cuts = try Self.sureCuts(text, lattice)
    for sweep in 0..<effort.sweeps {
      sampler.sweep()
      try configuration.workers.report(
        "sampling words", Double(sweep + 1) / Double(effort.sweeps))
      let isLast = sweep == effort.sweeps - 1
      if sweep < 2 || sweep % 3 == 0 || isLast { sampler.setSpelling(spelling) }
      let isRefreshed =
        stages.usesContexts
        ? (sweep + 1) % (effort.sweeps / Self.rounds) == 0 && !isLast : sweep % 3 == 0 || isLast
      if isRefreshed {
        sampler.write(to: cuts.view)
        try stages.refresh(
          text, cuts: cuts.view, pass: sweep, judging: lattice.positions.view,
          workers: configuration.workers)
        sampler.setFactors(stages.logits.view)
      }
    }
    model = keepsModel ? BigramModel(sampler.model, lattice, gate: gate) : nil
    sampler.takeBest()
    sampler.write(to: cuts.view)
    try stages.judgeAll(text, workers: configuration.workers)
    boundaryCuts = try stages.cuts(text, maximumLength: length)
  }

  private static func entropies(
    _ words: WordList, _ strings: NeighbourEntropies?
  ) -> [NeighbourEntropies.Values] {
    guard let strings else { return [] }
    return (0..<words.count).map { strings.values(words.span($0)) }
  }

  /// The entropies of a word of the segmentation.
  func entropies(_ span: Range<Int>) -> NeighbourEntropies.Values {
    words.find(span).map { entropies[$0] } ?? NeighbourEntropies.Values()
  }

  /// Marks the beginnings of clauses and of words outside all regions.
  private static func sureCuts(
    _ text: AtomSequence, _ lattice: WordLattice
  ) throws(OutOfMemory) -> SharedArray<UInt8> {
    let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
    for position in text.range where text.ids[position] != 0 {
      cuts.view[position] = text.ids[position - 1] == 0 ? 1 : 0
    }
    for index in 0..<lattice.fixedStarts.count {
      cuts.view[Int(lattice.fixedStarts.view[index])] = 1
    }
    return cuts
  }
}
