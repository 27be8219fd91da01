import WordMineBase
import WordMineText

extension ModelSegmenter {
  /// Marks where words begin in whole clauses of a text with atom ids of its own.
  ///
  /// - Parameters:
  ///   - ids: Maps the ids of the text to those of the model.
  ///   - cuts: Set to 1 where a word begins, one byte per position of the text.
  ///   - boundaryCuts: The same for the boundary model alone; `nil`: not needed.
  func segment(
    _ text: AtomSequence, _ range: Range<Int>, ids: [UInt32],
    into cuts: SharedArray<UInt8>.View, boundaryCuts: SharedArray<UInt8>.View? = nil
  ) {
    // A border precedes each clause.
    let places = range.lowerBound - 1..<range.upperBound
    let atoms = SharedArray<UInt32>(zerosOrTrap: places.count)
    for (index, position) in places.enumerated() {
      atoms.view[index] = ids[Int(text.ids[position])]
    }
    var workspace = Workspace()
    segment(
      atoms.view, into: cuts.slice(places), boundaryCuts: boundaryCuts?.slice(places),
      with: &workspace)
  }
}
