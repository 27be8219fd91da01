import WordMineBase
import WordMineText

extension ModelSegmenter {
  /// Marks where words begin in whole clauses of a text whose atoms have other numbers.
  ///
  /// - Parameters:
  ///   - ids: The ids in the model, by those in the text.
  ///   - cuts: 1 where a word begins, one byte a position of the text.
  ///   - boundaryCuts: The same by the boundary model alone, if that is needed too.
  func segment(
    _ text: AtomSequence, _ range: Range<Int>, ids: [UInt32],
    into cuts: SharedArray<UInt8>.View, boundaryCuts: SharedArray<UInt8>.View? = nil
  ) {
    // A border stands before each clause.
    let places = range.lowerBound - 1..<range.upperBound
    let atoms = SharedArray<UInt32>(zeros: places.count)
    for (index, position) in places.enumerated() {
      atoms.view[index] = ids[Int(text.ids[position])]
    }
    segment(atoms.view, into: cuts.slice(places), boundaryCuts: boundaryCuts?.slice(places))
  }
}
