/// A word or n-gram of a reference implementation, and how often it was counted.
public struct ReferenceWord: Hashable, Sendable {
  public var text: String
  public var count: Int

  public init(text: String, count: Int) {
    self.text = text
    self.count = count
  }
}

extension WordUses {
  /// The words of the segmentation, in the order of their first appearance.
  func referenceWords(_ text: DiscoveryText<ID>) -> [ReferenceWord] {
    table.entries.indices.map {
      ReferenceWord(text: text.folded(table.span($0)), count: table.entries[$0].count)
    }
  }
}
