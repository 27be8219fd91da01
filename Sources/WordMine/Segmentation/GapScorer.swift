import WordMineBase
import WordMineText

/// Computes the logits of the gaps of a text with a frozen boundary model.
struct GapScorer: Sendable {
  private let grams: ModelGrams
  private let shares: GapShares
  private let hash: PairHash

  /// An atom of a text, and the pair and the triple that it begins.
  fileprivate struct Place: BitwiseCopyable, Sendable {
    var atom: UInt32 = 0
    var hash: UInt32 = 0
    var homes = ModelGrams.Homes()
    var pair = ModelGrams.PairBins.border
    var triple = ModelGrams.TripleBins.border
  }

  /// Memory that is used again.
  struct Workspace: Sendable {
    fileprivate var places = ScratchArray<Place>()
  }

  /// How many gaps are scored at once: what they need of memory is fetched at the beginning.
  private static var stretch: Int { 256 }
  /// How many atoms before a gap have a part in its logit, and how many after it.
  private static var reach: Int { 3 }

  /// - Complexity: O(strings of the model).
  init(_ model: SegmentationModel) {
    grams = ModelGrams(model)
    shares = GapShares(model.boundaries, grams.singles)
    hash = PairHash(model.atoms)
  }

  /// Writes the logit of the gap before each position; 0 where there is none.
  ///
  /// - Parameter atoms: The ids of the atoms, 0 at borders, beginning with a border.
  /// - Complexity: O(atoms).
  func score(
    _ atoms: SharedArray<UInt32>.View, into logits: SharedArray<Float>.View,
    with workspace: inout Workspace
  ) {
    for start in stride(from: 0, to: atoms.count, by: Self.stretch) {
      let end = min(start + Self.stretch, atoms.count)
      let places = workspace.places.array(end - start + 2 * Self.reach)
      for index in 0..<places.count {
        let position = start - Self.reach + index
        places[index] = Place(atom: 0..<atoms.count ~= position ? atoms[position] : 0)
      }
      fetch(places)
      look(up: places)
      for position in start..<end {
        logits[position] = logit(places, Self.reach + position - start)
      }
    }
  }

  /// Fetches what is known of the strings of all places.
  private func fetch(_ places: SharedArray<Place>.View) {
    for index in 0..<places.count - 2 {
      let (one, two, three) = (places[index].atom, places[index + 1].atom, places[index + 2].atom)
      let pair = hash(one, two)
      places[index].hash = pair
      places[index].homes = grams.prefetch(one, two, three)
      shares.prefetch(pair)
    }
  }

  /// Looks up the bins of the strings of all places.
  private func look(up places: SharedArray<Place>.View) {
    for index in 0..<places.count - 2 {
      let (one, two) = (places[index].atom, places[index + 1].atom)
      if one != 0, two != 0 { places[index].pair = grams.pair(one, two, places[index].homes) }
    }
    for index in 0..<places.count - 3 {
      let (one, two, three) = (places[index].atom, places[index + 1].atom, places[index + 2].atom)
      if one == 0 || two == 0 || three == 0 { continue }
      let unseen = (places[index].pair.unseen, places[index + 1].pair.unseen)
      places[index].triple = grams.triple(one, two, three, places[index].homes, unseen: unseen)
    }
  }

  /// The logit of the gap before a place; 0 if it is none.
  @inline(__always) private func logit(_ places: SharedArray<Place>.View, _ index: Int) -> Float {
    let (a, b) = (places[index - 1], places[index])
    if a.atom == 0 || b.atom == 0 { return 0 }
    let (p, o) = (places[index - 2], places[index - 3])
    let fold = BoundaryWeights.Layout.fold(a.hash)
    return shares.atoms(p.atom, a.atom, b.atom, places[index + 1].atom, fold: fold)
      + (shares.before(p.pair, p.hash, fold: fold)
        + (shares.around(a.pair, fold: fold) + shares.after(b.pair, b.hash, fold: fold)))
      + shares.triples(b.triple, a.triple, p.triple, o.triple, fold: fold)
  }
}
