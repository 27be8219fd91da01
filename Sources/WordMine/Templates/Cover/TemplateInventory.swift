/// Templates with the counts that their code is based on.
struct TemplateInventory: Sendable {
  /// The most words in a slot.
  let slotLength: Int
  private(set) var shapes: [TemplateShape] = []
  /// The number of uses of each template.
  private(set) var counts: [Int] = []
  /// The index of each template's first slot among all slots, and the number of slots.
  private(set) var slotStarts: [Int] = [0]
  /// For each slot, how often it held 1, 2, … words.
  private(set) var lengths: [Int] = []

  init(slotLength: Int) { self.slotLength = slotLength }

  var count: Int { shapes.count }
  var slotCount: Int { slotStarts[shapes.count] }

  mutating func append(_ shape: TemplateShape, count: Int, lengths: some Collection<Int>) {
    precondition(lengths.count == shape.slotCount * slotLength, "lengths of other slots")
    shapes.append(shape)
    counts.append(count)
    self.lengths += lengths
    slotStarts.append(slotStarts.last! + shape.slotCount)
  }

  /// The length counts of all slots of a template.
  func lengths(of template: Int) -> ArraySlice<Int> {
    lengths[slotStarts[template] * slotLength..<slotStarts[template + 1] * slotLength]
  }

  /// The inventory of some of the templates.
  func picking(_ indices: [Int]) -> TemplateInventory {
    var picked = TemplateInventory(slotLength: slotLength)
    for index in indices {
      picked.append(shapes[index], count: counts[index], lengths: lengths(of: index))
    }
    return picked
  }

  /// The same templates with the counts of a cover.
  func recounted(_ counts: [Int], lengths: [Int]) -> TemplateInventory {
    precondition(counts.count == count && lengths.count == self.lengths.count, "other templates")
    var inventory = self
    (inventory.counts, inventory.lengths) = (counts, lengths)
    return inventory
  }
}
