import WordMineBase
import WordMineText

/// Segments text with a model.
///
/// The logit of a gap is a sum over the strings of one to three atoms around it (see `GapFeature`), and
/// over the atoms and pairs themselves, with the weights that were learned without the pair around the
/// gap (see `BoundaryWeights`). If there is a word model, it decides the gaps that are not
/// sure, as in `ViterbiDecoder`; otherwise a positive logit is a cut, and words that are too long
/// are cut again, as in `BoundaryDecoder`. A model that a dictionary guided has neither: its words
/// decide, as in `UnigramDecoder`.
package struct ModelSegmenter: Sendable {
  private let ids: AtomEncoder
  private let scorer: GapScorer
  private let cutter: BoundaryDecoder
  private let decoder: ViterbiDecoder?
  private let unigrams: UnigramDecoder?

  /// Whether the model has a word model besides the boundary model.
  var hasWordModel: Bool { decoder != nil }

  /// - Complexity: O(strings of the model).
  package init(_ model: SegmentationModel) {
    ids = AtomEncoder(model)
    scorer = GapScorer(model)
    cutter = BoundaryDecoder(maximumLength: model.maximumLength)
    unigrams = model.unigrams.map { UnigramDecoder($0) }
    decoder = model.wordModel.map {
      ViterbiDecoder($0, atoms: model.atoms.count + 1, maximumLength: model.maximumLength)
    }
  }

  /// Memory that is used again.
  package struct Workspace: Sendable {
    fileprivate var ids = ScratchArray<UInt32>()
    fileprivate var cuts = ScratchArray<UInt8>()
    fileprivate var logits = ScratchArray<Float>()
    fileprivate var scorer = GapScorer.Workspace()
    fileprivate var decoder = ViterbiDecoder.Workspace()

    package init() {}
  }

  /// The words of a block, as ranges of its bytes.
  package func words(_ block: TokenizedBlock) -> [Range<Int32>] {
    var workspace = Workspace()
    return words(block, with: &workspace)
  }

  /// The words of a block, as ranges of its bytes.
  ///
  /// - Parameter block: A block tokenized with `recordsExtents`.
  /// - Complexity: O(atoms).
  package func words(_ block: TokenizedBlock, with workspace: inout Workspace) -> [Range<Int32>] {
    let atoms = ids.ids(block, in: &workspace.ids)
    let cuts = workspace.cuts.array(atoms.count)
    segment(atoms, into: cuts, with: &workspace)
    var position = 0
    return block.words { _ in
      repeat { position += 1 } while atoms[position] == 0
      return cuts[position] != 0
    }
  }

  /// Marks where words begin.
  ///
  /// - Parameters:
  ///   - atoms: The ids of the atoms, 0 at borders, beginning with a border.
  ///   - cuts: Set to 1 where a word begins and to 0 elsewhere, one byte per position.
  ///   - boundaryCuts: The same for the boundary model alone; `nil`: not needed.
  func segment(
    _ atoms: SharedArray<UInt32>.View, into cuts: SharedArray<UInt8>.View,
    boundaryCuts: SharedArray<UInt8>.View? = nil, with workspace: inout Workspace
  ) {
    let range = 1..<atoms.count
    if let unigrams {
      unigrams.decode(atoms, range, into: cuts)
      boundaryCuts?.copy(from: cuts)
      return
    }
    let logits = workspace.logits.array(atoms.count)
    scorer.score(atoms, into: logits, with: &workspace.scorer)
    if let decoder {
      for position in 0..<cuts.count { cuts[position] = 0 }
      decoder.decode(atoms, range, logits, into: cuts, with: &workspace.decoder)
      if let boundaryCuts { cutter.cut(atoms, range, logits: logits, into: boundaryCuts) }
    } else {
      cutter.cut(atoms, range, logits: logits, into: cuts)
      boundaryCuts?.copy(from: cuts)
    }
  }
}
