@testable import WordMine

/// A word or n-gram of a reference implementation, and how often it was counted.
struct ReferenceWord: Hashable, Sendable {
  var text: String
  var count: Int
}

extension WordUsage {
  /// The words of the segmentation, in the order of their first appearance.
  func referenceWords(_ text: AtomSequence) -> [ReferenceWord] {
    table.entries.indices.map {
      ReferenceWord(text: text.folded(table.span($0)), count: table.entries[$0].count)
    }
  }
}
