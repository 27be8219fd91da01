/// A candidate for the dictionary: a string with the counts that its figures are computed from.
///
/// Discovery in memory and discovery on disk both end with these records.
struct WordRecord: Sendable {
  /// How a segmentation uses a string.
  struct Usage: Sendable {
    /// How often the string is a word.
    var count: Int
    /// The estimated set of distinct words before it.
    var contexts: LinearCounter

    /// The number of contexts, which cannot exceed the count.
    var contextCount: Double { min(Double(count), contexts.value) }
  }

  /// How a phrase, which is no word of the segmentation, was joined from words.
  struct Gluing: Sendable {
    /// The saving from joining, in nats.
    var gain: Double
    /// The estimated set of distinct words after it.
    var contextsAfter = LinearCounter()
    /// The share that the joined pair has of the occurrences of its rarer part.
    var share: Double
  }

  /// The ids of its atoms.
  var ids: [UInt32]
  /// The most frequent spelling.
  var text: String
  var usage: Usage
  /// The usage by the boundary model alone; `nil` if that gave the segmentation.
  var boundaryUsage: Usage?
  /// How often the string is to be expected as a word; `nil` if that was not estimated.
  var expectedUses: Double?
  /// How often the string occurs, as a word or not.
  var rawCount = 0
  /// The occurrences of both parts at each split; empty if they were not counted.
  var splits: [(left: Int, right: Int)] = []
  /// Corrected branching entropies, in nats; `nil` if they were not measured.
  var leftEntropy: Double?
  var rightEntropy: Double?
  /// The number of occurrences that can be merged without overlap; `nil` if unknown.
  var mergeableCount: Int?
  /// What it is ranked by if a dictionary guided discovery; `nil`: it is ranked by its uses.
  var termhood: Termhood?
  /// `nil` for a word of the segmentation.
  var gluing: Gluing?
}
