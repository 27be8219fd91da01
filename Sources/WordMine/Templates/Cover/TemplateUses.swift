/// The uses of all templates, grouped by template, in the order of the text.
struct TemplateUses: Sendable {
  private let ends: [Int]
  private let starts: [UInt32]
  private let slotLengths: [SlotLengths]

  /// - Parameters:
  ///   - templates: All that the uses speak of.
  ///   - kept: Those of them that stay, numbered in this order.
  /// - Complexity: O(uses + templates).
  init(_ uses: [TemplateUse], of templates: Int, kept: [Int]) {
    var numbers = [Int](repeating: -1, count: templates)
    for (number, template) in kept.enumerated() { numbers[template] = number }
    var places = [Int](repeating: 0, count: kept.count + 1)
    for use in uses where numbers[Int(use.template)] >= 0 {
      places[numbers[Int(use.template)] + 1] += 1
    }
    for index in kept.indices { places[index + 1] += places[index] }
    var starts = [UInt32](repeating: 0, count: places[kept.count])
    var lengths = [SlotLengths](repeating: SlotLengths(), count: starts.count)
    for use in uses where numbers[Int(use.template)] >= 0 {
      let place = places[numbers[Int(use.template)]]
      places[numbers[Int(use.template)]] += 1
      (starts[place], lengths[place]) = (use.start, use.lengths)
    }
    places.removeLast()
    (ends, self.starts, slotLengths) = (places, starts, lengths)
  }

  /// The numbers of the uses of a template.
  func uses(of template: Int) -> Range<Int> {
    (template == 0 ? 0 : ends[template - 1])..<ends[template]
  }

  /// The place of the first literal of a use.
  func start(_ use: Int) -> Int { Int(starts[use]) }

  func lengths(_ use: Int) -> SlotLengths { slotLengths[use] }
}
