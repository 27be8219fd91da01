import WordMineText

/// Decides from its counts whether an n-gram is strong.
///
/// An n-gram is strong if its `Cohesion`, the pointwise mutual information at its weakest split, is
/// at least the threshold of its order. For pairs, the test may instead be whether joining the two
/// atoms would shorten the text: whether their `MergeGain` is above 0. A cohesion of 1 nat suffices
/// for that, but is not always necessary.
struct StrengthTest {
  private let names: NGramNames
  private let configuration: WordDiscovery.Configuration.MutualInformation
  /// How often each atom can be paired with itself.
  private let selfPairs: [Int]

  init(_ names: NGramNames, _ configuration: WordDiscovery.Configuration.MutualInformation) {
    self.names = names
    self.configuration = configuration
    selfPairs = configuration.pairTest == .gain ? names.text.disjointPairs() : []
  }

  func isStrong(_ place: Range<Int>) -> Bool {
    if place.count == 2, configuration.pairTest == .gain { return gain(place) > 0 }
    return cohesion(place) >= configuration.threshold(order: place.count)
  }

  private func cohesion(_ place: Range<Int>) -> Double {
    let splits = (place.lowerBound + 1..<place.upperBound).lazy.map { middle in
      (
        left: names.count(place.lowerBound..<middle),
        right: names.count(middle..<place.upperBound)
      )
    }
    return Cohesion.minimum(
      count: names.count(place), splits: splits, units: names.text.atoms.totalCount)
      ?? -.infinity
  }

  private func gain(_ place: Range<Int>) -> Double {
    let parts = place.map { Int(names.text.ids[$0]) }
    let areDistinct = parts[0] != parts[1]
    return MergeGain.total(
      count: areDistinct ? names.count(place) : selfPairs[parts[0]],
      parts: parts.map { names.text.atoms.counts[$0] }, areDistinct: areDistinct,
      units: names.text.atoms.totalCount) ?? 0
  }
}
