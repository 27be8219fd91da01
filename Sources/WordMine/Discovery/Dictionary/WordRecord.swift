/// A candidate for the dictionary: a string with everything that its figures are computed from.
///
/// Whether the text is in memory or counted on disk, discovery ends with these records.
struct WordRecord: Sendable {
  /// What a segmentation does with a string.
  struct Usage: Sendable {
    /// How often it is a word.
    var count: Int
    /// The different words before it, estimated.
    var contexts: LinearCounter

    /// Estimates never exceed the count.
    var contextCount: Double { min(Double(count), contexts.value) }
  }

  /// A phrase has no place in the segmentation, but was glued from its words.
  struct Gluing: Sendable {
    /// What gluing saved, in nats.
    var gain: Double
  }

  /// The ids of its atoms.
  var ids: [UInt32]
  /// How it is written most often.
  var text: String
  var usage: Usage
  /// By the boundary model alone; `nil` if that is the segmentation.
  var boundaryUsage: Usage?
  /// How often the string occurs, as a word or not.
  var rawCount = 0
  /// At each split, the occurrences of both parts; empty where they were not counted.
  var splits: [(left: Int, right: Int)] = []
  /// Corrected entropies of the neighbours, in nats; `nil` where they were not measured.
  var leftEntropy: Double?
  var rightEntropy: Double?
  /// The occurrences that can be merged at once, as they do not overlap; `nil` if that is not known.
  var mergeableCount: Int?
  /// `nil` for a word of the segmentation.
  var gluing: Gluing?
}
